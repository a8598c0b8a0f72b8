"""An invented address book with duplicates in it, the same every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kontor.core.connections.duplicates.people import NO_DAY, Birthday, People
from kontor.lib.names import NameParts

if TYPE_CHECKING:
    from random import Random

COMMON_GIVEN = (
    "Anna", "Peter", "Sabine", "Thomas", "Julia", "Michael", "Andrea", "Stefan",
    "Claudia", "Christian", "Christina", "Jörg", "Käthe", "Hans-Peter", "Günter",
)  # fmt: skip
COMMON_FAMILY = (
    "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner",
    "Becker", "Schulz", "Hoffmann", "Schäfer", "Koch", "Bauer", "Richter", "Klein",
)  # fmt: skip
BEGIN = (
    "Bran", "Ket", "Lin", "Ohl", "Thom", "Rade", "Win", "Stein", "Har", "Mar", "Gro",
    "Fel", "Hol", "Jan", "Kör", "Nie", "Pet", "Sie", "Til", "Wes",
)  # fmt: skip
MIDDLE = ("", "de", "ker", "ling", "ner", "ser", "ten", "war", "zen", "bel")
END = ("berg", "mann", "sen", "ner", "hoff", "ke", "beck", "ert", "stedt", "er")
TOWNS = ("Hamburg", "Köln", "Bremen", "Kiel", "Lübeck", "Husum", "Mainz", "Ulm")
STREETS = (
    "Hauptstraße", "Schulstraße", "Gartenweg", "Lindenallee", "Am Markt",
    "Bahnhofstraße", "Deichweg", "Mühlenweg", "Kirchplatz", "Rosenweg",
)  # fmt: skip
HOSTS = ("web", "mail", "gmy", "post")
DUPLICATES = 0.03


@dataclass(frozen=True, slots=True)
class Card:
    """One person of the invented book."""

    given: str
    family: str
    organisation: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    birthday: Birthday = NO_DAY


def made_book(people: int, chance: Random) -> tuple[People, list[int]]:
    """Make a book, with who each of its people really is."""
    cards: list[Card] = []
    whole = int(people * (1 - DUPLICATES))
    while len(cards) < whole:
        cards += chance.choice((_alone, _alone, _household, _office))(chance)
    cards = cards[:whole]
    truth = list(range(whole))
    while len(cards) < people:
        who = chance.randrange(whole)
        cards.append(spoilt(cards[who], chance))
        truth.append(who)
    order = list(range(people))
    chance.shuffle(order)
    return as_people([cards[i] for i in order]), [truth[i] for i in order]


def as_people(cards: list[Card]) -> People:
    """Lay cards out in columns."""
    return People(
        names=[NameParts(given=card.given, family=card.family) for card in cards],
        organisations=[card.organisation for card in cards],
        mails=[card.mails for card in cards],
        phones=[card.phones for card in cards],
        streets=[card.street for card in cards],
        extras=[card.extra for card in cards],
        postal_codes=[card.postal_code for card in cards],
        cities=[card.city for card in cards],
        birthdays=[card.birthday for card in cards],
    )


def spoilt(card: Card, chance: Random) -> Card:
    """Write a card again as people do: misspelt, mixed up, half of it forgotten."""
    if chance.random() < 0.3:
        card = replace(card, given=misspelt(card.given, chance))
    if chance.random() < 0.3:
        card = replace(card, family=misspelt(card.family, chance))
    if chance.random() < 0.1:
        card = replace(card, given=card.family, family=card.given)
    if chance.random() < 0.2:
        card = replace(card, mails=(_mail(card.given, card.family, chance),))
    year, month, day = card.birthday
    if chance.random() < 0.1 and day and day <= 12:
        card = replace(card, birthday=(year, day, month))
    gaps: dict[str, object] = {
        "organisation": "", "mails": (), "phones": (), "birthday": NO_DAY,
    }  # fmt: skip
    card = replace(card, **{k: v for k, v in gaps.items() if chance.random() < 0.25})  # type: ignore[arg-type]
    if chance.random() < 0.25:
        card = replace(card, street="", postal_code="", city="")
    return card


def misspelt(text: str, chance: Random) -> str:
    """Swap, drop, double or change one letter after the first."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text) - 1)
    return chance.choice((
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + chance.choice("aeinrst") + text[at + 1 :],
    ))  # fmt: skip


def _alone(chance: Random) -> list[Card]:
    return [_card(chance, _family(chance), **_home(chance))]


def _household(chance: Random) -> list[Card]:
    """Two to four with one name, address and telephone, often one mail address."""
    family, home, shared = _family(chance), _home(chance), _phone(chance)
    mail = _mail("familie", family, chance) if chance.random() < 0.4 else ""
    made = [_card(chance, family, **home) for _ in range(chance.randint(2, 4))]
    cards = list({card.given: card for card in made}.values())
    return [
        replace(
            card, phones=(*card.phones, shared), mails=card.mails + (mail,) * bool(mail)
        )
        for card in cards
    ]


def _office(chance: Random) -> list[Card]:
    """Colleagues with one address, switchboard and mailbox."""
    firm = f"{_family(chance)} {chance.choice(('GmbH', 'AG', 'KG'))}"
    home, board = _home(chance), _phone(chance)
    host = f"{firm.split()[0].lower()}{chance.randrange(10**4)}.example"
    made = [
        _card(chance, _family(chance), **home) for _ in range(chance.randint(2, 15))
    ]
    cards = list({(card.given, card.family): card for card in made}.values())
    return [
        replace(card, organisation=firm, phones=(*card.phones, board), mails=(
            f"{card.given}.{card.family}@{host}".lower(), f"info@{host}"))
        for card in cards
    ]  # fmt: skip


def _card(chance: Random, family: str, **home: str) -> Card:
    given = _given(chance)
    card = Card(given, family, **home)  # type: ignore[arg-type]
    if chance.random() < 0.7:
        card = replace(card, mails=(_mail(given, family, chance),))
    if chance.random() < 0.6:
        card = replace(card, phones=(_phone(chance),))
    if chance.random() < 0.3:
        day = (chance.randint(1935, 2005), chance.randint(1, 12), chance.randint(1, 28))
        card = replace(card, birthday=day)
    return card


def _home(chance: Random) -> dict[str, str]:
    if chance.random() < 0.4:
        return {}
    town = chance.randrange(len(TOWNS))
    return {
        "street": f"{chance.choice(STREETS)} {chance.randint(1, 150)}",
        "postal_code": f"{20 + town}{chance.randrange(40):03}",
        "city": TOWNS[town],
    }


def _given(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(COMMON_GIVEN)
    return chance.choice(BEGIN) + chance.choice(
        ("a", "o", "e", "ine", "us", "ja", "ik")
    )


def _family(chance: Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(COMMON_FAMILY)
    return chance.choice(BEGIN) + chance.choice(MIDDLE) + chance.choice(END)


def _mail(given: str, family: str, chance: Random) -> str:
    return f"{given}.{family}@{chance.choice(HOSTS)}{chance.randrange(10**6)}".lower()


def _phone(chance: Random) -> str:
    return f"+49{chance.randrange(10**9, 10**10)}"
