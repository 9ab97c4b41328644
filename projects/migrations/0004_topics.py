from django.db import migrations

from portal.common.text import plain


def offer_projects(apps, schema_editor):
    """Let people subscribe to each project there is."""
    topic = apps.get_model("mail", "Topic")
    projects = apps.get_model("projects", "Project").objects
    topic.objects.bulk_create(
        topic(key=f"project:{pk}", name=plain(title)[:400])
        for pk, title in projects.values_list("pk", "title")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0005_weekly_topics'),
        ('projects', '0003_change_request'),
    ]

    operations = [
        migrations.RunPython(offer_projects, migrations.RunPython.noop),
    ]
