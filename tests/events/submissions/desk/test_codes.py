import pytest
from django.urls import reverse

from events.submissions.late_codes import admitting
from events.submissions.models import LateCode
from tests.factories.events import moment
from tests.factories.submissions import (
    CallFactory,
    LateCodeFactory,
    LateUseFactory,
    SubmissionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def call():
    return CallFactory(closed=True, event__zone="Europe/Berlin")


@pytest.fixture
def url(call):
    return reverse("submissions-desk:codes", args=[call.pk])


def test_a_code_is_shown_once_and_kept_only_hashed(client, call, url, organiser):
    ends = f"{moment(days=2):%Y-%m-%dT%H:%M}"

    page = client.post(url, {"label": "For a group", "most_uses": 2, "ends_at": ends}, follow=True)

    code, signs = call.late_codes.get(), page.context["made"]["signs"]
    assert signs in page.text
    assert f"{call.get_absolute_url()}?code={signs}" in page.text
    assert signs not in client.get(url).text
    assert signs not in repr(LateCode.objects.values().get())
    assert admitting.find(call, signs) == code
    assert (code.label, code.most_uses, code.created_by) == ("For a group", 2, organiser)
    assert f"{code.ends_at:%H:%M}" != ends[-5:]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("label", ""),
        ("label", "x" * 201),
        ("most_uses", "0"),
        ("most_uses", "many"),
        ("ends_at", "2020-01-01T12:00"),
        ("ends_at", "soon"),
    ],
)
def test_a_code_that_cannot_be_is_refused_at_its_field(client, call, url, field, typed):
    page = client.post(url, {"label": "A", "most_uses": "1"} | {field: typed})

    assert list(page.context["form"].errors) == [field]
    assert not LateCode.objects.exists()


def test_the_page_says_who_used_a_code_and_shows_no_draft(client, call, url):
    code = LateCodeFactory(call=call, most_uses=3)
    draft = LateUseFactory(code=code, submission__title="Still secret")
    sent = LateUseFactory(code=code, submission=SubmissionFactory(call=call, title="Sent late"))
    sent.used_by = sent.submission.submitter
    sent.save()

    page = client.get(url).text

    assert "2 of 3 used" in page
    assert "Sent late" in page
    assert str(sent.used_by) in page
    assert draft.submission.title not in page
    assert "Let in after the deadline" in client.get(sent.submission.desk_url).text


def test_a_revoked_code_lets_nobody_write_any_more(client, call, url):
    use = LateUseFactory(code__call=call)
    assert use.submission.can_be_written

    client.post(reverse("submissions-desk:revoke-code", args=[use.code.pk]))

    assert not use.submission.can_be_written
    assert "revoked" in client.get(url).text


def test_the_page_costs_the_same_for_one_code_and_for_ten(call, url, queries):
    LateUseFactory(code__call=call)
    few = queries(url)

    for code in LateCodeFactory.create_batch(9, call=call, most_uses=9):
        LateUseFactory.create_batch(2, code=code)

    assert queries(url) == few
