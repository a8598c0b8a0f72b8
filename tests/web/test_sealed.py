"""By HTTPS or not at all, except on this machine itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.web.sealed import HSTS

NAME = "kontor.example"


@pytest.fixture(autouse=True)
def _open(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.LOOPBACK, NAME, "192.0.2.7"]
    settings.OUTSIDE = [f"https://{NAME}", "https://192.0.2.7:8443"]
    settings.ONLY_SEALED = True


def get(host: str, *, secure: bool = False, path: str = "/door/?next=/1/") -> Any:
    return Client().get(path, HTTP_HOST=host, secure=secure)


@pytest.mark.parametrize(
    ("host", "leads_to"),
    [
        (NAME, f"https://{NAME}/door/?next=/1/"),
        (f"{NAME}:8765", f"https://{NAME}/door/?next=/1/"),
        ("192.0.2.7:8765", "https://192.0.2.7:8443/door/?next=/1/"),
    ],
)
def test_who_comes_unsealed_is_sent_to_the_sealed_way(
    db: None, host: str, leads_to: str
) -> None:
    page = get(host)

    assert (page.status_code, page.headers["Location"]) == (302, leads_to)
    # No cookie is set where everybody can read it.
    assert not page.cookies


def test_a_form_sent_unsealed_does_nothing(db: None) -> None:
    page = Client().post("/door/", {"name": "x", "password": "y"}, HTTP_HOST=NAME)
    assert page.status_code == 302
    assert page.headers["Location"].startswith("https://")


def test_where_there_is_no_sealed_way_nothing_is_answered(
    db: None, settings: Any
) -> None:
    settings.OUTSIDE = []
    assert get(NAME).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:8765"])
def test_this_machine_needs_no_seal(db: None, host: str) -> None:
    page = get(host)

    assert page.status_code == 200
    assert page.cookies["kontor-csrf"]["secure"] == ""
    assert "Strict-Transport-Security" not in page.headers


def test_by_https_every_cookie_is_for_https_only(anna_client: Client) -> None:
    page = anna_client.get("/door/", HTTP_HOST=NAME, secure=True)
    assert page.status_code == 302
    page = anna_client.post(
        "/language/", {"language": "de"}, HTTP_HOST=NAME, secure=True
    )

    assert page.cookies
    assert all(cookie["secure"] for cookie in page.cookies.values())
    assert page.headers["Strict-Transport-Security"] == HSTS


def test_a_name_of_this_machine_is_never_bound_to_https(db: None) -> None:
    # Other programs on this machine may be served without it.
    page = get("localhost:8443", secure=True)

    assert page.cookies["kontor-csrf"]["secure"] is True
    assert "Strict-Transport-Security" not in page.headers


def test_a_name_that_is_not_ours_is_not_answered(db: None) -> None:
    for secure in (False, True):
        assert get("evil.example", secure=secure).status_code == 400


def test_plain_http_is_answered_where_it_was_asked_for(db: None, settings: Any) -> None:
    settings.ONLY_SEALED = False
    page = get(NAME)

    assert page.status_code == 200
    assert page.cookies["kontor-csrf"]["secure"] == ""


def test_a_form_is_taken_only_from_a_page_of_the_same_address(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/door/", HTTP_HOST=NAME, secure=True)
    sent = {
        "csrfmiddlewaretoken": client.cookies["kontor-csrf"].value,
        "language": "de",
    }
    for origin, status in [
        (f"https://{NAME}", 302),
        (f"http://{NAME}", 403),
        ("https://evil.example", 403),
    ]:
        page = client.post(
            "/language/", sent, HTTP_HOST=NAME, HTTP_ORIGIN=origin, secure=True
        )
        assert page.status_code == status, origin
