"""Which way Kontor is served to others, and what each asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.accounts.passwords import set_password
from kontor.cli import certificate, outside
from kontor.cli.certificate import BadCertificate
from kontor.cli.outside import (
    KeyMissing,
    NobodyElse,
    NoNames,
    NoProxy,
    NoSeal,
    OneWay,
    OnlyLoopback,
    Wish,
    open_up,
    way_of,
)
from kontor.records.models import Account

EVERYWHERE = "0.0.0.0"
FILE = Path("x.pem")


@pytest.fixture(autouse=True)
def _machine(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    # Each is put back after the test.
    settings.ALLOWED_HOSTS = [*settings.LOOPBACK]
    settings.OUTSIDE = []
    settings.ONLY_SEALED = False
    settings.CSRF_TRUSTED_ORIGINS = []
    monkeypatch.setattr(outside, "own_names", lambda: ["192.0.2.7", "desk.local"])


@pytest.fixture
def password(anna: Account) -> None:
    set_password(anna.pk, new="correct horse battery")


@pytest.fixture
def certified(password: None) -> None:
    certificate.make(["kontor.example", "192.0.2.7", "127.0.0.1"], datetime.now(UTC))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_alone_asks_for_nothing(db: None, host: str) -> None:
    way = way_of(Wish(host))
    assert (way.kind, open_up(way, 8765)) == ("here", [])


@pytest.mark.parametrize(
    "wish",
    [
        Wish(EVERYWHERE),
        Wish("192.0.2.7", plain=True),
        Wish("kontor.example", cert=FILE, key=FILE),
        Wish(proxy="127.0.0.1", names=("kontor.example",)),
    ],
)
def test_without_a_password_nobody_else_comes_in(anna: Account, wish: Wish) -> None:
    with pytest.raises(OnlyLoopback, match="kontor account add"):
        way_of(wish)


def test_without_a_certificate_nothing_goes_over_the_network(password: None) -> None:
    with pytest.raises(NoSeal, match="kontor certificate"):
        way_of(Wish(EVERYWHERE))


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(EVERYWHERE, cert=FILE, key=FILE, plain=True), OneWay),
        (Wish(EVERYWHERE, proxy="10.0.0.1", plain=True), OneWay),
        (Wish(EVERYWHERE, cert=FILE), KeyMissing),
        (Wish(EVERYWHERE, key=FILE), KeyMissing),
        (Wish(plain=True), NobodyElse),
        (Wish(cert=FILE, key=FILE), NobodyElse),
        (Wish(EVERYWHERE, proxy="proxy.example"), NoProxy),
        (Wish(EVERYWHERE, proxy="*"), NoProxy),
        (Wish(EVERYWHERE, proxy="10.0.0.1"), NoNames),
        (Wish(EVERYWHERE, cert=FILE, key=FILE), BadCertificate),
    ],
)
def test_options_that_make_no_sense_are_told(
    password: None, wish: Wish, error: type[Exception]
) -> None:
    with pytest.raises(error):
        way_of(wish)


def test_a_certificate_of_ones_own_is_found(certified: None, settings: Any) -> None:
    way = way_of(Wish(EVERYWHERE))

    assert way.kind == "tls"
    # What it names and the machine is reached by comes first; loopback is no name.
    assert way.names == ("192.0.2.7", "kontor.example", "desk.local")
    assert open_up(way, 8443) == [
        "https://192.0.2.7:8443",
        "https://kontor.example:8443",
        "https://desk.local:8443",
    ]
    assert settings.ONLY_SEALED
    assert "desk.local" in settings.ALLOWED_HOSTS
    assert "127.0.0.1" in settings.ALLOWED_HOSTS
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.CSRF_TRUSTED_ORIGINS == []


def test_names_that_are_given_come_first(certified: None) -> None:
    way = way_of(Wish(EVERYWHERE, names=("book.example:443",)))
    assert open_up(way, 8443)[0] == "https://book.example"


def test_at_one_address_only_that_one_and_the_certified_are_answered(
    certified: None,
) -> None:
    way = way_of(Wish("fd00::7"))
    assert open_up(way, 443)[0] == "https://[fd00::7]"
    assert way.names == ("fd00::7", "kontor.example", "192.0.2.7")


def test_plain_only_where_it_is_asked_for_by_name(
    password: None, settings: Any
) -> None:
    way = way_of(Wish(EVERYWHERE, plain=True))
    assert way.kind == "plain"
    assert open_up(way, 80) == ["http://192.0.2.7", "http://desk.local"]
    assert not settings.ONLY_SEALED


def test_behind_a_proxy_others_see_its_port(password: None, settings: Any) -> None:
    wish = Wish(proxy="127.0.0.1", names=("kontor.example", "book.example:8443"))
    way = way_of(wish)

    assert open_up(way, 8765) == [
        "https://kontor.example",
        "https://book.example:8443",
    ]
    assert settings.ALLOWED_HOSTS[-2:] == ["kontor.example", "book.example"]
    # The proxy may hand the name on without the port that others see.
    assert settings.CSRF_TRUSTED_ORIGINS == settings.OUTSIDE
    assert settings.ONLY_SEALED
