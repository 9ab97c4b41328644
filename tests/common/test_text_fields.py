import pytest
from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.forms import Textarea, modelform_factory
from django.template import Context, Template
from django.utils.safestring import SafeString

from portal.common.text import MAX_LENGTH, MarkdownField, RenderedField


class Note(models.Model):
    title = models.CharField(max_length=200)
    title_html = RenderedField("title", inline=True)
    body = MarkdownField(blank=True)
    body_html = RenderedField("body")

    class Meta:
        app_label = "text_trial"

    def __str__(self):
        return self.title


@pytest.fixture
def notes(db):
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    return Note.objects


def stored(note):
    return Note.objects.values_list("body_html", flat=True).get(pk=note.pk)


def test_saving_fills_the_rendering(notes):
    note = notes.create(title="On *nets*", body="*a*")

    assert (note.title_html, note.body_html) == ("On <em>nets</em>", "<p><em>a</em></p>")
    assert stored(note) == "<p><em>a</em></p>"


def test_saving_many_at_once_fills_the_rendering(notes):
    notes.bulk_create([Note(title="a", body="*a*"), Note(title="b", body="*b*")])

    assert list(notes.order_by("pk").values_list("body_html", flat=True)) == [
        "<p><em>a</em></p>",
        "<p><em>b</em></p>",
    ]


def test_saving_only_the_source_saves_the_rendering_too(notes):
    note = notes.create(title="a", body="*a*")

    note.body = "*b*"
    note.save(update_fields=["body"])

    assert stored(note) == "<p><em>b</em></p>"


def test_saving_only_something_else_leaves_the_text_alone(notes, django_assert_num_queries):
    note = notes.create(title="a", body="*a*")
    notes.filter(pk=note.pk).update(body_html="kept")

    note.title = "b"
    note.save(update_fields=["title"])

    assert stored(note) == "kept"


def test_saving_a_row_loaded_without_its_rendering_saves_it_too(notes):
    notes.create(title="a", body="*a*")
    note = notes.defer("body_html").get()

    note.body = "*b*"
    note.save()

    assert stored(note) == "<p><em>b</em></p>"


def test_saving_a_row_loaded_without_its_source_keeps_its_rendering(notes):
    notes.create(title="a", body="*a*")
    note = notes.defer("body").get()

    note.title = "b"
    note.save()

    assert stored(note) == "<p><em>a</em></p>"


def test_updating_or_creating_fills_the_rendering(notes):
    notes.update_or_create(title="a", defaults={"body": "*a*"})
    note, _created = notes.update_or_create(title="a", defaults={"body": "*b*"})

    assert stored(note) == "<p><em>b</em></p>"


def test_a_rendering_is_shown_by_a_template_as_it_is(notes):
    note = notes.get(pk=notes.create(title="a", body="*a*").pk)

    assert isinstance(note.body_html, SafeString)
    assert Template("{{ note.body_html }}").render(Context({"note": note})) == "<p><em>a</em></p>"


def test_html_that_was_not_rendered_here_is_escaped_by_a_template():
    note = Note(title="a", body_html="<script>alert(1)</script>")

    shown = Template("{{ note.body_html }}").render(Context({"note": note}))

    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_html_that_was_not_rendered_here_is_never_saved(notes):
    note = notes.create(title="a", body="b", body_html="<script>alert(1)</script>")

    assert stored(note) == "<p>b</p>"


def test_no_template_of_ours_switches_escaping_off():
    ours = (path for path in (settings.BASE_DIR / "templates").rglob("*.html"))

    assert [
        path.name
        for path in ours
        # Django's own template for the help of a field, kept as it came.
        if path.parts[-3:-1] != ("django", "forms") and "|safe" in path.read_text()
    ] == []


def test_a_rendering_is_no_field_of_a_form():
    assert list(modelform_factory(Note, fields="__all__")().fields) == ["title", "body"]


def test_a_form_takes_a_text_in_an_area_and_may_leave_it_empty():
    form = modelform_factory(Note, fields=["title", "body"])({"title": "a", "body": ""})

    assert form.is_valid()
    assert isinstance(form.fields["body"].widget, Textarea)


def test_a_form_refuses_a_text_that_is_too_long_and_keeps_it():
    form = modelform_factory(Note, fields=["title", "body"])(
        {"title": "a", "body": "x" * (MAX_LENGTH + 1)}
    )

    assert form.errors == {
        "body": ["This text has 100001 characters; at most 100000 are possible."]
    }
    assert form["body"].value() == "x" * (MAX_LENGTH + 1)


def test_a_text_that_is_too_long_is_refused_without_a_form_too():
    with pytest.raises(ValidationError, match="at most 100000"):
        Note(title="a", body="x" * (MAX_LENGTH + 1)).full_clean()


def test_a_rendering_of_an_unknown_field_is_found_by_the_checks():
    class Misspelt(models.Model):
        body_html = RenderedField("boddy")

        class Meta:
            app_label = "text_trial"

        def __str__(self):
            return ""

    (error,) = Misspelt.check()

    assert isinstance(error, checks.Error)
    assert "boddy" in error.msg


@pytest.mark.parametrize("name", ["title_html", "body", "body_html"])
def test_the_fields_can_be_written_into_migrations(name):
    field = Note._meta.get_field(name)

    written, _imports = MigrationWriter.serialize(field)

    assert (
        written
        == {
            "title_html": "portal.common.text.fields.RenderedField('title', inline=True)",
            "body": "portal.common.text.fields.MarkdownField(blank=True)",
            "body_html": "portal.common.text.fields.RenderedField('body')",
        }[name]
    )
    assert field.clone().deconstruct()[1:] == field.deconstruct()[1:]
