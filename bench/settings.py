"""The portal's own settings, and pages that hold nothing but what is measured against."""

from emulation_portal.settings import *  # noqa: F403 -- the portal's own settings, whole
from emulation_portal.settings import BASE_DIR, STORAGES, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]}]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
