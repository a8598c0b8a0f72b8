"""A certificate of one's own."""

from __future__ import annotations

import ssl
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from kontor.cli import certificate
from kontor.cli.certificate import BadCertificate

Kontor = Callable[..., Any]


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(certificate, "own_names", lambda: ["192.0.2.7", "desk.local"])
    monkeypatch.setattr(certificate, "now", lambda: datetime(2026, 3, 2, tzinfo=UTC))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    certificate.make(["127.0.0.1"], datetime.now(UTC))
    yield certificate.own_files()


def test_it_is_for_the_names_of_this_machine(kontor: Kontor, tmp_path: Path) -> None:
    ran = kontor("certificate")

    assert ran.out.startswith("Made a certificate.\nFor: desk.local, 192.0.2.7\n")
    found = certificate.read(tmp_path / "certificate.pem")
    assert certificate.names_of(found) == ["desk.local", "192.0.2.7"]
    # 2 March 2026 and 820 days are 30 May 2028.
    assert "Good until: 2028-05-30" in ran.out
    assert found.not_valid_before_utc == datetime(2026, 3, 1, tzinfo=UTC)
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    fingerprint = certificate.fingerprint(found)
    assert len(fingerprint.split(":")) == 32
    assert fingerprint in ran.out


def test_one_that_is_there_is_shown_and_kept(kontor: Kontor) -> None:
    first = kontor("certificate", "--json").json
    again = kontor("certificate", "--json").json
    assert (first["made"], again["made"]) == (True, False)
    assert again["fingerprint"] == first["fingerprint"]
    assert kontor("certificate").out.startswith("There is one already.")
    assert (
        kontor("certificate", "--new", "--json").json["fingerprint"]
        != (first["fingerprint"])
    )


def test_names_can_be_given(kontor: Kontor) -> None:
    ran = kontor("certificate", "kontor.local", "2001:db8::7", "büro.local", "--json")
    assert ran.json["names"] == ["kontor.local", "xn--bro-hoa.local", "2001:db8::7"]
    ran = kontor("certificate", "a" * 70, "--json")
    assert ran.json["error"] == "bad_certificate"


def test_a_machine_in_no_network_is_told_to_name_itself(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "own_names", list)
    ran = kontor("certificate", "--json")
    assert ran.json["error"] == "no_certificate_needed"


def test_nobody_else_may_read_the_key(pair: tuple[Path, Path]) -> None:
    assert stat.S_IMODE(pair[1].stat().st_mode) == 0o600


def test_it_serves_by_new_protocols_only(pair: tuple[Path, Path]) -> None:
    context = certificate.context(*pair)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_what_is_no_certificate_is_told_by_its_file(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    odd = tmp_path / "odd.pem"
    odd.write_text("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n")
    for read in (
        lambda: certificate.read(odd),
        lambda: certificate.read(tmp_path / "none.pem"),
        lambda: certificate.context(odd, pair[1]),
        lambda: certificate.context(pair[0], tmp_path / "none.key"),
        # A key that belongs to another one.
        lambda: certificate.context(_other(tmp_path), pair[1]),
    ):
        with pytest.raises(BadCertificate):
            read()


def _other(tmp_path: Path) -> Path:
    kept = [file.read_bytes() for file in certificate.own_files()]
    certificate.make(["x.local"], datetime.now(UTC) + timedelta(days=1))
    other = tmp_path / "other.pem"
    other.write_bytes(certificate.own_files()[0].read_bytes())
    for file, text in zip(certificate.own_files(), kept, strict=True):
        file.write_bytes(text)
    return other
