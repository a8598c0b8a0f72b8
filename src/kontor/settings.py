"""All settings, read from ``KONTOR_*`` in the environment.

A wrong value stops the start and names the variable.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
import platformdirs
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if value == "" else value in {"1", "true", "yes", "on"}
    message = f"{name} must be yes or no, not {value!r}."
    raise ImproperlyConfigured(message)


def _folder(name: str, default: str) -> Path:
    folder = Path(os.environ.get(name) or default).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"{name}: the folder {folder} cannot be made ({error.strerror})."
        raise ImproperlyConfigured(message) from error
    return folder


def _secret(folder: Path) -> str:
    """Take the key from the environment, else keep one in the data folder."""
    given = os.environ.get("KONTOR_SECRET_KEY", "")
    if given:
        if len(given) < 32:  # noqa: PLR2004 - the sentence below says the number
            message = "KONTOR_SECRET_KEY must have at least 32 characters."
            raise ImproperlyConfigured(message)
        return given
    file = folder / "secret-key"
    if not file.exists():
        part = folder / f"secret-key.{os.getpid()}"
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(48))
        part.rename(file)
    return file.read_text().strip()


def _database(folder: Path) -> dict[str, Any]:
    url = os.environ.get("KONTOR_DATABASE_URL", "")
    if url:
        try:
            found = dict(dj_database_url.parse(url, conn_max_age=600))
        except Exception as error:
            message = f"KONTOR_DATABASE_URL is not a database address ({error})."
            raise ImproperlyConfigured(message) from error
        if "postgresql" not in str(found.get("ENGINE")):
            message = "KONTOR_DATABASE_URL must begin with postgres://."
            raise ImproperlyConfigured(message)
        return found
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
SECRET_KEY = _secret(DATA)
DEBUG = _flag("KONTOR_DEBUG", default=False)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*LOOPBACK]

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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
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

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_NAME = "kontor"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "kontor-csrf"
CSRF_COOKIE_HTTPONLY = True
# Only this machine is served without HTTPS; whoever is reached from elsewhere needs it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag(
    "KONTOR_SECURE_COOKIES", default=bool(set(ALLOWED_HOSTS) - set(LOOPBACK))
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
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    # The path of a page that was not found may hold a sign-in link or a name.
    "loggers": {"django.request": {"level": "ERROR"}},
}
