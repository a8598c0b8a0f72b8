"""How fast cards are read, beside vobject in the same run.

``python bench/parse.py [--cards N] [--rounds N]`` prints JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import time
from typing import TYPE_CHECKING

import vobject

from kontor.exchange.card import Problem
from kontor.exchange.vcard.read import read_vcards

if TYPE_CHECKING:
    from collections.abc import Callable

_CARD = """BEGIN:VCARD\r
VERSION:3.0\r
UID:{n:08d}-7a1c-4c5e-9d51-3f0c2b8e6a44\r
N:Möller{n};Anna-Lena;;Dr.;\r
FN:Dr. Anna-Lena Möller{n}\r
EMAIL;TYPE=INTERNET,WORK:a.moeller{n}@example.com\r
EMAIL;TYPE=INTERNET,HOME:anna{n}@example.org\r
TEL;TYPE=WORK,VOICE:+49 40 5550{n:05d}\r
TEL;TYPE=CELL:+49 171 555{n:05d}\r
ADR;TYPE=WORK:;;Kaufmannsweg {house};Lübeck;;{code:05d};Deutschland\r
ORG:Möller & Söhne {n} GmbH;Einkauf\r
TITLE:Leiterin Einkauf\r
BDAY:19{year:02d}-{month:02d}-{day:02d}\r
NOTE:Kennt den halben Hafen\\, mag Segeln\\; am besten morgens anrufen.\\nSucht \r
 einen Drucker in der Nähe.\r
CATEGORIES:Hafen,Kunden\r
X-LEDGER-NUMBER:{n}\r
END:VCARD\r
"""


def cards(count: int, start: int = 0) -> bytes:
    """Write cards with everything a well-kept address book has; always the same.

    Args:
        count: how many.
        start: the number of the first.
    """
    return "".join(
        _CARD.format(
            n=n,
            house=n % 199 + 1,
            code=20000 + n % 7000,
            year=50 + n % 50,
            month=n % 12 + 1,
            day=n % 28 + 1,
        )  # fmt: skip
        for n in range(start, start + count)
    ).encode()


def kontor_reads(data: bytes) -> int:
    """Read with Kontor; the number of cards."""
    return sum(not isinstance(x, Problem) for x in read_vcards(io.BytesIO(data)))


def vobject_reads(data: bytes) -> int:
    """Read with vobject, values parsed as well; the number of cards."""
    return sum(1 for _ in vobject.readComponents(data.decode()))


def seconds(read: Callable[[bytes], int], data: bytes, count: int) -> float:
    """Time one reading and make sure that it was complete."""
    begun = time.perf_counter()
    found = read(data)
    taken = time.perf_counter() - begun
    if found != count:
        message = f"{read.__name__} found {found} of {count} cards"
        raise SystemExit(message)
    return taken


def main() -> None:
    """Time both readers in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    data = cards(asked.cards)
    rates: dict[str, list[float]] = {"kontor": [], "vobject": []}
    for _ in range(asked.rounds):
        for name, read in (("kontor", kontor_reads), ("vobject", vobject_reads)):
            rates[name].append(asked.cards / seconds(read, data, asked.cards))
    medians = {name: statistics.median(rate) for name, rate in rates.items()}
    result = {
        "cards": asked.cards,
        "bytes": len(data),
        "cards_per_second": {name: round(rate) for name, rate in medians.items()},
        "ratio": round(medians["kontor"] / medians["vobject"], 1),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
