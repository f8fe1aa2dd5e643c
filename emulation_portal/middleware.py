"""What holds for every answer of the portal: its headers, and the language it speaks."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # Nothing of a signed-in person stays in the cache of a shared computer; files of static/ set their own.
    "Cache-Control": "private, no-store",
}


class HeadersMiddleware:
    """Puts HEADERS on every answer, refusals and errors included; stands before all other middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class LanguageMiddleware:
    """Vietnamese unless the person pressed the switch: what a browser claims to prefer does not count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class MaintenanceMiddleware:
    """503 with a page that says so while MAINTENANCE_FILE exists; whoever watches the portal is still answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.MAINTENANCE_FILE.exists() or request.path == "/health/":
            return self.get_response(request)
        response = render(request, "maintenance.html", status=503)
        response.headers["Retry-After"] = "60"
        return response
