from django.conf import settings
from django.utils.cache import patch_cache_control


def keep_signed_in_pages_private(get_response):
    """Let nobody but the reader's own browser keep a page that was made for a session."""

    def answer(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            patch_cache_control(response, private=True)
        return response

    return answer
