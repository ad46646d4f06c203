"""Settings of the service, in one file with two modes.

`demonstration` runs on one machine with invented people; `service` is the real thing.
Everything that differs between places comes from the environment, which is read with
its types and refused, all wrong values at once, when it does not read.
"""

import os
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from lightbulb.embedded import APP, OWNER, Engines
from lightbulb.environment import Environment
from lightbulb.secret import secret_kept_under

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

# --- Where it runs ----------------------------------------------------------------------

VAR = Path(env.text("LIGHTBULB_VAR", str(BASE_DIR / "var")))
BIND = env.text("BIND", "127.0.0.1")
PORT = env.integer("PORT", 8000, least=1, most=65535)


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


database_url = env.url("DATABASE_URL", ("postgresql", "postgres"))
on_this_machine = is_loopback(BIND)
# A mode that does not read counts as service, so that all it would miss is named too.
MODE = env.choice(
    "LIGHTBULB_MODE",
    ("demonstration", "service"),
    "demonstration" if not env.raw("DATABASE_URL") and on_this_machine else "service",
    otherwise="service",
)
DEMONSTRATION = MODE == "demonstration"
if DEMONSTRATION and not on_this_machine:
    env.wrong("BIND", "must be 127.0.0.1 in demonstration mode, which nobody else may reach")

DEBUG = False
ROOT_URLCONF = "lightbulb.urls"
WSGI_APPLICATION = "lightbulb.wsgi.application"

# --- What only the real service needs ----------------------------------------------------

SECRET_KEY = env.text("SECRET_KEY")
public_url = env.url("PUBLIC_URL", ("http", "https") if DEMONSTRATION else ("https",))
email_url = env.url("EMAIL_URL", ("smtp", "smtps"))
EMAIL_FROM = env.text("EMAIL_FROM")
if DEMONSTRATION:
    SECRET_KEY = SECRET_KEY or secret_kept_under(VAR)
elif len(SECRET_KEY) < 50:
    env.wrong("SECRET_KEY", "must be set, to 50 characters or more")
if not DEMONSTRATION:
    if public_url is None and not env.raw("PUBLIC_URL"):
        env.wrong("PUBLIC_URL", "must be set to the https:// address people open")
    if email_url is None and not env.raw("EMAIL_URL"):
        env.wrong("EMAIL_URL", "must be set to smtp://name:password@host:port")
    if not EMAIL_FROM:
        env.wrong("EMAIL_FROM", "must be set to the address mail is sent from")

PUBLIC_URL = public_url.geturl().rstrip("/") if public_url else f"http://localhost:{PORT}"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if DEMONSTRATION else []
if public_url and public_url.hostname:
    ALLOWED_HOSTS.append(public_url.hostname)
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)

# --- Engines -----------------------------------------------------------------------------

ENGINES = Engines(
    data=Path(env.text("LIGHTBULB_ENGINE_DATA", str(VAR / "engines"))),
    source=env.choice("LIGHTBULB_ENGINES", ("any", "system", "wheel"), "any"),
)
DATABASE_ROLE = env.choice("LIGHTBULB_DATABASE_ROLE", (APP, OWNER), APP)
redis_url = env.url("REDIS_URL", ("redis", "rediss", "unix"))
DATABASE = conninfo_to_dict(
    database_url.geturl() if database_url else ENGINES.database_url(DATABASE_ROLE)
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "NAME": DATABASE.pop("dbname", ""),
        "USER": DATABASE.pop("user", ""),
        "PASSWORD": DATABASE.pop("password", ""),
        "HOST": DATABASE.pop("host", ""),
        "PORT": DATABASE.pop("port", ""),
        "OPTIONS": DATABASE,  # what is left: sslmode, sslrootcert and the like
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttles live in the database, so that no page needs the broker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_throttle",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# The last seal of each day, kept where a change of the database does not reach. A private
# database has them beside it, so that whoever begins afresh begins with neither.
DAY_FILES = Path(
    env.text("LIGHTBULB_DAY_FILES", str((VAR if database_url else ENGINES.data) / "day-files"))
)

# --- Background work ---------------------------------------------------------------------

BROKER = (env.raw("REDIS_URL") if redis_url else ENGINES.redis_url()).replace(
    "unix://", "redis+socket://"
)
CELERY_BROKER_URL = BROKER
# A result nobody reads would only fill the broker: progress and outcome are rows.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_TASK_PUBLISH_RETRY = False  # the dispatcher's next sweep is the retry
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task: a shorter one would start a second copy.
    "visibility_timeout": 20 * 60,
    # A dead worker's tasks come back within seconds of that, not after ten sweeps.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A broker that hangs must not hang the dispatcher with it.
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_TIMEZONE = "Europe/London"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "lightbulb.core.record.scheduler:PulsingScheduler"

# --- Applications and middleware ---------------------------------------------------------

INSTALLED_APPS = [
    "lightbulb",
    "lightbulb.core",
    "cases",
    "triage",
    "grants",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_celery_beat",
    "allauth",
    "allauth.account",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lightbulb.core.web.middleware.private_by_default",
    "lightbulb.api.problems.problems_in_json",
    "lightbulb.core.web.middleware.in_words",
    "lightbulb.core.web.middleware.unreadable_input",
    "lightbulb.core.web.middleware.RequestName",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lightbulb.core.kept.middleware.KeptForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lightbulb.core.web.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lightbulb.navigation.page",
            ],
            "builtins": [
                "django.templatetags.static",
                "lightbulb.core.templatetags.components",
                "lightbulb.core.templatetags.display",
            ],
        },
    }
]

# --- People and sessions -----------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "lightbulb.core.staff.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by the partnership, not by their owners
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a mail to a stranger tells that strangers may ask
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reset_password_from_key": "20/m/ip",
}
# The proxy in front sets X-Forwarded-For; without one, the connection's own address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE = timedelta(minutes=30)
SESSION_ABSOLUTE = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())

# The one condition of service mode that is not built yet: checks and the status page say so.
SECOND_FACTOR = False

# --- Security ----------------------------------------------------------------------------

HTTPS = not DEMONSTRATION
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "lightbulb-session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "lightbulb-csrf"
CSRF_FAILURE_VIEW = "lightbulb.core.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- The API -----------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "lightbulb.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "lightbulb.api.permissions.WorksHere",
    ],
    "DEFAULT_PARSER_CLASSES": ["lightbulb.api.reading.PlainJSON"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "lightbulb.api.paging.NewestFirst",
    "DEFAULT_FILTER_BACKENDS": ["lightbulb.api.filters.KnownFilters"],
    "DEFAULT_THROTTLE_CLASSES": ["lightbulb.api.throttling.CallerThrottle"],
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
    "DEFAULT_THROTTLE_RATES": {
        "caller": "300/min",
        # Forms open to everybody: by address, and the status page by reference too.
        "ask": "60/hour",
        "partner": "300/hour",
        "status": "30/hour",
        "status_reference": "6/hour",
    },
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "lightbulb.api.problems.as_problem",
    "URL_FORMAT_OVERRIDE": None,  # an address has one form
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lightbulb",
    "DESCRIPTION": "Organisations, localities, referrals, cases and figures of the partnership.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "OrganisationKind": "lightbulb.core.organisations.enums.OrganisationKind",
        "CaseKind": "cases.enums.CaseKind",
        "MilestoneKind": "cases.enums.MilestoneKind",
        "ReferralState": "triage.enums.ReferralState",
        "ReportState": "reporting.enums.ReportState",
        "ReportFileKind": "reporting.enums.FileKind",
        "IndicatorKind": "reporting.enums.Kind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lightbulb.api.schema.with_problems",
    ],
}

# --- Words, time, files ------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if email_url
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mail"  # the demonstration's mail, to be read there
if email_url:
    EMAIL_HOST = email_url.hostname or ""
    EMAIL_PORT = email_url.port or 587
    EMAIL_HOST_USER = unquote(email_url.username or "")
    EMAIL_HOST_PASSWORD = unquote(email_url.password or "")
    EMAIL_USE_SSL = email_url.scheme == "smtps"
    EMAIL_USE_TLS = email_url.scheme == "smtp"
    EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = EMAIL_FROM or "lightbulb@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"lightbulb": {"level": "INFO"}},
}

env.refuse_if_wrong()
