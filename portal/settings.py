"""Settings of the portal, all of them from the environment; docs/configuration.md lists them."""

import os
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from portal.accounts import providers
from portal.audit.tracked import TRACKED
from portal.common import embedded
from portal.common.night import hour_in_utc
from portal.common.secret import kept_secret

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = embedded.data_dir()

# --- What kind of installation -----------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
try:
    SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(DATA_DIR / "secret-key")
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR cannot be used, {DATA_DIR}: {error.strerror}.") from error
SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = SITE_URL.startswith("https://")
TIME_ZONE = env.str("TIME_ZONE", "Europe/Berlin")

INSTALLED_APPS = [
    "portal.privacy",
    "portal.digest",
    "portal.sample",
    "portal.bundle",
    "portal.desk",
    "portal.home",
    "portal.me",
    "news",
    "events.abstracts",
    "events.announcements",
    "events.chasing",
    "events.invited_talks",
    "events.planning",
    "events.slots",
    "events.timetable",
    "events.series_registrations",
    "events.checkin",
    "events.certificates",
    "events.slides",
    "events.reviews",
    "events.submissions",
    "events.registrations",
    "events.questions",
    "events",
    "projects.publications",
    "projects.invitations",
    "projects",
    "portal.mail",
    "portal.consents",
    "portal.accesslog",
    "portal.accounts",
    "portal.preferences",
    "portal.audit",
    "portal.common",
    "allauth",
    "allauth.account",
    "auditlog",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "template_partials",
    "portal.desk.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.accounts.middleware.keep_signed_in_pages_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.accounts.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.audit.middleware.remember_who_asks",
    "portal.accounts.second_factor.SecondFactorMiddleware",
    "portal.accounts.looking.LookingMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "projects.context.programme",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Servers behind the portal ------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "") or embedded.database_url(DATA_DIR),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
REDIS_URL = env.str("REDIS_URL", "") or embedded.redis_url(DATA_DIR)
# Apart from the cache where both are ours: emptying the one must not empty the other.
QUEUE_URL = (
    env.str("QUEUE_URL", "") or env.str("REDIS_URL", "") or embedded.redis_url(DATA_DIR, database=1)
)
CACHES = {
    "default": {
        "BACKEND": "portal.common.cache.SurvivingRedisCache",
        "LOCATION": REDIS_URL,
        # A Redis that has gone silent must not hold a page up.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# How much of pages each process keeps in memory (portal/common/kept).
KEPT_PAGES_MB = env.int("KEPT_PAGES_MB", 32)

CELERY_BROKER_URL = embedded.celery_url(QUEUE_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep the outbox": {"task": "portal.mail.tasks.deliver_due", "schedule": 30.0},
    "remove what was kept long enough": {
        "task": "portal.privacy.tasks.run_retention",
        "schedule": crontab(hour=hour_in_utc(3, TIME_ZONE), minute=20),
    },
    "remind of what begins soon": {"task": "events.registrations.tasks.remind", "schedule": 60.0},
    "pass on places not accepted": {
        "task": "events.registrations.tasks.expire_offers",
        "schedule": 60.0,
    },
    "register for sessions that opened": {
        "task": "events.series_registrations.tasks.catch_up",
        "schedule": 60.0,
    },
    "send announcements": {"task": "events.announcements.tasks.send_due", "schedule": 60.0},
    "ask speakers for what is missing": {
        "task": "events.chasing.tasks.chase",
        "schedule": crontab(minute=10),
    },
    "tell of slides": {"task": "events.slides.tasks.notice", "schedule": 300.0},
    "remove files of slides nobody refers to": {
        "task": "events.slides.tasks.sweep",
        "schedule": crontab(hour=hour_in_utc(3, TIME_ZONE), minute=40),
    },
    "tell what opens and closes": {"task": "events.announcements.tasks.notice", "schedule": 60.0},
    # Every hour of a Monday morning: a letter that could not be queued at first is queued later.
    "tell everybody their week": {
        "task": "portal.digest.tasks.send_weeks",
        "schedule": crontab(day_of_week="monday", hour="5-11", minute=0),
    },
    "tell what is new in a week": {
        "task": "portal.digest.tasks.send_digests",
        "schedule": crontab(day_of_week="monday", hour="5-11", minute=10),
    },
}

# --- Mail -----------------------------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
if env.str("EMAIL_URL", ""):
    _email = env.dj_email_url("EMAIL_URL")
    EMAIL_BACKEND = _email["EMAIL_BACKEND"]
    EMAIL_HOST = _email["EMAIL_HOST"]
    EMAIL_PORT = _email["EMAIL_PORT"]
    EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
else:
    EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
EMAIL_TIMEOUT = 20
BOUNCES_URL = env.str("BOUNCES_URL", "")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Signing in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "projects.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "signup": "portal.accounts.forms.SignupForm",
    "add_email": "portal.accounts.forms.AddEmailForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "portal.accounts.models.display_name"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Per place and per address (or account); a place may be a whole university behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # passwords, and codes of a second factor
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "20/m/ip,100/d/ip",
    "confirm_email": "1/3m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}

SOCIALACCOUNT_PROVIDERS = providers.configured(os.environ)
SOCIALACCOUNT_ADAPTER = "portal.accounts.social_adapter.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "portal.accounts.forms.DisconnectForm"}

MFA_ADAPTER = "portal.accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.forms.RenamePasskeyForm",
    "login_webauthn": "portal.accounts.forms.PasskeyLoginForm",
    "authenticate_webauthn": "portal.accounts.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "portal.accounts.forms.PasskeyReauthenticationForm",
}
# A passkey is bound to https; on one's own machine, localhost will do.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}

# --- Who changed what -----------------------------------------------------------------------------

AUDITLOG_INCLUDE_TRACKING_MODELS = TRACKED
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_DISABLE_REMOTE_ADDR = True

# --- Language, time -------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.common.formats"]

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

# --- Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.accounts.csrf.refused"
# Our own guard against forged forms is a kind of Django's, which the check knows by name alone.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "portal.common.logged.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_keys"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO").upper()},
}
