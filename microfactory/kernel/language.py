"""Chinese unless the reader chose English: the browser's own language is not asked, old phones report nonsense."""

from django.conf import settings
from django.utils import translation


class LanguageMiddleware:
    """Activates the language of the cookie that Django's `set_language` writes, else the default one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response
