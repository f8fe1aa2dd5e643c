"""Settings of the portal; whatever differs between installations is read from the environment, loudly."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu import Exchange, Queue

from emulation_portal.version import of_sources

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# While `make run` is up, a `manage.py` called by hand finds the same servers.
RUNNING = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var") / "run" / "portal.env"
if "DATABASE_URL" not in os.environ and RUNNING.exists():
    env.read_env(RUNNING)

DEBUG = env.bool("DEBUG", default=False)
# EMBEDDED is set by `make run` alone: the servers and the data belong to the demo.
EMBEDDED = env.bool("PORTAL_EMBEDDED", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
# Whoever guesses it can sign sessions and links to set a password: there is no default, and none of a pattern is taken.
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    message = "Set SECRET_KEY to a random text of your own, of 50 characters or more: the portal has no default key."
    raise ImproperlyConfigured(message)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PLAIN_HTTP = env.bool("PLAIN_HTTP", default=EMBEDDED or DEBUG)
# Whether a proxy of ours says who asks (emulation_portal/proxy.py); HTTPS is spoken by none but a proxy.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=not PLAIN_HTTP)

INSTALLED_APPS = [
    "audit",
    "organisations",
    "accounts",
    "clusters",
    "awards",
    "reports",
    "emulation_portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "emulation_portal.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "emulation_portal.middleware.LanguageMiddleware",
    "emulation_portal.middleware.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Whoever has not signed in sees nothing, unless a view says otherwise.
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.ActingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "emulation_portal.urls"
WSGI_APPLICATION = "emulation_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db_url("DATABASE_URL")}
# A new connection costs more than most pages: keep them, and check that they still live.
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True, ATOMIC_REQUESTS=False)
REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
    # Parts of pages drawn once for a state of the portal (clusters/drawn.py). They end with the process, so that no
    # older release's page outlives it.
    "frozen": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "frozen",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
    # For what must not be kept at all.
    "nowhere": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        # A name written twice is alike enough.
        "OPTIONS": {"user_attributes": ("username", "full_name", "email"), "max_similarity": 0.6},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["emulation_portal.formats"]
CSRF_FAILURE_VIEW = "emulation_portal.views.stale_form"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
MEDIA_ROOT = DATA_DIR / "files"
# While this file exists every page says that the portal is being maintained.
MAINTENANCE_FILE = DATA_DIR / "maintenance"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # File names carry a hash of the content, so that browsers may keep them for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Recorded beside every finished ranking, never inside its code: the same figures keep the same code.
CODE_VERSION = of_sources(BASE_DIR / "scoring")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# A worker takes from both queues in turn: no heap of mails, which strangers may ask for, stands before a ranking.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "mail")]
CELERY_TASK_ROUTES = {"accounts.tasks.send_reset_link": {"queue": "mail"}}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
# Celery would close the connection before and after every task, and a new one costs more than most rankings; before
# each task ours is looked after as before each page (emulation_portal/celery.py).
CELERY_DB_REUSE_MAX = 1_000_000_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Three times the longest task; the sweep of lost messages runs every second, not every hundred.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("BROKER_VISIBILITY_SECONDS", default=1800),
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = TIME_ZONE

# What is not done within its own interval is dropped: beat asks again.
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in {
        "emulation_portal.tasks.heartbeat": 10,
        "clusters.tasks.resend_lost_runs": 5,
        "reports.tasks.resend_lost_prints": 5,
    }.items()
}

EMAIL_FILE_PATH = DATA_DIR / "mail"
if EMBEDDED and "EMAIL_URL" not in env:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
# A mail server that does not answer holds a process of the worker no longer; the mail is tried again.
EMAIL_TIMEOUT = 20
# The link for a forgotten password works for one hour.
PASSWORD_RESET_TIMEOUT = 3600
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# For operators, on standard error: whoever starts the programs decides where it goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "emulation_portal.logs.RefusalsInOneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django's own console and mail handlers would say everything twice, or not at all.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.request": {"filters": ["refusals"]}},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
if not PLAIN_HTTP:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
elif EMBEDDED:
    # Browsers send cookies to every port of a machine: two demos on one would sign each other out.
    installation = hashlib.sha256(str(DATA_DIR.resolve()).encode()).hexdigest()[:8]
    SESSION_COOKIE_NAME = f"session-{installation}"
    CSRF_COOKIE_NAME = f"csrf-{installation}"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Ten tries an account and address; more for an account from everywhere, and for an address, which offices share.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], ["username"], ["ip_address"]]
TRIES_FOR_AN_ACCOUNT = 50
TRIES_FROM_AN_ADDRESS = env.int("TRIES_FROM_AN_ADDRESS", default=100)
AXES_HANDLER = "accounts.throttle.Tries"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "emulation_portal.proxy.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_CALLABLE = "accounts.throttle.counted_name"
AXES_LOCKOUT_CALLABLE = "accounts.views.blocks.locked_out"
