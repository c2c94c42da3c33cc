"""All settings in one file. What differs between machines comes from the environment (see .env.example)."""

import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from microfactory import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_file(BASE_DIR / ".env")

# `local` is the checkout on somebody's desk: plain http, secrets made by `make setup`. Anything else is production.
LOCAL = environment.text("MICROFACTORY_MODE", "production") == "local"
TESTING = "pytest" in sys.modules
DEBUG = environment.boolean("DJANGO_DEBUG", False)

SECRET_KEY = environment.text("DJANGO_SECRET_KEY")
FIELD_ENCRYPTION_KEYS = environment.words("FIELD_ENCRYPTION_KEYS")  # the first encrypts, all decrypt
FIELD_HASH_KEY = environment.text("FIELD_HASH_KEY")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if LOCAL else None)
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", "")
HERE = f"http://127.0.0.1:{environment.integer('PORT', 8000)}"
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", HERE if LOCAL else None)

INSTALLED_APPS = [
    "microfactory.admin_site.MicrofactoryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "js_lib_bootstrap5",
    "microfactory.kernel",
    "residents",
    "workshops",
    "workshops.payouts",
    "jobs",
    "microfactory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "microfactory.pages.me.light.LightPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "microfactory.kernel.language.LanguageMiddleware",
    "microfactory.kernel.http.LargestPostMiddleware",  # before whatever reads a post
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "residents.middleware.CommunityMiddleware",
    "microfactory.pages.me.offline.SeenMiddleware",
    "microfactory.kernel.http.ReadOnlyGetMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "microfactory.urls"
WSGI_APPLICATION = "microfactory.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "microfactory.navigation.context",
            ],
        },
    },
]

if database_url := environment.text("DATABASE_URL", ""):
    from microfactory.database_url import parse

    DATABASES = {"default": parse(database_url)}
else:
    from microfactory.database import local_database

    DATABASES = {"default": local_database(BASE_DIR, testing=TESTING)}
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
# Off behind a pooler that hands connections on between transactions (see kernel.composed).
PREPARED_STATEMENTS = environment.boolean("PREPARED_STATEMENTS", True)
if suffix := environment.text("TEST_DATABASE_SUFFIX", ""):
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_{suffix}"}

PGHISTORY_MIDDLEWARE_METHODS = ("POST",)  # row histories name who; reading has none

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "residents.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "residents.backends.PeopleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "residents:sign_in"
LOGIN_REDIRECT_URL = "pages:start"
LOGOUT_REDIRECT_URL = "residents:sign_in"

# Staff share one office address: lock the pair, never the whole office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "residents.views.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "residents.sessions.address_of"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "locale").glob("*") if path.is_dir())
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# A session lasts as long as it is used: the staff's on shared computers for hours, a phone's for months.
STAFF_SESSION_HOURS = environment.integer("STAFF_SESSION_HOURS", 4)
PHONE_SESSION_DAYS = environment.integer("PHONE_SESSION_DAYS", 90)
SESSION_ENGINE = "microfactory.kernel.session_store"
SESSION_COOKIE_AGE = 60 * 60 * STAFF_SESSION_HOURS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
BEHIND_PROXY = not LOCAL and environment.boolean("BEHIND_PROXY", True)
if not LOCAL:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = environment.integer("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.boolean("SECURE_HSTS_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = environment.boolean("SECURE_HSTS_PRELOAD", False)
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a whole domain for years: its owner asks for it
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Text messages. Without an address nothing is sent by itself: texts are pasted and slips printed.
SMS_GATEWAY = {
    "url": environment.text("SMS_GATEWAY_URL", ""),
    "account": environment.text("SMS_GATEWAY_ACCOUNT", ""),
    "secret": environment.text("SMS_GATEWAY_SECRET", ""),
    "timeout": environment.integer("SMS_GATEWAY_TIMEOUT", 10),
    "private": environment.boolean("SMS_GATEWAY_PRIVATE", False),
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a day sheet of 200 people × 20 operations posts every cell
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
MOST_POSTED = 40 * 1024 * 1024  # bytes of a post with its files; the largest file is a set of recordings (30 MB)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "microfactory.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
