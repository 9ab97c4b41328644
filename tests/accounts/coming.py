"""Coming back from a provider, for the tests around it."""

from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.steps import confirm_password

ORCID = "0000-0002-1825-0097"


def signed_in(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def leave_for(client, provider, process="login"):
    """Press the button of the provider; return the address the browser is led to."""
    address = reverse("openid_connect_login", args=[provider])
    return client.post(f"{address}?process={process}").context["address"]


def come_by(client, servers, provider, subject, process="login"):
    server = getattr(servers, provider.replace("-", "_"))
    return client.get(server.agrees(leave_for(client, provider, process), subject), follow=True)


def by_university(client, servers, *, provider="uni-a", email, verified=True, name="Sample Person"):
    claims = {"name": name, "email": email, "email_verified": verified}
    getattr(servers, provider.replace("-", "_")).knows("subject-1", **claims)
    return come_by(client, servers, provider, "subject-1")


def connect(client, servers, provider="orcid", subject=ORCID):
    """Connect a login to the account of whoever is signed in, saying the password again."""
    return confirm_password(client, come_by(client, servers, provider, subject, process="connect"))


def answer_with_code(client, meanwhile=lambda: None):
    """Leave for uni-a and come back from there with a code, whatever that is good for."""
    query = parse_qs(urlsplit(leave_for(client, "uni-a")).query)
    meanwhile()
    back = reverse("openid_connect_callback", args=["uni-a"])
    return client.get(back, {"code": "1", "state": query["state"][0]})


def disconnect(client, account):
    address = reverse("socialaccount_connections")
    page = client.post(address, {"account": account.pk}, follow=True)
    return confirm_password(client, page) if "Is it you?" in page.text else page
