"""Settings of the test suite: the portal's own, with cheap passwords and plain HTTP."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-the-test-suite-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("PLAIN_HTTP", "true")

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
