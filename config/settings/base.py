"""Settings true everywhere."""

from csp.constants import NONE, SELF

from config import env

BASE_DIR = env.BASE_DIR
VAR_DIR = env.VAR_DIR
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    # Who
    "accounts",
    # On paper
    "documents",
    # What happens, in the order of the procedure
    "workflows.engine",
    "workflows.standards",
    "workflows.rounds",
    "workflows.applications",
    "workflows.review",
    "workflows.scoring",
    "workflows.workshop",
    "workflows.ranking",
    "workflows.publicity",
    "workflows.designation",
    "workflows.dossiers",
    "workflows.flows",
    "workflows.inbox",
    "workflows.demo",
    # Libraries
    "viewflow",
    "viewflow.workflow",
    "guardian",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.TextGZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.whole.WholeRequestMiddleware",  # half a form must not count as a form
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SamePersonMiddleware",  # nothing of one person's in another's name
    "accounts.middleware.SignedInMiddleware",  # a view is closed unless it says otherwise
    "accounts.middleware.RequestMarkMiddleware",
    "accounts.middleware.InitialPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflows.engine.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "workflows.inbox.context_processors.desk",
            ],
        },
    },
]


def sqlite(path) -> dict:
    """IMMEDIATE and FULL: concurrent writers queue instead of failing, and an acknowledged write survives."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA recursive_triggers=ON; PRAGMA cache_size=-64000;"
            ),
        },
    }


def postgresql(url: str) -> dict:
    """A lock that cannot be had in three seconds is an answer, not a hanging page."""
    database = env.env.db_url_config(url)
    limits = {"options": "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"}
    # A question asked a third time on a connection is planned no more: a step takes a quarter less (bench/transitions.py).
    prepared = {"server_side_binding": True, "prepare_threshold": 3}
    return {
        **database,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**prepared, **database.get("OPTIONS", {}), **limits},  # the URL's own (sslmode, host) stay
    }


DATABASES = {"default": postgresql(env.DATABASE_URL) if env.DATABASE_URL else sqlite(VAR_DIR / "shifan.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "inbox:home"
LOGOUT_REDIRECT_URL = "accounts:login"

# Lock by person and address together: a rival cannot lock somebody out, a county behind one address is not locked as a whole.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True  # whoever knows the password is not a guesser
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_IPWARE_PROXY_COUNT = env.PROXY_COUNT or None
AXES_CLIENT_IP_CALLABLE = "accounts.middleware.client_ip"  # without it, an address behind a proxy is the proxy's
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
# The engine's own front end (49 MB) is not used; htmx comes from its wheel through the app finder.
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "config.staticfiles.OurAppsFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = ["config.whole.WholeUploadHandler"]  # to a temporary file, and only whole

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "packs", "messages"]}}

SYSTEM_NAME = env.SYSTEM_NAME
IDENTITY_KEY = env.IDENTITY_KEY

# Messages that leave the house; read by accounts.outbox alone. Without configuration nothing is called, files are written.
OUTBOX: dict = {
    "folder": VAR_DIR / "outbox",
    "site": env.SITE_URL,
    "bulk": env.MESSAGE_BULK,
    "email": {"kind": env.MESSAGE_EMAIL},
    "sms": {
        "kind": env.MESSAGE_SMS,
        "url": env.SMS_URL,
        "account": env.SMS_ACCOUNT,
        "secret": env.SMS_SECRET,
        "sign": env.SMS_SIGN,
        "template": env.SMS_TEMPLATE,
    },
    "robots": env.MESSAGE_ROBOTS,
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10
if env.EMAIL_URL:
    globals().update(env.env.email_url_config(env.EMAIL_URL))
DEFAULT_FROM_EMAIL = env.EMAIL_FROM or "shifan@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"shifan": {"level": "INFO"}},
}
