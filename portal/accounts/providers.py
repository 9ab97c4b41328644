"""Who else may say who somebody is: ORCID and universities, as the environment names them."""

import re

from django.core.exceptions import ImproperlyConfigured

ORCID = "orcid"
ORCID_SERVER = "https://orcid.org"
# What is tried on one's own machine need not be encrypted.
SECURE = re.compile(r"https://[^/\s]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|\Z)")


def configured(environ):
    """Return allauth's SOCIALACCOUNT_PROVIDERS for what ORCID_… and OIDC_… say in the environment."""
    names = _list(environ.get("OIDC_PROVIDERS", ""))
    apps = [*_orcid(environ), *(_university(environ, name) for name in names)]
    if len({app["provider_id"] for app in apps}) < len(apps):
        raise ImproperlyConfigured("OIDC_PROVIDERS names a provider twice.")
    return {"openid_connect": {"provider_class": "portal.accounts.oidc.Provider", "APPS": apps}}


def _orcid(environ):
    if not environ.get("ORCID_CLIENT_ID") and not environ.get("ORCID_SECRET"):
        return []
    server = environ.get("ORCID_SERVER") or ORCID_SERVER
    said = {"ORCID_SERVER": server} | {
        name: _needed(environ, name) for name in ("ORCID_CLIENT_ID", "ORCID_SECRET")
    }
    return [_app("ORCID", ORCID, "ORCID", said, scope=["openid"])]


def _university(environ, provider_id):
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", provider_id) or provider_id == ORCID:
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: {provider_id!r} is no name for a provider; take small letters, digits and hyphens."
        )
    prefix = f"OIDC_{provider_id.upper().replace('-', '_')}"
    needed = ("NAME", "SERVER", "CLIENT_ID", "SECRET")
    said = {name: _needed(environ, name) for name in (f"{prefix}_{part}" for part in needed)}
    domains = [one.lower().lstrip("@.") for one in _list(environ.get(f"{prefix}_DOMAINS", ""))]
    scope = ["openid", "profile", "email"]
    return _app(prefix, provider_id, said[f"{prefix}_NAME"], said, scope=scope, domains=domains)


def _app(prefix, provider_id, name, said, *, scope, domains=()):
    server = said[f"{prefix}_SERVER"].rstrip("/")
    if not SECURE.match(server):
        raise ImproperlyConfigured(f"{prefix}_SERVER must begin with https://, not be {server!r}.")
    return {
        "provider_id": provider_id,
        "name": name,
        "client_id": said[f"{prefix}_CLIENT_ID"],
        "secret": said[f"{prefix}_SECRET"],
        "settings": {"server_url": server, "scope": scope, "domains": list(domains)},
    }


def _needed(environ, name):
    if value := environ.get(name, "").strip():
        return value
    raise ImproperlyConfigured(f"{name} is missing: the provider it belongs to is half configured.")


def _list(text):
    return [one.strip() for one in text.split(",") if one.strip()]
