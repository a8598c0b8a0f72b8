"""The smallest Django that lists 50 people: the baseline of ``bench/pages.py``."""

from __future__ import annotations

import socket
import sys

import django
import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path


def people(request: HttpRequest) -> HttpResponse:
    """List 50 people by strength."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT display, shown_organisation, last_touch FROM records_person"
            " WHERE book_id = 1 ORDER BY strength_key DESC LIMIT 50"
        )
        rows = cursor.fetchall()
    page = Template(
        "<table>{% for name, firm, day in rows %}"
        "<tr><td>{{ name }}<td>{{ firm }}<td>{{ day }}{% endfor %}</table>"
    )
    return HttpResponse(page.render(Context({"rows": rows})))


urlpatterns = [path("", people), path("door/", people)]


def main() -> None:
    """Serve one page from the database named on the command line."""
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="not secret",  # noqa: S106 - nothing is signed
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": sys.argv[1],
                "CONN_MAX_AGE": None,
            }
        },
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
    django.setup()
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    waitress.serve(get_wsgi_application(), sockets=[listening], threads=4, _quiet=True)


if __name__ == "__main__":
    main()
