import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from projects.models import Membership

LIFE = timedelta(days=30)


def new_token():
    """Return an address part nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def a_month_from_now():
    """Return when an invitation of this moment expires."""
    return timezone.now() + LIFE


class State(models.TextChoices):
    """What has become of an invitation; derived from its dates, never stored."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither accepted nor revoked: open, or expired and ready to be sent again."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self):
        """Those that can be accepted now."""
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def in_state(self, state):
        """Those in this state; all where none is named."""
        return {
            State.OPEN: self.open,
            State.ACCEPTED: lambda: self.exclude(accepted_at=None),
            State.EXPIRED: lambda: self.unanswered().filter(expires_at__lte=timezone.now()),
            State.REVOKED: lambda: self.exclude(revoked_at=None),
        }.get(state, self.all)()

    def for_list(self):
        """Invitations with what a list shows of them, the latest first."""
        return self.select_related("project", "person", "invited_by").order_by("-sent_at", "-pk")


class Invitation(models.Model):
    """An address that may open an account, or join a project; the link in the mail is the key."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    # Whose page it opens: somebody known already; else made when the invitation is accepted.
    person = models.ForeignKey(
        "projects.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("person"),
    )
    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("project"),
    )
    project_role = models.CharField(
        _("part in the project"), max_length=30, choices=Membership.Role, blank=True
    )
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role),
        verbose_name=_("roles"),
        default=list,
        blank=True,
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    sent_at = models.DateTimeField(_("last sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), default=a_month_from_now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "project"],
                condition=Q(accepted_at=None, revoked_at=None),
                nulls_distinct=False,
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invitation_email_normal"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_one_outcome"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=False) | Q(accepted_by=None),
                name="invitation_accepted_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(roles__contained_by=["coordinator", "organiser", "editor", "member"]),
                name="invitation_roles_known",
            ),
            models.CheckConstraint(
                condition=Q(project=None, project_role="")
                | Q(
                    project__isnull=False,
                    project_role__in=["principal investigator", "researcher", "associate"],
                ),
                name="invitation_part_in_project_known",
            ),
        ]

    def __str__(self):
        return self.email

    def get_absolute_url(self):
        return reverse("invitations:invitation", args=[self.token])

    @property
    def state(self):
        """What has become of it."""
        if self.accepted_at:
            return State.ACCEPTED
        if self.revoked_at:
            return State.REVOKED
        return State.OPEN if self.expires_at > timezone.now() else State.EXPIRED

    @property
    def is_open(self):
        return self.state == State.OPEN

    @property
    def is_unanswered(self):
        """Tell whether it can be sent again or revoked."""
        return self.state in {State.OPEN, State.EXPIRED}

    @property
    def granted_roles(self):
        """The roles beyond that of a member, in words."""
        return [Role(role).label for role in self.roles if role != Role.MEMBER]
