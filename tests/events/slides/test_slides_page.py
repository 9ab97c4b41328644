import pytest

from events.slides.forms import LARGEST
from events.slides.models import Slides, Version
from portal.accounts.roles import Role
from tests.events.slides.conftest import sent, upload
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.slides import PDF, VersionFactory


def address(talk, rest=""):
    return f"/talks/{talk.pk}/slides/{rest}"


def get(client, address, **headers):
    """Ask for an address and read all that comes back."""
    answer = client.get(address, headers=headers)
    answer.body = answer.getvalue()
    return answer


def stored(folder):
    return list(folder.iterdir()) if folder.exists() else []


def test_a_speaker_uploads_slides_and_a_visitor_downloads_them(client, talk, speaker):
    talk.title = "On the ../../ \r\n “optimal” rate"
    talk.save()

    answer = client.post(address(talk), sent(file=upload(name="../../../etc/passwd\r\n.pdf")))
    client.logout()
    download = get(client, address(talk, "download/"))

    assert answer.status_code == 302
    assert download.body == PDF
    assert download["Content-Type"] == "application/pdf"
    assert download["Content-Disposition"] == f'attachment; filename="{talk.slug}.pdf"'
    assert download["X-Content-Type-Options"] == "nosniff"
    assert Version.objects.get().uploaded_by == speaker


def test_a_file_is_stored_under_a_name_of_ours(client, talk, folder):
    client.post(address(talk), sent(file=upload(name="name of mine.pdf")))

    [file] = stored(folder)
    assert file.suffix == ".pdf"
    assert len(file.stem) == 32


@pytest.mark.parametrize("name", ["page.pdf", "page.html"])
def test_a_page_that_calls_itself_slides_is_refused_and_all_typed_is_kept(
    client, talk, folder, name
):
    typed = sent(file=upload(b"<html></html>", name), recording="https://video.example.org/1")
    answer = client.post(address(talk), typed)

    form = answer.context["form"]
    assert form.errors["file"][0].startswith("This is no PDF, PowerPoint")
    assert form["recording"].value() == "https://video.example.org/1"
    assert stored(folder) == []
    assert not Slides.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, talk, folder):
    content = b"%PDF-1.7" + bytes(LARGEST) + b"%%EOF"

    answer = client.post(address(talk), sent(file=upload(content)))

    assert answer.context["form"].errors["file"] == [
        "The file has 50.0\xa0MB; at most 50 MB can be stored. Nothing was stored."
    ]
    assert stored(folder) == []


def test_an_upload_that_was_cut_off_stores_nothing(client, talk, folder):
    body = (
        b'--cut\r\nContent-Disposition: form-data; name=file; filename="a.pdf"\r\n\r\n%PDF-1.7 half'
    )

    answer = client.generic("POST", address(talk), body, "multipart/form-data; boundary=cut")

    assert answer.context["form"].errors["file"] == [
        "Not all of the upload arrived. Nothing was stored."
    ]
    assert stored(folder) == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"release": "at"}, "release_at", "Say from when the slides are public."),
        (
            {"recording": "http://video.example.org/"},
            "recording",
            "The address must begin with https://.",
        ),
    ],
)
def test_terms_that_say_too_little_are_told_of_at_their_field(
    client, talk, changes, field, message
):
    answer = client.post(address(talk), sent(**changes))

    assert answer.context["form"].errors == {field: [message]}


def test_a_new_file_replaces_the_one_before_which_only_those_who_may_still_get(client, talk):
    client.post(address(talk), sent(file=upload()))
    client.post(address(talk), sent(file=upload(b"%PDF-1.7 new %%EOF")))
    old = Version.objects.exclude(ended_at=None).get()

    assert get(client, old.get_absolute_url()).status_code == 200
    client.logout()
    download = get(client, address(talk, "download/"))
    assert download.body == b"%PDF-1.7 new %%EOF"
    assert get(client, old.get_absolute_url()).status_code == 302
    client.force_login(UserFactory(roles=[Role.MEMBER]))
    assert get(client, old.get_absolute_url()).status_code == 404


def test_changed_terms_leave_the_file_as_it_is(client, talk):
    client.post(address(talk), sent(file=upload()))

    client.post(address(talk), sent(licence="cc0-1.0"))

    assert Version.objects.get().ended_at is None
    assert Slides.objects.get().licence == "cc0-1.0"


def test_withdrawn_slides_are_gone_for_everybody_else(client, talk):
    client.post(address(talk), sent(file=upload()))

    client.post(address(talk, "withdraw/"))

    assert Version.objects.get().is_withdrawn
    assert get(client, address(talk, "download/")).status_code == 404


def test_an_organiser_looks_after_the_slides_of_any_talk(client, db, organiser):
    talk = TalkFactory()

    assert client.post(address(talk), sent(file=upload())).status_code == 302
    assert Version.objects.get().uploaded_by == organiser


def test_slides_for_members_are_for_members(client, speaker):
    talk = TalkFactory(event=EventFactory(members_only=True))
    VersionFactory(slides__talk=talk, slides__release="now")

    assert get(client, address(talk, "download/")).status_code == 200
    client.logout()
    assert get(client, address(talk, "download/")).status_code == 404


def test_who_has_the_file_already_gets_no_second_copy(client, talk):
    VersionFactory(slides__talk=talk, slides__release="now")
    etag = get(client, address(talk, "download/"))["ETag"]

    again = get(client, address(talk, "download/"), **{"If-None-Match": etag})

    assert (again.status_code, again.body) == (304, b"")


def test_a_file_that_is_lost_does_not_exist(client, talk, folder):
    VersionFactory(slides__talk=talk, slides__release="now")
    for file in stored(folder):
        file.unlink()

    assert get(client, address(talk, "download/")).status_code == 404


def test_a_talk_called_slides_has_a_page_all_the_same(client, talk):
    talk.title = "Slides"
    talk.save()

    assert talk.get_absolute_url() == f"/talks/{talk.pk}/talk-slides/"
    assert get(client, talk.get_absolute_url()).status_code == 200
