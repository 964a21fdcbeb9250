"""Every setting, read from the environment and safe when nothing is set.

`.env` beside manage.py is read first when it is there (`./peer run` writes one with fresh
secrets); ENV_FILE names another. `.env.example` lists every name with its meaning.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .logs import logging_by

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# --- What this installation is -------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
# Sign-in as one of the cast, without a password. Never together with real data.
DEMO = DEBUG and env.bool("DEMO", default=False)
# A key made afresh at each start is safe, but signs everybody out; `check --deploy` says so.
SECRET_KEY = env.str("SECRET_KEY", default="") or secrets.token_urlsafe(50)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ORIGIN = env.str("ORIGIN", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SERVICE_NAME = "Peer challenge"

# --- Where things are kept -----------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
# The keys of confidential notes: outside the database, the media and the default backup.
KEY_DIR = Path(env.str("KEY_DIR", default=str(DATA_DIR / "keys")))
# 32 random bytes in base64; wraps every key in KEY_DIR. Empty: nothing confidential can be written.
MASTER_KEY = env.str("MASTER_KEY", default="")
MASTER_KEY_FALLBACKS = env.list("MASTER_KEY_FALLBACKS", default=[])

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if not DATABASES["default"].get("ENGINE"):
    raise ImproperlyConfigured("DATABASE_URL is no address of a database, as postgres://user:password@host/name is.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these, two writers at once fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    # Documents of a challenge: random names, served only through a permission check.
    "default": {
        "BACKEND": env.str("PRIVATE_STORAGE", default=_FILES),
        "OPTIONS": env.json("PRIVATE_STORAGE_OPTIONS", default={"location": str(DATA_DIR / "private")}),
    },
    # Published editions, named by the hash of their content.
    "editions": {
        "BACKEND": env.str("EDITIONS_STORAGE", default=_FILES),
        "OPTIONS": env.json("EDITIONS_STORAGE_OPTIONS", default={"location": str(DATA_DIR / "editions")}),
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "peerchallenge.files.StaticFiles",
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
EDITION_SECONDS, EDITION_MEMORY_MB = env.int("EDITION_SECONDS", default=120), env.int("EDITION_MEMORY_MB", default=1024)
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_BYTES", default=50 * 1024 * 1024)
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", default="")  # a dotted path called with each upload; it raises to refuse

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "cache"),
    },
}

# --- Slow work -----------------------------------------------------------------------------
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a web request never waits for a broker that is down
CELERY_TASK_TIME_LIMIT = 900
# Without these a request would try a dead broker again for ever: the sweep rings later instead.
BROKER_GIVES_UP = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        **BROKER_GIVES_UP,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "visibility_timeout": 1800,
    }
else:
    _QUEUE = DATA_DIR / "queue"
    for _folder in ("messages", "control"):
        (_QUEUE / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"  # the name is unused; without one kombu warns
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_QUEUE / "messages"),
        "data_folder_out": str(_QUEUE / "messages"),
        "control_folder": str(_QUEUE / "control"),
        "polling_interval": 0.1,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# --- Apps and middleware -------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "people",
    "notices",
    "cycles",
    "planning",
    "reviews",
    "reports",
    "followup",
    "voices",
    "learning",
    "peerchallenge",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "peerchallenge.shelf.PublicFirst",
    "people.characters.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "peerchallenge.urls"
WSGI_APPLICATION = "peerchallenge.wsgi.application"
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
                "csp.context_processors.nonce",
                "peerchallenge.context.service",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK, CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk", ("govuk",)
STATIC_URL, STATICFILES_DIRS = "static/", [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there

# --- Who signs in and how ------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "people.adapters.CouncilAccountAdapter"
# A stranger's address gets no mail from us: the page says the same, and nobody is written to.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}  # a whole team signs in from one office's address at once
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ORIGIN.startswith("https") else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = SERVICE_NAME
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {}
OIDC_ORIGINS = env.list("OIDC_ORIGINS", default=[])  # that the sign-in passes through on its way
if env.str("OIDC_SERVER_URL", default=""):
    OIDC_ORIGINS.append("{0.scheme}://{0.netloc}".format(urlsplit(env.str("OIDC_SERVER_URL"))))
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "council",
                "name": env.str("OIDC_NAME", default="your council account"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": env.str("OIDC_SERVER_URL"),
                    "oauth_pkce_enabled": True,
                    # Microsoft Entra ID does not say that an address is verified: these domains are believed.
                    "verified_email": env.list("OIDC_EMAIL_DOMAINS", default=[]),
                },
            },
        ],
    }
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True

# --- Mail ----------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Peer challenge <no-reply@localhost>")
EMAIL_TIMEOUT = 10
# GOV.UK Notify in place of the mail server, where there is a key.
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_REPLY_TO_ID = env.str("NOTIFY_REPLY_TO_ID", default="")
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
# What delivery receipts, and whoever reads the metrics, must carry. Empty: there is no such page.
RECEIPT_TOKEN, METRICS_TOKEN = env.str("RECEIPT_TOKEN", default=""), env.str("METRICS_TOKEN", default="")

# --- Words and time ------------------------------------------------------------------------
LANGUAGE_CODE, LANGUAGES = "en-gb", [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- What a browser is told ----------------------------------------------------------------
SECURE = ORIGIN.startswith("https://")
SECURE_SSL_REDIRECT = SECURE and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # load balancers ask from within
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # or every sign-in would count as the proxy's
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_FAILURE_VIEW = "peerchallenge.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # the QR code of a new authenticator is a data: image
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],  # where a form's answer leads counts as its target
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    },
}

# --- Logs: ids and roles, never what was said ----------------------------------------------
LOGGING = logging_by(env.str("LOG_LEVEL", default="INFO"))
