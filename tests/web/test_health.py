from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from kontor.actions import worker


@pytest.fixture
def at_work() -> Iterator[Any]:
    """A worker that lives, and does nothing."""
    found = worker.Worker()
    found.work_once = lambda: False  # type: ignore[method-assign]
    found._learn = lambda: None  # type: ignore[method-assign]
    found.start()
    yield found
    found.stop()
    worker._begun.remove(found)


def test_all_is_well_while_database_and_worker_are(
    client: Client, db: None, at_work: Any
) -> None:
    page = client.get("/health/")

    assert (page.status_code, page.content) == (200, b"ok\n")
    assert not page.cookies
    assert "no-store" in page.headers["Cache-Control"]


def test_without_a_worker_it_is_not(client: Client, db: None, at_work: Any) -> None:
    at_work.stop()

    page = client.get("/health/")

    assert (page.status_code, page.content) == (503, b"not ok\n")


def test_without_a_database_it_is_not(
    client: Client, db: None, at_work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bool:
        said = "password authentication failed for anna"
        raise DatabaseError(said)

    monkeypatch.setattr("kontor.web.health.can_read", broken)

    page = client.get("/health/")

    assert (page.status_code, page.content) == (503, b"not ok\n")


def test_whoever_looks_after_kontor_is_answered_without_https(
    client: Client, db: None, at_work: Any, settings: Any
) -> None:
    settings.ONLY_SEALED = True
    settings.ALLOWED_HOSTS = ["10.0.0.2"]
    assert client.get("/health/", HTTP_HOST="10.0.0.2:8765").status_code == 200
    assert client.post("/health/", HTTP_HOST="10.0.0.2:8765").status_code == 405
