import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.accounts import providers
from tests.oidc import environ

UNIVERSITY = environ(uni_a=("https://login.uni-a.example", "uni-a.example, @Math.example"))
ORCID = {"ORCID_CLIENT_ID": "APP-1", "ORCID_SECRET": "made up"}


def apps(said):
    return providers.configured(said)["openid_connect"]["APPS"]


def test_none_is_known_unless_it_is_configured():
    assert apps({}) == []


def test_orcid_needs_a_client_id_and_a_secret():
    (app,) = apps(ORCID)

    assert (app["provider_id"], app["name"]) == ("orcid", "ORCID")
    assert app["settings"]["server_url"] == "https://orcid.org"
    assert app["settings"]["scope"] == ["openid"]


def test_several_universities_stand_beside_each_other():
    said = environ(
        orcid="https://sandbox.orcid.org",
        uni_a=("https://login.uni-a.example", "uni-a.example"),
        uni_b=("https://sso.uni-b.example/realm/", ""),
    )

    assert [app["provider_id"] for app in apps(said)] == ["orcid", "uni-a", "uni-b"]
    assert [app["settings"]["server_url"] for app in apps(said)] == [
        "https://sandbox.orcid.org",
        "https://login.uni-a.example",
        "https://sso.uni-b.example/realm",
    ]


def test_domains_are_read_however_they_are_written():
    (app,) = apps(UNIVERSITY)

    assert app["settings"]["domains"] == ["uni-a.example", "math.example"]


@pytest.mark.parametrize(
    "missing", [name for name in UNIVERSITY if name.endswith(("NAME", "_ID", "SECRET", "SERVER"))]
)
def test_a_half_configured_university_is_refused_by_the_name_of_what_is_missing(missing):
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing"):
        apps(UNIVERSITY | {missing: " "})


@pytest.mark.parametrize("missing", ORCID)
def test_a_half_configured_orcid_is_refused(missing):
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing"):
        apps(ORCID | {missing: ""})


@pytest.mark.parametrize("name", ["Uni A", "uni_a", "-uni", "orcid", "ünï"])
def test_a_name_that_fits_into_no_address_is_refused(name):
    with pytest.raises(ImproperlyConfigured, match=re.escape(repr(name))):
        apps({"OIDC_PROVIDERS": name})


def test_a_name_twice_is_refused():
    with pytest.raises(ImproperlyConfigured, match="twice"):
        apps(UNIVERSITY | {"OIDC_PROVIDERS": "uni-a,uni-a"})


@pytest.mark.parametrize(
    "server", ["http://uni-a.example", "login.uni-a.example", "http://localhost.evil.example"]
)
def test_a_server_without_encryption_is_refused(server):
    with pytest.raises(ImproperlyConfigured, match=r"^OIDC_UNI_A_SERVER must begin with https"):
        apps(UNIVERSITY | {"OIDC_UNI_A_SERVER": server})
