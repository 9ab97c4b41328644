"""Whatever changes the words that find a project has them indexed anew."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from portal.accounts.models import User
from projects.indexing import index
from projects.models import Alias, Area, Institution, Membership, Person, Project, Word


@receiver(post_save, sender=Project)
def project_saved(instance, raw=False, **kwargs):
    index({instance.pk})


@receiver([post_save, post_delete], sender=Membership)
def team_changed(instance, **kwargs):
    index({instance.project_id})


@receiver(post_save, sender=Person)
def person_saved(instance, created, **kwargs):
    Word.objects.learn(instance.search_name.split())
    if not created:
        index(_projects_of(instance))
    if instance.user_id:
        # Somebody is called the same on their page and in the portal's letters.
        accounts = User.objects.filter(pk=instance.user_id)
        accounts.exclude(name=instance.name).update(name=instance.name)


@receiver(post_save, sender=Area)
@receiver(post_save, sender=Institution)
def subject_saved(instance, created, **kwargs):
    if not created:
        index(_projects_of(instance))


@receiver([post_save, post_delete], sender=Alias)
def alias_changed(instance, **kwargs):
    index(_projects_of(instance.institution))


@receiver(pre_delete, sender=Area)
@receiver(pre_delete, sender=Institution)
def subject_about_to_go(instance, **kwargs):
    instance.projects_left = _projects_of(instance)


@receiver(post_delete, sender=Area)
@receiver(post_delete, sender=Institution)
def subject_gone(instance, **kwargs):
    index(instance.projects_left)


@receiver(m2m_changed, sender=Project.areas.through)
@receiver(m2m_changed, sender=Project.institutions.through)
def subjects_changed(instance, action, reverse, pk_set, **kwargs):
    if action == "pre_clear" and reverse:
        instance.projects_left = _projects_of(instance)
    elif action in {"post_add", "post_remove", "post_clear"}:
        index(_touched(instance, action, reverse, pk_set))


def _touched(instance, action, reverse, pk_set):
    if not reverse:
        return {instance.pk}
    return instance.projects_left if action == "post_clear" else pk_set


def _projects_of(instance):
    return set(instance.projects.values_list("pk", flat=True))
