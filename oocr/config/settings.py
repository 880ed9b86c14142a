"""Django's settings, worked out from the environment (`oocr.config.environment`). Nothing else reads it."""

from datetime import timedelta
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from oocr.config import database, environment

ENVIRONMENT = environment.read()
BASE_DIR = environment.BASE_DIR
LOCAL_DIR = ENVIRONMENT.local_dir
LIVE = ENVIRONMENT.mode is environment.Mode.LIVE
DEMONSTRATION = ENVIRONMENT.mode is environment.Mode.DEMONSTRATION
_TESTS = ENVIRONMENT.mode is environment.Mode.TESTS
_HTTPS = ENVIRONMENT.https

# The order of the corridor: each may look at those below it (pyproject.toml has the contract).
ROOMS = (
    "config",
    "desk",
    "imports",
    "oversight",
    "measures",
    "scrutiny",
    "redaction",
    "youth_panel",
    "decisions",
    "conditions",
    "referrals",
    "cases",
    "outbox",
    "access",
    "lifecycle",
    "audit",
    "policy",
    "ui",
)

# What `cases` asks how far a case has come: the room that decides stands above it.
STAGE_IS_KNOWN_BY = "oocr.decisions.presenters.stages.stage_known"

INSTALLED_APPS = [
    *(f"oocr.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "oocr.config.logs.RequestLog",
    "oocr.config.health.AskedFromInside",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oocr.access.refusals.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "oocr.config.urls"
WSGI_APPLICATION = "oocr.config.wsgi.application"
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.signing_key()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": database.settings_for(
        url=ENVIRONMENT.database_url,
        data=LOCAL_DIR / ("postgres-tests" if _TESTS else "postgres"),
        for_tests=_TESTS,
    )
}

TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # each room's jinja2/ folder
        "OPTIONS": {"environment": "oocr.ui.jinja.environment"},
    },
]
WHY_NOT = "oocr.cases.why.verdict_on_case"  # access stands below cases, and may not know it
UI_FURNITURE = "oocr.access.presenters.furniture.furniture"

# -- where people reach it
PUBLIC_URL = ENVIRONMENT.public_url.rstrip("/")
_HOST = urlsplit(PUBLIC_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS = [_HOST, *ENVIRONMENT.allowed_hosts, *([] if _HTTPS else ["localhost", "127.0.0.1"])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# -- language and time: the law's day is London's
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# -- files that are the same for everyone, straight from the installed packages and from ui. GOV.UK's stylesheet
# asks for its fonts and pictures under /assets/, so that is where all of them live.
_GOVUK = BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"
_MOJ = BASE_DIR / "node_modules" / "@ministryofjustice" / "frontend" / "moj"
STATIC_URL = "/assets/"
STATICFILES_DIRS = [
    BASE_DIR / "oocr" / "ui" / "static",
    _GOVUK / "assets",
    _MOJ / "assets",
    ("govuk", _GOVUK),
    ("moj", _MOJ),
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# -- the letters that papers are set in (PDF): made for readers with low vision, and free to pass on
PAPER_FONTS = BASE_DIR / "node_modules" / "@expo-google-fonts" / "atkinson-hyperlegible"

# -- files people bring and take
MEDIA_ROOT = LOCAL_DIR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- who signs in and how
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
IDENTITY_PROVIDERS = ENVIRONMENT.identity_providers
OTP_TOTP_ISSUER = "Out of court resolutions"
AXES_FAILURE_LIMIT = ENVIRONMENT.sign_in_attempts
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_USERNAME_FORM_FIELD = (
    "username"  # as Django's backends call it in what they pass on; without it nothing is counted
)
AXES_SENSITIVE_PARAMETERS = ["email", "code", "next", "ip_address"]  # not kept with a refused attempt
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
# By account only: a whole agency may reach us from one address, and one person's mistakes must not lock it out.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # the ledger has who signed in
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody can keep another locked out by going on trying
AXES_LOCKOUT_CALLABLE = "oocr.ui.views.too_many_requests"

# -- letters: links to choose a password
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
NOTIFY_KEY = ENVIRONMENT.notify_key.get_secret_value()
NOTIFY_URL = ENVIRONMENT.notify_url
NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE = (
    ENVIRONMENT.notify_email_template,
    ENVIRONMENT.notify_text_template,
)
OUTBOX_FOLDER = LOCAL_DIR / "outbox"
EMAIL_FILE_PATH = LOCAL_DIR / "mail"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
if _SMTP := ENVIRONMENT.mail_server.get_secret_value():
    _MAIL = urlsplit(_SMTP)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
    EMAIL_USE_TLS, EMAIL_TIMEOUT = True, 10

# -- sessions end when quiet, and cookies stay with us
SESSION_COOKIE_AGE = ENVIRONMENT.session_minutes * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ENGINE = "oocr.access.session_store"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "oocr.ui.views.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# "Lax" and not "Strict", so that a person who comes back from their agency's own sign-in is still known.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- what browsers are told
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^ready$"]  # asked over plain http from inside
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, *(provider.issuer for provider in ENVIRONMENT.identity_providers)],
        "frame-ancestors": [NONE],
    }
}

# -- logs for engineers: JSON, and nothing personal
LOGGING_CONFIG = "oocr.config.logs.configure"
LOGGING = {"level": ENVIRONMENT.log_level, "readable": DEBUG}
