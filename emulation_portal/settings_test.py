"""Settings of the test suite: the portal's own, with cheap passwords and plain HTTP."""

import os
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("SECRET_KEY", "only-for-the-test-suite-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("PLAIN_HTTP", "true")

# Tests that run side by side have a queue each, as they have a database each; a program that a test starts shares its.
if "QUEUE_OF_THE_TEST" not in os.environ and "PYTEST_XDIST_WORKER" in os.environ:
    url = urlsplit(os.environ["REDIS_URL"])
    queue = int(url.path.strip("/") or 0) + int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
    os.environ["REDIS_URL"] = urlunsplit(url._replace(path=f"/{queue}"))
    os.environ["QUEUE_OF_THE_TEST"] = str(queue)

from emulation_portal.settings import *  # noqa: F403 -- the environment above comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The files as they lie in the checkout: nothing need be collected before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
