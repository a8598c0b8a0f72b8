"""Whether anybody was reached."""

from __future__ import annotations

import re

UNANSWERED = re.compile(
    r"\b(?:(?:leider |wieder |noch )?(?:nicht|niemand(?:en)?|keinen) erreicht"
    r"|nicht (?:abgenommen|rangegangen|dran|da)|(?:ging|geht)"
    r" (?:niemand|keiner|nicht) r?an"
    r"|nimmt nicht ab|nahm nicht ab|keine (?:antwort|reaktion)|keiner da|niemand da"
    r"|(?:nur )?(?:auf )?(?:die |der |den |dem )?(?:mailbox|anrufbeantworter|(?-i:AB))"
    r"(?: (?:gesprochen|drauf|besprochen|hinterlassen))?"
    r"|(?:vergeblich|erfolglos) (?:versucht|angerufen)|vergeblich|erfolglos"
    r"|no (?:answer|reply|response)|(?:did not|didn['’]?t|doesn['’]?t)"
    r" (?:answer|reply|pick up|respond)|(?:not|never) (?:reached|answered)"
    r"|unanswered|could ?n[o']t reach"
    r"|couldn’t reach|(?:left|got|reached)"
    r" (?:(?:a|him a|her a|them a|the|his|her|my) )?"
    r"(?:voice ?mail|message|answering machine)|voice ?mail|went to voicemail)\b"
    r"|\b(?:tried to (?:call|reach|phone|ring)|tried calling|tried (?=(?-i:[A-ZÄÖÜ])))"
    r"|\b(?:zu erreichen versucht|versucht,? (?=.*\bzu erreichen\b)"
    r"|anzurufen versucht)",
    re.IGNORECASE,
)
"""Words that say nobody was."""
