"""By which channel, told by a noun ("Kaffee") or a verb ("called", "angerufen")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from kontor.core.connections.line.reading import Channel

Shape = Literal["noun", "verb", "participle"]
_FLAGS = re.IGNORECASE


class Hit(NamedTuple):
    """A channel word: ``weak`` ones ("sent") give way to a noun in their clause."""

    channel: Channel | None
    shape: Shape
    weak: bool
    word: str
    start: int
    end: int


_MAIL = r"e-?mails?|mails?"
_MESSAGE = (
    r"whats-?app(?:-?nachricht)?|sms|sprachnachricht|text message"
    r"|voice message|imessage"
    r"|(?:linked-?in|xing|signal|telegram|threema|slack|teams|facebook|instagram)"
    r"(?:[ -]?(?:nachricht|message|chat))?|nachricht|message|dm|postkarte|postcard"
    r"|brief|letter|text(?= (?:from|to|von|an)\b)"
)
_CALL = (
    r"anruf|telefonat|telko|telefon(?:gespräch|termin|konferenz)?|tel\.?|phone ?call"
    r"|video-?(?:call|anruf|konferenz|telefonat)|(?:video |conference )?call"
    r"|zoom(?:[ -](?:call|meeting))?|teams[ -](?:call|meeting|termin)|skype|facetime"
    r"|google meet|webex|rückruf"
)
_MEETING = (
    r"kaffeetrinken|kaffee|coffee|lunch|mittagessen|mittag|dinner|abendessen|breakfast"
    r"|frühstück|fruehstueck|brunch|treffen|one-to-one|1[:-]1|meeting|besuch|visit"
    r"|bier|beers?|drinks?|wein|tee|tea|essen|spaziergang|walk|termin|besprechung"
    r"|gespräch|gespraech|conversation|chat over coffee|workshop|jour fixe|mittagstisch"
    r"|vorstellungsgespräch|vier-augen-gespräch|erstgespräch|kennenlernen"
)
EVENT = (
    r"(?:\w*messe|trade fair|fair|\w*konferenz|conference|event|netzwerktreffen"
    r"|netzwerkabend|networking(?: event)?|\w*stammtisch|\w*party|\w*empfang|reception"
    r"|\w*kongress|congress|barcamp|\w*veranstaltung|\w*vortrag|meetup|\w*seminar"
    r"|\w*fest|\w*feier|gala|after-?work|business breakfast|unternehmerfrühstück"
    r"|vernissage|\w*tagung|summit|webinar)"
)
"""A pattern for nouns of an event."""

_TABLE: tuple[tuple[Channel | None, Shape, bool, str], ...] = (
    ("call", "noun", False, _CALL),
    ("email", "noun", False, _MAIL),
    ("message", "noun", False, _MESSAGE),
    ("meeting", "noun", False, _MEETING),
    ("event", "noun", False, EVENT),
    (None, "noun", True, r"chat"),
    ("call", "verb", False, r"called|phoned|rang|rief|telefonierte"),
    ("email", "verb", False, r"e-?mailed|mailed|mailte"),
    ("message", "verb", False, r"texted|messaged|whatsapped|pinged|dmed|simste"),
    ("message", "verb", True, r"wrote(?: to)?|sent|schrieb|schickte|replied(?: to)?"),
    ("meeting", "verb", False, r"met(?: up)?|meet|saw|visited|traf|besuchte"),
    ("meeting", "verb", False, r"bumped into|ran into"),
    (None, "verb", True, r"spoke|talked|chatted|caught up|sprach"),
    ("call", "participle", False, r"(?:an|zurück)gerufen|(?:an)?telefoniert|gezoomt"),
    ("email", "participle", False, r"(?:an|zurück)?gemailt"),
    ("message", "participle", False, r"gechattet|gewhatsappt|gesimst|angeschrieben"),
    ("message", "participle", True, r"geschrieben|geschickt|gesendet|geantwortet"),
    ("meeting", "participle", False, r"getroffen|besucht|kennengelernt|wiedergesehen"),
    (None, "participle", True, r"gesprochen|gesehen|geredet|gequatscht|spoken"),
)  # fmt: skip
_WORDS = [
    (channel, shape, weak, re.compile(rf"(?<![\w@.-])(?:{words})(?![\w@])", _FLAGS))
    for channel, shape, weak, words in _TABLE
]
# "per Mail", "over Zoom", "on the phone" settle it, wherever they stand.
_VIA = re.compile(
    r"\b(?:per|via|by|over|über|auf|on|in|with|mit)\s+"
    rf"(?:(?P<email>{_MAIL})|(?P<message>{_MESSAGE})"
    rf"|(?P<call>{_CALL}|(?:the )?phone))\b"
    r"|\b(?P<call2>telefonisch|am telefon|on the phone|by phone)\b"
    r"|\b(?P<meeting>persönlich|in person|face to face|vor ort)\b",
    _FLAGS,
)
# Behind these a noun is what the touch was about, or where it was.
_TOPIC = re.compile(
    r"\b(?:wegen|about|for|für|über|re|zum|zur|vom|nach|after|before|vor|der|des|at|auf"
    r"|beim|bei|from|next|nächste[rsn]?|the|dem|to|ins|im|in|unser|unserem|ihr|ihrem"
    r"|his|her|on|gegen|bzgl\.?|bezüglich)\s+(?:the\s+|a\s+|der\s+|dem\s+|ein\w*\s+)?$",
    _FLAGS,
)


def find_channel(text: str, clauses: list[tuple[int, int]]) -> Hit | None:
    """Find the word that tells the channel: the first one, a noun before "sent"."""
    hits = sorted(_hits(text), key=lambda hit: (hit.start, hit.start - hit.end))
    if not hits:
        return None
    first = hits[0]
    if first.weak:
        end = next((end for start, end in clauses if first.start < end), len(text))
        strong = [hit for hit in hits if not hit.weak and hit.start < end]
        first = strong[0] if strong else first
    return first


def find_via(text: str) -> Hit | None:
    """Find a channel told beside: "per Mail", "over Zoom", "telefonisch"."""
    match = _VIA.search(text)
    if match is None or match.lastgroup is None:
        return None
    channels: dict[str, Channel] = {
        "email": "email", "message": "message", "call": "call", "call2": "call",
        "meeting": "meeting",
    }  # fmt: skip
    channel = channels[match.lastgroup]
    return Hit(channel, "noun", False, match[0].lower(), *match.span())


def _hits(text: str) -> list[Hit]:
    return [
        Hit(channel, shape, weak, match[0].lower(), *match.span())
        for channel, shape, weak, pattern in _WORDS
        for match in pattern.finditer(text)
        if not (
            shape == "noun"
            and _TOPIC.search(text, max(0, match.start() - 30), match.start())
        )
    ]
