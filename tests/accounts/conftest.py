from types import SimpleNamespace

import pytest

from tests import oidc


@pytest.fixture(scope="session")
def _servers():
    servers = SimpleNamespace(orcid=oidc.Server(), uni_a=oidc.Server(), uni_b=oidc.Server())
    yield servers
    for server in vars(servers).values():
        server.stop()


@pytest.fixture
def servers(_servers, settings):
    """ORCID and two universities, which the portal knows; `.orcid`, `.uni_a`, `.uni_b`."""
    settings.SOCIALACCOUNT_PROVIDERS = oidc.configured(
        orcid=_servers.orcid.url,
        uni_a=(_servers.uni_a.url, "uni-a.example"),
        uni_b=(_servers.uni_b.url, "uni-b.example, institute.example"),
    )
    return _servers


@pytest.fixture
def liar(settings):
    """A university whose server says what it is told to; the portal knows it as uni-a."""
    liar = oidc.Liar()
    liar.describe()
    settings.SOCIALACCOUNT_PROVIDERS = oidc.configured(uni_a=(liar.url, "uni-a.example"))
    yield liar
    liar.stop()
