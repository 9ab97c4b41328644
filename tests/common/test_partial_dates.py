import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.forms import modelform_factory
from django.utils import translation

from portal.common.partial_dates import PartialDate, PartialDateField, display_range


class Stay(models.Model):
    start = PartialDateField()

    class Meta:
        app_label = "partial_dates_trial"

    def __str__(self):
        return str(self.start)


@pytest.fixture
def stays(db):
    with connection.schema_editor() as editor:
        editor.create_model(Stay)
    return Stay.objects


def date(text):
    return PartialDate.parse(text) if text else None


@pytest.mark.parametrize("text", ["2021", "2021-03", "2021-07-01", "2024-02-29"])
def test_a_date_reads_and_writes_as_iso_text(text):
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "21",
            "2021-3",
            "2021-13",
            "2021-00",
            "2021-02-30",
            "2023-02-29",
            "2021-01-00",
            "0000",
        ),
        *(
            "March 2021",
            "2021-03-01T10:00",
            "2021/03",
            "２０２１",
            "2021-",
            "-2021",
            "2021-03-",
            "2021\n2022",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match=r"no date|no such date"):
        PartialDate.parse(text)


def test_a_day_needs_a_month():
    with pytest.raises(ValueError, match="A day needs a month"):
        PartialDate(2021, None, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-10", dt.date(2024, 2, 10), dt.date(2024, 2, 10)),
    ],
)
def test_a_date_knows_its_first_and_last_day(text, first, last):
    assert (date(text).first_day(), date(text).last_day()) == (first, last)


ORDERED = [
    "1999-12-31",
    "2021",
    "2021-01",
    "2021-01-01",
    "2021-02",
    "2021-10-01",
    "2021-12",
    "2022",
]


def test_dates_are_ordered_by_time():
    assert sorted(map(date, reversed(ORDERED))) == [date(text) for text in ORDERED]
    assert date("2021") <= date("2021") < date("2021-01")
    assert date("2021") != "2021"


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("2021", "2021", "2021"),
        ("2021-03", "March 2021", "März 2021"),
        ("2021-07-01", "1 July 2021", "1. Juli 2021"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(text, english, german):
    assert date(text).display() == english
    with translation.override("de"):
        assert date(text).display() == german


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2021-03", "2022-02", "March 2021 – February 2022"),
        ("2021", "2024", "2021 – 2024"),
        ("2021", "2021", "2021"),
        ("2021", None, "since 2021"),
        (None, "2024", "until 2024"),
        (None, None, ""),
    ],
)
def test_a_range_says_what_is_known_of_it(start, end, shown):
    assert display_range(date(start), date(end)) == shown


@pytest.mark.parametrize("text", ["2021", "2021-03", "2021-07-01"])
def test_a_stored_date_comes_back_as_precise_as_it_was(stays, text):
    stays.create(start=date(text))
    stays.create(start=text)

    assert [stay.start for stay in stays.all()] == [date(text)] * 2


def test_an_unknown_date_stays_unknown(stays):
    stays.create()
    stays.create(start="")

    assert [stay.start for stay in stays.all()] == [None, None]
    assert stays.filter(start__isnull=True).count() == 2


def test_the_database_orders_and_compares_dates_by_time(stays):
    stays.bulk_create(Stay(start=text) for text in reversed(ORDERED))

    assert [str(stay) for stay in stays.order_by("start")] == ORDERED
    assert [str(stay) for stay in stays.filter(start__gte=date("2021-12")).order_by("start")] == [
        "2021-12",
        "2022",
    ]


def test_a_wrong_date_never_reaches_the_database(stays):
    with pytest.raises(ValidationError, match="no such date"):
        stays.create(start="2021-13")


def test_the_database_itself_refuses_what_is_no_date(stays):
    stay = stays.create(start="2021")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partial_dates_trial_stay SET start = 'soon' WHERE id = %s", [stay.pk]
        )


def test_a_form_takes_the_iso_form_and_says_so():
    form = modelform_factory(Stay, fields=["start"])({"start": " 2021-03 "})

    assert form.is_valid()
    assert form.cleaned_data["start"] == date("2021-03")
    assert "2021-03" in form.fields["start"].help_text


def test_a_form_may_leave_a_date_unknown():
    form = modelform_factory(Stay, fields=["start"])({"start": ""})

    assert form.is_valid()
    assert form.cleaned_data["start"] is None


def test_a_form_names_a_wrong_date_and_keeps_it():
    form = modelform_factory(Stay, fields=["start"])({"start": "spring 2021"})

    assert form.errors == {
        "start": ["“spring 2021” is no date: write 2021, 2021-03 or 2021-03-15."]
    }
    assert 'value="spring 2021"' in str(form["start"])


def test_a_form_shows_a_date_in_the_form_it_takes_and_sees_no_change():
    form = modelform_factory(Stay, fields=["start"])(
        {"start": "2021-03"}, instance=Stay(start=date("2021-03"))
    )

    assert 'value="2021-03"' in str(form["start"])
    assert not form.has_changed()


def test_the_field_is_written_into_migrations_whole():
    _name, path, args, kwargs = Stay._meta.get_field("start").deconstruct()

    assert (path, args) == ("portal.common.partial_dates.PartialDateField", [])
    assert PartialDateField(**kwargs).null is True
    assert PartialDateField(null=False).deconstruct()[3]["null"] is False
