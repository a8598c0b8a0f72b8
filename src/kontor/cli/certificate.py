"""``kontor certificate``: a certificate of one's own for a network of one's own."""

from __future__ import annotations

import ipaddress
import os
import ssl
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from kontor.cli.ground import command, now
from kontor.cli.listen import own_names
from kontor.cli.options import Json
from kontor.cli.say import say, say_json
from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509 import Certificate, GeneralName

# No telephone takes one that is good for longer.
DAYS = 820
EARLY = timedelta(days=1)
NEW, OLD = gettext_noop("Made a certificate."), gettext_noop("There is one already.")


class BadCertificate(Invalid):
    """The files cannot be read, or do not belong together."""

    text = gettext_noop("{file} cannot be used as a certificate with its key: {reason}")


class NoCertificateNeeded(Refused):
    """This machine has no name that others could use."""

    text = gettext_noop(
        "This machine is in no network. Name what it is to be reached by: "
        "kontor certificate NAME"
    )


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME"),
        help=_("Names or addresses it is for; those of this machine if left out."),
    ),
]
Renew = Annotated[
    bool, typer.Option("--new", help=_("Make a new one even if there is one."))
]


@command
def certificate(names: Names = None, new: Renew = False, json: Json = False) -> None:
    """Make a certificate, or show the one there is.

    Raises:
        NoCertificateNeeded: there is no name it could be for.
    """
    file, key = own_files()
    made = new or bool(names) or not (file.exists() and key.exists())
    if made:
        wanted = names or own_names()
        if not wanted:
            raise NoCertificateNeeded
        make(wanted, now())
    found = read(file)
    facts = {
        "file": str(file),
        "names": names_of(found),
        "until": found.not_valid_after_utc.date(),
        "fingerprint": fingerprint(found),
        "made": made,
    }
    say_json(facts) if json else _tell(facts)


def _tell(facts: dict[str, object]) -> None:
    say(_(NEW) if facts["made"] else _(OLD))
    names = facts["names"]
    assert isinstance(names, list)
    for label, text in (
        (_("For"), ", ".join(names)),
        (_("Good until"), str(facts["until"])),
        (_("File"), str(facts["file"])),
        (_("Fingerprint (SHA-256)"), str(facts["fingerprint"])),
    ):
        say((f"{label}: ", "dim"), text)
    say(
        _(
            "Browsers will warn of it once, as nobody vouches for it but you: compare "
            "the fingerprint, then go on."
        )
    )


def own_files() -> tuple[Path, Path]:
    """Give the files of the certificate and its key in the data folder."""
    return Path(settings.DATA, "certificate.pem"), Path(
        settings.DATA, "certificate.key"
    )


def make(names: list[str], moment: datetime) -> None:
    """Write a certificate that vouches for itself into the data folder, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kontor")])
    made = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A telephone's clock may be a little behind.
        .not_valid_before(moment - EARLY)
        .not_valid_after(moment + timedelta(days=DAYS))
        .add_extension(
            x509.SubjectAlternativeName([_general(name) for name in names]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file, key_file = own_files()
    pem = serialization.Encoding.PEM
    _write(
        key_file,
        key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    _write(file, made.public_bytes(pem))


def _write(file: Path, text: bytes) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    part = file.with_suffix(f".{os.getpid()}")
    part.touch(mode=0o600)
    part.write_bytes(text)
    part.replace(file)


def _general(name: str) -> GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        try:
            return x509.DNSName(name.encode("idna").decode())
        except UnicodeError as error:
            raise BadCertificate(file=name, reason=str(error)) from error


def read(file: Path) -> Certificate:
    """Read a certificate, the first one in its file.

    Raises:
        BadCertificate: it is none.
    """
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except OSError as error:
        raise BadCertificate(file=file, reason=error.strerror) from error
    except ValueError as error:
        raise BadCertificate(file=file, reason=error) from error


def context(file: Path, key: Path) -> ssl.SSLContext:
    """Make ready to serve by a certificate; TLS 1.2 and newer only.

    Raises:
        BadCertificate: the files cannot be read or do not belong together.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    try:
        # A key behind a passphrase would ask for it at every start.
        made.load_cert_chain(file, key, password="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCertificate(file=file, reason=reason) from error
    return made


def names_of(found: Certificate) -> list[str]:
    """List the names and addresses a certificate is for."""
    from cryptography import x509

    try:
        names = found.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        ).value
    except x509.ExtensionNotFound:
        return []
    hosts = names.get_values_for_type(x509.DNSName)
    addresses = names.get_values_for_type(x509.IPAddress)
    return [*hosts, *(str(address) for address in addresses)]


def fingerprint(found: Certificate) -> str:
    """Give the SHA-256 of a certificate in the way browsers show it."""
    from cryptography.hazmat.primitives import hashes

    return found.fingerprint(hashes.SHA256()).hex(":").upper()
