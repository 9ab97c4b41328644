"""OpenID Connect as allauth has it, with a look at what the other side says before it is believed."""

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.app_settings import UID_MAX_LENGTH
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from requests import RequestException

ADDRESSES = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
)
# What is stored of somebody; providers send far more.
KEPT = ("sub", "name", "email")


class Conversation(OpenIDConnectOAuth2Adapter):
    """One sign-in with a provider; nonsense from the other side is a ProviderException."""

    @cached_property
    def openid_config(self):
        server = self.get_provider().server_url
        config = self._asked(server)
        scheme = "https://" if server.startswith("https://") else "http"
        for name in ADDRESSES:
            if not str(config.get(name)).startswith(scheme):
                raise ProviderException(f"{server} names no {name} that can be used")
        return config

    def get_client(self, request, app):
        try:
            return super().get_client(request, app)
        except (RequestException, ProviderException) as error:
            page = render_authentication_error(request, self.get_provider(), exception=error)
            raise ImmediateHttpResponse(page) from error

    def get_access_token_data(self, *args, **kwargs):
        try:
            data = super().get_access_token_data(*args, **kwargs)
        except (KeyError, TypeError) as error:
            raise ProviderException("the answer is no token") from error
        if not isinstance(data, dict) or not isinstance(data.get("access_token"), str):
            raise ProviderException("the answer is no token")
        # It is used once, at once; when it runs out does not matter.
        return {name: value for name, value in data.items() if name != self.expires_in_key}

    def complete_login(self, request, app, token, **kwargs):
        id_token = kwargs["response"].get("id_token")
        if not isinstance(id_token, str):
            raise ProviderException("the answer holds no ID token")
        said = self._fetch_user_info(token.token)
        claims = {name: said[name] for name in KEPT if _is_text(said.get(name))}
        if not 0 < len(claims.get("sub", "")) <= UID_MAX_LENGTH:
            raise ProviderException("the answer names nobody")
        if self._decode_id_token(app, id_token).get("sub") != claims["sub"]:
            raise ProviderException("the two answers name different people")
        claims["email_verified"] = said.get("email_verified") in (True, "true")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": claims})

    def _fetch_user_info(self, access_token):
        return self._asked(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})

    def _asked(self, url, **kwargs):
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, **kwargs)
            answer.raise_for_status()
            said = answer.json()
        if not isinstance(said, dict):
            raise ProviderException(f"{url} does not answer with an object")
        return said


def _is_text(value):
    """Tell whether this is text that can be stored: JSON can spell more than that."""
    return isinstance(value, str) and value.isprintable()


class Provider(OpenIDConnectProvider):
    """ORCID or a university."""

    oauth2_adapter_class = Conversation

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Lead the browser to the provider from a page of ours.

        A redirect that answers a form would fall under `form-action 'self'`, and so would each
        further one of a university's single sign-on, whose hosts nobody can list.
        """
        answer = super().redirect(request, process, next_url=next_url, data=data, **kwargs)
        if "Location" not in answer:
            return answer
        page = {"provider": self, "address": answer["Location"]}
        return render(request, "socialaccount/leaving.html", page)

    def serialize(self):
        # Two providers may know the portal by the same client id; allauth would mix them up.
        return {"id": self.sub_id}

    def extract_extra_data(self, data):
        return {"userinfo": {name: data["userinfo"].get(name) for name in KEPT}}

    def extract_email_addresses(self, data):
        """Return the address, verified only where the provider says so and may say so."""
        said = data["userinfo"]
        if "email" not in said:
            return []
        email = said["email"].lower()
        vouched = said["email_verified"] and self.answers_for(email)
        return [EmailAddress(email=email, verified=vouched, primary=True)]

    def answers_for(self, email):
        """Tell whether the address belongs to a domain of this provider, or to one below it."""
        domain = email.rpartition("@")[2].lower()
        own = self.app.settings.get("domains", [])
        return any(domain == one or domain.endswith(f".{one}") for one in own)


@rate_limit(action="login")
def login(request, provider_id):
    """Lead to the provider, once a button was pressed; each time we ask it where to."""
    return _talk(OAuth2LoginView, request, provider_id)


def callback(request, provider_id):
    """Take the answer with which the provider sends a browser back."""
    return _talk(OAuth2CallbackView, request, provider_id)


def _talk(view, request, provider_id):
    try:
        return view.adapter_view(Conversation(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
