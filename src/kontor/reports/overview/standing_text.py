"""How strong a tie is, in sentences and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kontor.core.connections.spans import span
from kontor.lib.text import gettext_noop
from kontor.reports.overview.odds import odds_text
from kontor.reports.wording import sentence
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kontor.reports.connections.standing import Standing

NEVER = gettext_noop("No contact is noted yet.")
USUAL = gettext_noop("Usually every {usual}.")
USUAL_DAILY = gettext_noop("Usually every day or two.")
LAST = gettext_noop("Last in touch {now} ago.")
LAST_TODAY = gettext_noop("In touch today.")
LAST_YESTERDAY = gettext_noop("Last in touch yesterday.")


def standing_text(standing: Standing, today: date) -> str:
    """Say how often the two are in touch, and when they last were."""
    if standing.last is None:
        return sentence(NEVER, {})
    said = [_usual(standing), _last((today - standing.last).days), _days(standing)]
    return " ".join(text for text in said if text)


def standing_odds(standing: Standing, *, pinned: bool) -> str:
    """Say how likely contact is, as well as the book can know."""
    return odds_text(
        standing.p,
        standing.low,
        standing.high,
        history=standing.history,
        pinned=pinned,
    )


def standing_figures(standing: Standing) -> Iterator[tuple[str, str]]:
    """Name the parts of the sum."""
    yield gettext("Days of contact so far"), str(standing.days)
    if standing.first and standing.last:
        yield gettext("The first"), day_text(standing.first)
        yield gettext("The latest"), day_text(standing.last)
    days = round(standing.half_life)
    yield (
        gettext("A contact counts half after"),
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days},
    )


def _usual(standing: Standing) -> str:
    if standing.usual is None:
        return ""
    if standing.usual < 2:
        return sentence(USUAL_DAILY, {})
    return sentence(USUAL, {"usual": span(standing.usual)})


def _last(days: int) -> str:
    if days < 2:
        return sentence(LAST_YESTERDAY if days else LAST_TODAY, {})
    return sentence(LAST, {"now": span(days)})


def _days(standing: Standing) -> str:
    text = ngettext(
        "{count} day of contact since {first}.",
        "{count} days of contact since {first}.",
        standing.days,
    )
    first = day_text(standing.first)
    return text.format(count=standing.days, first=first) if standing.days > 1 else ""
