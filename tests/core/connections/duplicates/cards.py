"""Books of a few people for the tests beside this file."""

from __future__ import annotations

from kontor.core.connections.duplicates.people import NO_DAY, People
from kontor.lib.names import NameParts


def card(given="", family="", **more):
    """One person; what is not named is not known."""
    return {"given": given, "family": family, **more}


def book(*cards):
    """Lay cards out in columns."""

    def column(name, unknown=""):
        return [one.get(name, unknown) for one in cards]

    parts = ("given", "family", "additional", "prefix", "suffix", "nickname")
    return People(
        names=[NameParts(**{k: one.get(k, "") for k in parts}) for one in cards],
        organisations=column("organisation"),
        mails=column("mails", ()),
        phones=column("phones", ()),
        streets=column("street"),
        extras=column("extra"),
        postal_codes=column("postal_code"),
        cities=column("city"),
        birthdays=column("birthday", NO_DAY),
    )


FILLER_GIVEN = ("Ada", "Bodo", "Cleo", "Dirk", "Enno", "Frida", "Gesa", "Horst")
FILLER_FAMILY = ("Ackermann", "Brinkhaus", "Claasen", "Dorfner", "Ehlers", "Fromme")


def others(count):
    """People with nothing in common with anybody a test is about."""
    return [
        card(
            FILLER_GIVEN[n % 8],
            FILLER_FAMILY[n % 6] + "abcdefghij"[n // 48 % 10],
            mails=(f"{n}@elsewhere.example",),
            phones=(f"+4930{1_000_000 + n * 7_919}",),
        )
        for n in range(count)
    ]
