"""A tour through everything, with faults on the way, leaves no name in the log."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from kontor.actions.accounts.door import make_link
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book

SECRETS = ["Dora", "Daume", "dora@daume.example", "0451", "Anna", "choir", "quince"]


@pytest.fixture
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What Kontor writes to its log, as it is set up, but let through in full."""
    written = io.StringIO()
    made = logging.config.dictConfig
    made({**settings.LOGGING, "root": {"handlers": ["err"], "level": "DEBUG"}})
    handler = next(
        h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler
    )
    handler.setStream(written)
    yield written
    made(settings.LOGGING)


def broken(*args: Any, **more: Any) -> Any:
    """Fail as a database does, which quotes the row in its answer."""
    said = "Key (email)=(dora@daume.example) of Dora Daume already exists"
    raise IntegrityError(said)


def test_a_tour_leaves_no_name_in_the_log(
    anna: Account,
    anna_client: Client,
    book: Book,
    hand: Hand,
    dora: str,
    touch: str,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Client(raise_request_exception=False)
    browser.cookies = anna_client.cookies
    link = make_link(anna.pk, hand=hand)
    tour = [
        f"/{book.pk}/people/?q=Dora+Daume",
        f"/{book.pk}/people/{dora}/?from=dora@daume.example",
        f"/{book.pk}/log/?line=coffee+with+Dora+Daume",
        f"/{book.pk}/quince/Dora-Daume/",
        f"/door/{link}/",
        "/9999/people/?q=Dora",
    ]
    for url in tour:
        browser.get(url)
        browser.post(url, {"line": "called Dora Daume", "name": "Dora Daume"})
    browser.post("/door/", {"name": "Anna", "password": "quince"})
    browser.get("/", HTTP_HOST="daume.example")
    # Faults of ours, in the pages and in the background.
    with monkeypatch.context() as patched:
        patched.setattr("kontor.reports.accounts.books.facts.kept_by", broken)
        for url in tour[:3]:
            assert browser.get(url).status_code == 500
    files = [("Dora Daume.vcf", io.BytesIO(b"BEGIN:VCARD\nFN:Dora Daume\nEND:VCARD"))]
    batch = begin_import(book.pk, hand=hand, files=files).batch
    monkeypatch.setattr("kontor.actions.worker.carry_on", broken)
    Worker().work_once()
    logging.getLogger("waitress").error(
        "Exception while serving %s", f"/door/{link}/Dora-Daume/"
    )

    said = log.getvalue()

    # There is something in it, by which the fault is found …
    assert "IntegrityError" in said
    assert "500 GET /<int:book>/people/" in said
    assert f"import {batch} stopped" in said
    # … and nothing of anybody.
    for secret in [*SECRETS, link]:
        assert secret.lower() not in said.lower(), said
