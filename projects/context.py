from django.utils.functional import SimpleLazyObject

from projects.models import Programme


def programme(request):
    """Give every template `programme` and the roles of the reader, each asked for only when used."""
    return {
        "programme": SimpleLazyObject(the_programme),
        "user_roles": SimpleLazyObject(lambda: _roles(request)),
    }


def the_programme():
    """Return the programme, or one without facts where none is stored yet."""
    return Programme.objects.first() or Programme(name="Research programme")


def _roles(request):
    user = getattr(request, "user", None)
    return user.roles if user is not None and user.is_authenticated else frozenset()
