"""Who asks, when a reverse proxy asks for him."""

from django.conf import settings


def client_address(request):
    """Return the address that the proxy in front of us saw; without a proxy, what we see ourselves."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_PROXY and forwarded:
        # The last one was added by our own proxy; what stands before it anybody may have written.
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR")
