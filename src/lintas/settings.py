"""All settings of Lintas, from the environment (env.py). `.env.example` lists the variables."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lintas import env
from lintas.demo_channels import demo_channels
from lintas.kernel import clock

ROOT = env.ROOT
DATA = env.data_folder()
DEMO = env.flag("LINTAS_DEMO", default=False)
DEBUG = env.flag("LINTAS_DEBUG", default=False)
SECRET_KEY = env.secret_key(DATA)
PORT = env.whole_number("PORT", 8000)  # web; the live stream and the simulators take the next three
SITE_URL = env.text("LINTAS_SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.words("LINTAS_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
OFFICE = env.text("LINTAS_OFFICE", "mentawai")
SERVICES_FOLDER = Path(env.text("LINTAS_SERVICES") or ROOT / "services")
RULES_FOLDER = Path(env.text("LINTAS_RULES") or ROOT / "docs" / "rules")
OFFICES_FOLDER = Path(env.text("LINTAS_OFFICES") or ROOT / "offices")

if DEMO:
    clock.use_shift_file(DATA / "clock-shift")

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "lintas.journal",
    "lintas.accounts",
    "lintas.notices",
    "lintas.catalogue",
    "lintas.attachments",
    "lintas.payments",
    "lintas.appointments",
    "lintas.promises",
    "lintas.interviews",
    "lintas.letters",
    "lintas.waivers",
    "lintas.queue",
    "lintas.planning",
    "lintas.applications",
    "lintas.appeals",
    "lintas.refunds",
    "lintas.casework",
    "lintas.voices",
    "lintas.production",
    "lintas.desk",
    "lintas.portal",
    "lintas",
]

MIDDLEWARE = [
    "lintas.portal.middleware.RequestId",
    "lintas.portal.middleware.VisitorAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lintas.portal.middleware.RefusedPages",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "lintas.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "lintas.portal.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "lintas.portal.templatetags.lintas"],
        },
    }
]

# --- Database. An acknowledged write is on disk: WAL with FULL on SQLite (WAL with NORMAL loses
# the last transactions in a power cut), synchronous_commit as PostgreSQL ships it.
_postgres = env.postgres_address()
DATABASES: dict[str, dict[str, Any]]
if _postgres is None:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "lintas.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
                ),
            },
            "TEST": {"NAME": DATA / "test.sqlite3"},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _postgres.name,
            "USER": _postgres.user,
            "PASSWORD": _postgres.password,
            "HOST": _postgres.host,
            "PORT": _postgres.port,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"prepare_threshold": 5},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# --- People
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["lintas.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
SESSION_ENGINE = "lintas.accounts.sessions"
SESSION_COOKIE_NAME = "lintas"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lintas.portal.error_views.stale_form"
SECURE_COOKIES = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES

# --- Headers
PROXIES = env.whole_number("LINTAS_PROXIES", 0)
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The live stream is a process of its own; behind a proxy it shares the site's origin.
LIVE_URL = env.text("LINTAS_LIVE_URL", f"http://127.0.0.1:{PORT + 1}" if DEMO else "").rstrip("/")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [NONE],
        "connect-src": [SELF, *([LIVE_URL] if LIVE_URL else [])],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Words and time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "lintas-language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"  # the office's own zone (office.toml) rules each page and deadline

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
QUARANTINE_ROOT = DATA / "quarantine"
OFFICE_KEYS = env.office_keys(DATA, made_here=DEMO)
S3 = env.s3_address()
CLAMD = env.text("LINTAS_CLAMD")  # unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT_BYTES = 15 * 1024 * 1024

# --- Mail: SMTP where a server is named, else each letter is a file.
EMAIL_HOST = env.text("LINTAS_SMTP_HOST")
EMAIL_PORT = env.whole_number("LINTAS_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("LINTAS_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("LINTAS_SMTP_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = env.text("LINTAS_MAIL_FROM", "lintas@localhost")

# --- Channels of notices; each file in notices/channels/ names its options.
CHANNELS = env.channel_options(demo_channels(PORT) if DEMO else {})

# --- Payment rails (the simulator in a demonstration). A state fee goes through MPN; QRIS is off
# unless an acquirer's address and its static merchant code are set.
BILLING_RAIL_URL = env.text("LINTAS_BILLING_URL", f"http://127.0.0.1:{PORT + 2}").rstrip("/")
BILLING_RAIL_SECRET = env.text("LINTAS_BILLING_SECRET", "demo-only-rail-secret" if DEMO else "")
QRIS_RAIL_URL = env.text(
    "LINTAS_QRIS_URL", f"http://127.0.0.1:{PORT + 2}/qris" if DEMO else ""
).rstrip("/")
QRIS_RAIL_SECRET = env.text("LINTAS_QRIS_SECRET", "demo-only-qris-secret" if DEMO else "")
QRIS_MADE_UP_MERCHANT = (
    "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UBE"
    "51440014ID.CO.QRIS.WWW0215ID00000000000010303UBE5204939953033605802ID5918CONTOH LAYANAN UJI"
    "6008TUAPEJAT61052539863049871"
)
QRIS_MERCHANT = env.text("LINTAS_QRIS_MERCHANT", QRIS_MADE_UP_MERCHANT if DEMO else "")
PAYMENT_HOLD_MINUTES = env.whole_number("LINTAS_PAYMENT_HOLD_MINUTES", 120)

# --- Passport system: over HTTP where it has an address (the simulator in a demonstration), else a
# folder: files for it in out/, its answers in in/.
PRODUCTION_URL = env.text(
    "LINTAS_PRODUCTION_URL", f"http://127.0.0.1:{PORT + 4}" if DEMO else ""
).rstrip("/")
PRODUCTION_SECRET = env.text(
    "LINTAS_PRODUCTION_SECRET", "demo-only-production-secret" if DEMO else ""
)
PRODUCTION_FOLDER = Path(env.text("LINTAS_PRODUCTION_FOLDER") or DATA / "production")

# --- Spoken calls of the waiting room: a program that Debian has; without it displays are silent.
SPEECH_PROGRAM = env.text("LINTAS_SPEECH", "espeak-ng")
VOICE_ROOT = DATA / "voice"

# --- Watching
METRICS_TOKEN = env.text("LINTAS_METRICS_TOKEN")
LOGGING_CONFIG = None  # structlog, set up in lintas.logs
