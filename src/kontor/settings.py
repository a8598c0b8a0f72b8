"""All settings, read from ``KONTOR_*`` in the environment.

A wrong value stops the start, names the variable and shows a right one.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
import platformdirs
from django.core.exceptions import ImproperlyConfigured

from kontor.exchange.backup.swap import finish_restore
from kontor.lib.text import gettext_noop

PACKAGE = Path(__file__).resolve().parent
SHORTEST_KEY = 32
POSTGRES = ("postgres", "postgresql", "pgsql")
NO_FLAG = gettext_noop(
    "{name} must be yes or no, not “{value}”. For instance: {name}=yes"
)
NO_FOLDER = gettext_noop(
    "{name}: the folder {folder} cannot be made ({reason}). Name one that you may "
    "write to, for instance: {name}=~/kontor"
)
SHORT_KEY = gettext_noop(
    "{name} must have at least {number} characters. Leave it out, and Kontor makes one "
    "of its own; or make one with: {example}"
)
NO_DATABASE = gettext_noop(
    "{name} is not the address of a PostgreSQL database ({reason}). For instance: "
    "{name}=postgres://anna:secret@localhost:5432/kontor. Leave it out, and Kontor "
    "keeps everything in a file."
)
MAKE_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(48))"'


class BadVariable(ImproperlyConfigured):
    """A variable of the environment cannot be used; ``text`` can be translated."""

    def __init__(self, text: str, **facts: object) -> None:
        super().__init__(text.format(**facts))
        self.text = text
        self.facts = facts


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if value == "" else value in {"1", "true", "yes", "on"}
    raise BadVariable(NO_FLAG, name=name, value=value)


def _folder(name: str, default: str) -> Path:
    folder = Path(os.environ.get(name) or default).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        facts = {"name": name, "folder": folder, "reason": error.strerror}
        raise BadVariable(NO_FOLDER, **facts) from error
    return folder


def _secret(folder: Path) -> str:
    """Take the key from the environment, else keep one in the data folder."""
    name = "KONTOR_SECRET_KEY"
    given = os.environ.get(name, "")
    if given and len(given) < SHORTEST_KEY:
        raise BadVariable(SHORT_KEY, name=name, number=SHORTEST_KEY, example=MAKE_KEY)
    if given:
        return given
    file = folder / "secret-key"
    if not file.exists():
        part = folder / f"secret-key.{os.getpid()}"
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(48))
        part.rename(file)
    return file.read_text().strip()


def _database(folder: Path) -> dict[str, Any]:
    name = "KONTOR_DATABASE_URL"
    url = os.environ.get(name, "")
    if url:
        # No more of it is shown: the password stands in it.
        scheme = url.partition(":")[0]
        if scheme not in POSTGRES:
            raise BadVariable(NO_DATABASE, name=name, reason=scheme)
        try:
            return dict(dj_database_url.parse(url, conn_max_age=600))
        except Exception as error:
            raise BadVariable(NO_DATABASE, name=name, reason=error) from error
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "kontor.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA mmap_size=0; PRAGMA cache_size=-8000;"
                "PRAGMA temp_store=MEMORY"
            ),
        },
    }


DATA = _folder("KONTOR_DATA", platformdirs.user_data_dir("kontor", appauthor=False))
# A restore that was killed is gone on with before anything is looked at.
finish_restore(DATA)
SECRET_KEY = _secret(DATA)
DEBUG = _flag("KONTOR_DEBUG", default=False)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# ``kontor start`` adds the names by which others reach it, and says how.
ALLOWED_HOSTS = [*LOOPBACK]
# Addresses for others, as https://kontor.example; the first is shown first.
OUTSIDE: list[str] = []
# Whether nothing is answered without HTTPS under a name that is not loopback's.
ONLY_SEALED = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "kontor.records",
]
MIDDLEWARE = [
    "kontor.web.sealed.sealed_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kontor.web.device.device_middleware",
    "kontor.web.language.language_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kontor.web.policy.policy_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kontor.web.errors.error_middleware",
]
ROOT_URLCONF = "kontor.urls"
WSGI_APPLICATION = "kontor.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "kontor.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "kontor.web.tags"],
        },
    }
]

DATABASES = {"default": _database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.Account"
LOGIN_URL = "/door/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name",)},
    },
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
# whitenoise serves straight from the package: nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 86400

# Failed tries are counted apart, where no session pushes them out.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "tries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_NAME = "kontor"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "kontor-csrf"
CSRF_COOKIE_HTTPONLY = True
# By HTTPS every cookie is for HTTPS only (``web.sealed``); this asks for it always.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag(
    "KONTOR_SECURE_COOKIES", default=False
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# As many as an archive may hold: a folder of cards is dropped as a whole.
DATA_UPLOAD_MAX_NUMBER_FILES = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kontor.lib.discreet.Discreet"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    # The path of a page that was not found may hold a sign-in link or a name.
    # Whoever knocks under another name is turned away; on a server many do.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
