"""What every action answers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out.

    Attributes:
        deed: number of the deed, which ``undo`` takes back; None where the act
            found nothing to change.
        verb, facts: what was done; ``reports.wording`` makes a sentence of it.
        uid: uid of the row the act was about, "" where there is none.
    """

    deed: int | None
    verb: str
    facts: dict[str, object] = field(default_factory=dict)
    uid: str = ""
