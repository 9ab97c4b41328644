import pytest

from events.registrations.models import Invited, OpenTo, Terms
from tests.events.registrations.desk.conftest import desk, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def save(event, client):
    """Send the form of the terms; return the answer."""

    def save(**typed):
        address = desk("terms", event)
        usual = {"open_to": "everybody", "domains": "", "invited": "", "offer_hours": "24"}
        return client.post(address, usual | typed)

    return save


def invited(event):
    return list(Invited.objects.filter(event=event).values_list("email_key", flat=True))


def test_the_terms_are_kept(event, save):
    save(
        open_to="domains",
        domains="@Uni.example.\n\n example.org",
        needs_approval="on",
        offer_hours="6",
    )

    terms = Terms.objects.get(event=event)
    assert (terms.open_to, terms.needs_approval, terms.offer_hours) == (OpenTo.DOMAINS, True, 6)
    assert terms.domains == ["uni.example", "example.org"]


def test_saving_again_changes_the_same_terms_and_the_list_of_invited(event, save):
    save(open_to="invited", invited="Ada@Example.org\nada@example.org\nbob@example.org")
    before = invited(event)

    save(open_to="invited", invited="bob@example.org\neve@example.org")

    assert before == ["ada@example.org", "bob@example.org"]
    assert invited(event) == ["bob@example.org", "eve@example.org"]
    assert Terms.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"open_to": "invited", "invited": "Ada"}, "“Ada” cannot be read."),
        ({"open_to": "domains", "domains": "not a domain"}, "“not a domain” cannot be read."),
        ({"open_to": "domains"}, "Say whom: nobody could register."),
        ({"open_to": "lost"}, "lost is not one of the available choices."),
        ({"offer_hours": "400"}, "less than or equal to 336."),
        ({"offer_hours": "-1"}, "greater than or equal to 0."),
        ({"invited": "a\0@b"}, "“a @b” cannot be read."),
        ({"invited": "x@example.org\n" * 2001}, "At most 2000 lines."),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_saved(event, save, typed, told):
    assert told in page(save(**typed)).replace("&#x27;", "'")
    assert not Terms.objects.filter(event=event).exists()


def test_what_was_typed_stands_in_the_form_again(save):
    html = page(save(open_to="invited", invited="Ada", domains="uni.example", offer_hours="7"))

    assert ">Ada</textarea>" in html.replace("> Ada", ">Ada")
    assert 'value="7"' in html
