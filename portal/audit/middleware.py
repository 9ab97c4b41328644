from contextvars import ContextVar

_request: ContextVar = ContextVar("the request that is being answered", default=None)


def remember_who_asks(get_response):
    """Let what is changed while a request is answered be known as done by whoever asked.

    Unlike auditlog's own, this asks for the account only once something is written down, and
    keeps neither its address nor that of the machine.
    """

    def answer(request):
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return answer


def who_asks():
    """Return the primary key of the account that asked; None outside of a request or for a visitor."""
    request = _request.get()
    user = getattr(request, "user", None)
    # Who looks as another role has no account of that kind: their key is 0.
    return (user.pk or None) if user is not None and user.is_authenticated else None
