"""Settings shared by every way of running. Values come from the environment, see deploy/env.example."""

from __future__ import annotations

from . import env, kept
from .editors import *  # noqa: F403 - the editors' rooms

PACKAGE, ROOT, DATA_DIR = kept.PACKAGE, kept.ROOT, kept.DATA_DIR
SECRET_KEY = kept.secret_key()
DANBIET_ENCRYPTION_KEYS = kept.encryption_keys()
DANBIET_TODAY = kept.pinned_today()
DANBIET_PROVINCE_CODE = env.text("DANBIET_PROVINCE_CODE", "94")
DANBIET_BASE_URL = env.text("DANBIET_BASE_URL", "http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = DANBIET_BASE_URL
# What the contact page says; what is empty is left out.
DANBIET_CONTACT = {
    "address": env.text("DANBIET_CONTACT_ADDRESS"),
    "address_en": env.text("DANBIET_CONTACT_ADDRESS_EN"),
    "phone": env.text("DANBIET_CONTACT_PHONE"),
    "email": env.text("DANBIET_CONTACT_EMAIL"),
    "hours": env.text("DANBIET_CONTACT_HOURS", "07:00–11:00, 13:00–17:00"),
    "editor": env.text("DANBIET_CONTACT_EDITOR"),
}
DEBUG = False
ALLOWED_HOSTS = env.words("DANBIET_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("DANBIET_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "danbiet.accounts",
    "danbiet.audit",
    "danbiet.org",
    "danbiet.media",
    "danbiet.outbox",
    "danbiet.measures",
    "danbiet.exports",
    "danbiet.visits",
    "danbiet.pagecache",
    "danbiet.search",
    "danbiet.cms",
    "danbiet.oversight",
    "danbiet.plans",
    "danbiet.newsroom",
    "danbiet.questions",
    "danbiet.broadcasts",
    "danbiet.contests",
    "danbiet.indices",
    "danbiet.surveys",
    "danbiet.portal",
    "danbiet.api",
    "danbiet.demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "modelsearch",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "danbiet.portal.middleware.PublicGzipMiddleware",
    "danbiet.portal.middleware.LanguageMiddleware",
    "csp.middleware.CSPMiddleware",
    "danbiet.api.middleware.ApiDoor",
    "danbiet.questions.middleware.FormsDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "danbiet.accounts.middleware.SessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danbiet.audit.middleware.WhoMiddleware",
    "danbiet.portal.middleware.NoNulMiddleware",
    "danbiet.newsroom.middleware.EditorsDoorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "danbiet.config.urls"
WSGI_APPLICATION = "danbiet.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danbiet.portal.context_processors.surroundings",
                "danbiet.org.context_processors.desk",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "danbiet.portal.templatetags.danbiet",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": env.database(env.text("DATABASE_URL", "postgresql:///danbiet"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "danbiet.accounts.validators.LongEnoughValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
LOGIN_REDIRECT_URL = "portal:desk-home"
LOGOUT_REDIRECT_URL = "portal:home"
# Ten failures from one address for one name close the door for 15 minutes: slow enough against guessing,
# short enough that an officer who mistyped is back at work after a coffee.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time the page names stays true
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "danbiet.accounts.views.locked_out"
AXES_IPWARE_PROXY_COUNT = env.number("DANBIET_PROXIES", default=0)
AXES_VERBOSE = False
# The step after the password: an application's code or a passkey, by allauth behind our own sign-in page (ADR 0034).
ALLAUTH_TRUSTED_PROXY_COUNT = AXES_IPWARE_PROXY_COUNT
ACCOUNT_ADAPTER = "danbiet.accounts.views.library.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "danbiet.accounts.views.library.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # offices look after people's addresses, nobody signs up
MFA_TOTP_ISSUER = "Dân Biết"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are off by some seconds

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# The second folder holds our words for libraries (Wagtail, allauth, Django): our own come first.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_libraries"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["danbiet.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_ROOT = DATA_DIR / "media"  # never served by address: files leave through views that check rights
STORAGES = {
    "default": env.file_store(),
    "staticfiles": {"BACKEND": "danbiet.config.static_files.StaticFiles"},
}
DANBIET_UPLOADS = DATA_DIR / "uploads"  # pieces on their way and what ffmpeg works on: always on this machine
FILE_UPLOAD_TEMP_DIR = DATA_DIR
DANBIET_VIDEO_MAX_BYTES = env.number("DANBIET_VIDEO_MAX_MB", default=4096) * 1024 * 1024
DANBIET_CLAMAV = env.text("DANBIET_CLAMAV")  # unix:/run/clamav/clamd.ctl or tcp:host:3310
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = env.text(
    "DANBIET_MAIL_BACKEND", "danbiet.outbox.actions.Postman"
)  # as set in the browser: ADR 0036
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("DANBIET_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("DANBIET_SMTP_PORT", default=25)
EMAIL_HOST_USER = env.text("DANBIET_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("DANBIET_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("DANBIET_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DANBIET_MAIL_FROM", "Dân Biết <danbiet@localhost>")
DANBIET_DEMO = True  # the demonstration year and its accounts may be here; production says no
DANBIET_STYLEGUIDE = env.flag("DANBIET_STYLEGUIDE", default=True)  # /styleguide/ open to everybody
DANBIET_MAIL_READER = env.flag("DANBIET_MAIL_READER", default=True)  # /desk/mail/ shows the mail folder
if env.text("DANBIET_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

# The rush of a contest: where its process is reached, the key of its tokens (empty: derived from the secret), how many may queue.
DANBIET_PLAY_URL = env.text("DANBIET_PLAY_URL", "http://localhost:8001").rstrip("/")
DANBIET_PLAY_KEY = env.text("DANBIET_PLAY_KEY")
DANBIET_PLAY_QUEUE = env.number("DANBIET_PLAY_QUEUE", default=2000)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'", "blob:"],  # blob: is how HLS reaches a <video>
        "connect-src": ["'self'"],
        "form-action": [
            "'self'",
            DANBIET_PLAY_URL,
        ],  # officials who come in by their account are sent on to the rush
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "danbiet.portal.views.errors.csrf_failed"

DANBIET_METRICS_TOKEN = env.text("DANBIET_METRICS_TOKEN")  # for a monitor on another machine
DANBIET_PAGES_MB = env.number("DANBIET_PAGES_MB", default=64)  # memory of each web process for ready pages
# Citizens may sign in at a provider of theirs before asking: https://provider.example.vn with what it gave this site.
DANBIET_OIDC_ISSUER = env.text("DANBIET_OIDC_ISSUER").rstrip("/")
DANBIET_OIDC_CLIENT = env.text("DANBIET_OIDC_CLIENT")
DANBIET_OIDC_SECRET = env.text("DANBIET_OIDC_SECRET")
DANBIET_OIDC_NAME = env.text("DANBIET_OIDC_NAME", "VNeID")
# Officials may sign in there too, known by this claim: "email" (verified ones only) or "preferred_username"; empty: they may not.
DANBIET_OIDC_OFFICIALS = env.text("DANBIET_OIDC_OFFICIALS")
# Messages to askers' telephones (questions.registry.SmsGateway); a mailbox whose letters become questions.
DANBIET_SMS_GATEWAY = env.text("DANBIET_SMS_GATEWAY")
DANBIET_IMAP = {
    "host": env.text("DANBIET_IMAP_HOST"),
    "port": env.number("DANBIET_IMAP_PORT", default=993),
    "security": env.text("DANBIET_IMAP_SECURITY", "ssl"),
    "user": env.text("DANBIET_IMAP_USER"),
    "password": env.text("DANBIET_IMAP_PASSWORD"),
    "folder": env.text("DANBIET_IMAP_FOLDER", "INBOX"),
}
DANBIET_API_PER_MINUTE = env.number(
    "DANBIET_API_PER_MINUTE", default=300
)  # requests of one network to /api/, each process
DANBIET_ASK_PER_HOUR = env.number("DANBIET_ASK_PER_HOUR", default=60)  # questions from one network in an hour
_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_MEMORY},
    "template_fragments": {"BACKEND": _IN_MEMORY, "LOCATION": "frame", "OPTIONS": {"MAX_ENTRIES": 1000}},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PROCRASTINATE_ON_APP_READY = None
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "danbiet.kit.logs.WithoutSecrets"}},
    "formatters": {
        "line": {
            "()": "danbiet.kit.logs.Line",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "danbiet.kit.logs.Json"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if env.flag("DANBIET_LOG_JSON") else "line",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"danbiet": {"level": "INFO"}},
}
