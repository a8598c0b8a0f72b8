"""How a promise begins, in German and English: who will do something."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

_STEMS = (
    "schick send mail liefer meld ruf bring geb prüf klär schreib mach erstell "
    "organisier kümmer überweis buch besorg stell leit lad informier bestell frag such "
    "schau hör vermittl versprech sprech hol treff bereit sag zahl trag bitt empfehl "
    "stimm reich übergeb recherchier kalkulier les komm"
)
_INFINITIVE = (
    "(?:an|ab|auf|aus|ein|nach|vor|zu|zurück|zusammen|weiter|raus|heraus|durch|rück|mit"
    "|vorbei|rum|her|rüber|über)?(?:zu)?(?:"
    + _STEMS.replace(" ", "|")
    + "|meld|les|fass|hak|verbind|vereinbar|verabred|bekannt ?mach)e?r?n"
)
_BASE = (
    "send|call|ring|phone|mail|email|e-mail|write|give|prepare|invite|introduce|forward"
    "|check|remind|share|bring|book|arrange|follow up|get back|ask|deliver|pay|order"
    "|make|let|draft|review|set up|come back|talk|look|find|meet|return|ship|provide"
    "|connect|buy|text|message|report|finish|sign|confirm|answer|reply|get|organise"
    "|organize|drop|pass|put|try|think|decide|schedule|think"
)
_THIRD = (
    "schickt|sendet|mailt|liefert|verspricht|überweist|besorgt|übermittelt"
    "|meldet sich|ruft\\b.*\\b(?:an|zurück)|gibt\\b.*\\bbescheid|sagt\\b.*\\bbescheid"
    "|kommt\\b.*\\bzurück|reicht\\b.*\\bnach|stellt\\b.*\\b(?:vor|her|zusammen)"
    "|leitet\\b.*\\bweiter|lädt\\b.*\\bein|hat (?:mir )?(?:versprochen|zugesagt)"
)
_THIRD_WITH_DAY = (
    "bringt|gibt|prüft|klärt|schreibt|macht|erstellt|kommt|spricht|fragt|organisiert"
    "|kümmert|bereitet|zahlt|bucht|sucht|stellt|ruft|meldet|schaut|hört|informiert"
    "|bestellt|überlegt|entscheidet|kauft|unterschreibt|sagt(?!.*\\bab\\b)|lädt"
    "|leitet|reicht|holt"
    "|brings|gives|checks|writes|calls|makes|prepares|pays|orders|books|decides|talks"
    "|asks|mails|emails|confirms|signs|reviews|looks"
)
_FIRST = "(?:" + _STEMS.replace(" ", "|") + "|bereit|übermittl|wend)e"
# First-person verbs that are nouns as well, once written with a capital.
_NOUNS = "(?!(?-i:Frage|Suche|Bitte|Lade|Stelle|Reiche|Rufe|Sage|Buche|Hole)\\b)"

LEAD = r"(?:(?:und|and|aber|but|dann|then|danach|also|so|->|→)\s+)*"
"""What may stand before a promise without belonging to it."""

_SUBJECT = r"(?P<subject>[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,2}?)"

BY_ME = [
    re.compile(LEAD + pattern, _FLAGS)
    for pattern in (
        rf"(?:ich|wir)\s+(?:{_FIRST}n?|muss|müssen|soll|sollte|werde|werden|will|wollen"
        r"|darf nicht vergessen|habe? (?:\w+ )?(?:versprochen|zugesagt))\b",
        rf"{_NOUNS}{_FIRST}\b(?!\s*$)",
        rf"(?:muss|soll|sollte|werde|darf nicht vergessen)\b"
        rf"(?:.*\b{_INFINITIVE}\b|\s+noch\b)",
        r"(?:habe? )?(?:\w+ )?(?:versprochen|zugesagt)\b(?=\s*,|\s+\w)",
        r"(?:i'll|i’ll|we'll|we’ll|(?:i|we)\s+(?:will|shall|must|should|have to|need to"
        r"|promised(?: to)?|promise to|am going to|are going to|want to)"
        r"|i'm going to|i’m going to)\b",
        rf"(?:will|must|should|need to|have to|has to be|gotta|going to|gonna"
        rf"|promised to|to)\s+(?:\w+\s+)?(?:{_BASE})\b",
        r"(?:to-?do|to do|aufgabe|erinnerung|reminder|offen)\s*:\s*\S",
    )
]
"""The owner will do it."""

BY_THEM = [
    re.compile(LEAD + pattern, _FLAGS)
    for pattern in (
        rf"(?:{_SUBJECT}\s+)??(?:{_THIRD})\b",
        rf"(?:{_SUBJECT}\s+)??(?:will|wird|möchte|muss|soll|sollte|wollte)"
        rf"\b.*\b{_INFINITIVE}\b",
        rf"{_SUBJECT}(?:['’]ll|\s+(?:will|wants to|has to|is going to|are going to"
        r"|promised to|promises to|promised|is to|should|needs to|must))"
        rf"\s+(?:\w+\s+)?(?:{_BASE})\b",
        rf"(?:{_SUBJECT}\s+)??(?:sends|forwards|delivers|gets back|calls back"
        r"|lets me know|introduces me)\b",
    )
]
"""Somebody else will do it."""

BASE_VERB = re.compile(
    rf"{LEAD}(?:{_BASE})\s+(?!with\b|from\b|von\b|mit\b|by\b)\S", _FLAGS
)
"""An English verb without a subject: the owner's with a deadline, else if it goes on
as in ``WITH_OBJECT``."""

IMPERATIVE = re.compile(
    rf"{LEAD}(?:schick|ruf|schreib|bring|gib|frag|besorg|erinner)\s+\S", _FLAGS
)
"""A note to oneself, a promise with a deadline: "schick Dora bis morgen …"."""

WITH_OBJECT = re.compile(
    rf"{LEAD}(?:{_BASE})\s+(?:him|her|them|me|the|a|an|my|our|his|their|back|up|about"
    r"|to|in|some|more|(?-i:[A-ZÄÖÜ][a-zäöüß]))\b",
    _FLAGS,
)
"""The same with what it is done to: "send her the brochure"."""

WITH_DAY_BY_THEM = [
    re.compile(rf"{LEAD}(?:{_SUBJECT}\s+)??(?:{_THIRD_WITH_DAY})\b", _FLAGS),
]
"""Somebody else's, but only with a day: "macht Urlaub" is no promise."""

# With a capital it is a noun ("ihr Laden"), and in lower case "laden" may be one.
ENDS_IN_INFINITIVE = re.compile(rf"\b(?!laden\b){_INFINITIVE}\s*$")
STATE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|hatte|hatten|bleibt|kann|konnte|könnte|wollte|wollten"
    r"|möchte|würde|sollten|is|was|were|had|has|stays|urlaub|krank|verreist|weg|unterwegs"
    r"|holiday|vacation|away|out|ill|sick|offen|geschlossen|closed|open|im|läuft|gilt)\b",
    _FLAGS,
)
"""With one of these a day is that of a state, not of a promise."""
