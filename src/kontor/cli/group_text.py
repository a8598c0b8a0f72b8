"""How networks are printed: the table that compares them, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kontor.cli.say import Part, say, say_rows
from kontor.reports.groups.sentences import (
    STANDINGS,
    WHY_TALK,
    card_text,
    hours_text,
    money_text,
    range_text,
    sums_text,
    union_text,
)
from kontor.reports.words import day_text, day_week, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kontor.reports.groups.group import GroupView
    from kontor.reports.groups.groups import GroupRow, GroupsView
    from kontor.reports.groups.people import GuestLine, MemberLine, TalkTo
    from kontor.reports.groups.seats import Seat

INDENT = 2
GATHERINGS = 10


def show_groups(view: GroupsView) -> None:
    """Print all networks side by side, and what they lead to together."""
    if not view.rows:
        say(_("No network is in this book yet."))
        say((_("Add one: kontor group NAME --new --kind leads"), "dim"))
        return
    heads = (
        _("Network"), _("Kind"), pgettext("a heading", "You"), _("Known"),
        _("Leads to"), _("Nobody else has"), _("Attended"), _("Hours a month"),
        _("Money a month"),
    )  # fmt: skip
    say_rows([tuple((head, "dim") for head in heads), *map(_row, view.rows)])
    say()
    if view.segments:
        say(union_text(view))
    else:
        say((_("Say whom you look for: kontor segment NAME --new --trade …"), "dim"))


def _row(row: GroupRow) -> tuple[Part, ...]:
    size = f" / {row.size}" if row.size is not None else ""
    pool = range_text(row.target.card) if row.target else ""
    return (
        row.name,
        (word(row.kind, "group"), "dim"),
        (_(STANDINGS[row.standing]), "dim"),
        f"{row.known}{size}",
        (pool, "bold"),
        str(row.added),
        f"{row.attended} / {row.held}",
        hours_text(row.hours),
        sums_text(row.money),
    )


def show_group(view: GroupView) -> None:
    """Print one network with its people, what it leads to and what is next."""
    say((view.row.name, "bold"), "   ", (word(view.row.kind, "group"), "dim"))
    say_rows(list(_facts(view)), indent=INDENT)
    for line in view.note.splitlines():
        say(line, indent=INDENT)
    _head(_("What it leads to"))
    for pool in view.row.pools:
        say(card_text(pool.card, pool.name), indent=INDENT)
    if not view.row.pools:
        say((_("Say whom you look for: kontor segment NAME --new --trade …"), "dim"),
            indent=INDENT)  # fmt: skip
    _show_next(view)
    _show_guests(view.guests)
    _show_seats(view.empty_seats)
    _head(_("Members"), view.members)
    say_rows([_member(one) for one in view.members], indent=INDENT)
    _show_gatherings(view)


def _head(title: str, there: Sequence[object] = (None,)) -> None:
    if there:
        say()
        say((title, "bold"))


def _facts(view: GroupView) -> Iterable[tuple[Part, Part]]:
    """Name what is known of it, one line each."""
    for name, value in (
        (pgettext("a heading", "You"), _belongs(view)),
        (_("Place"), view.place),
        (_("Page"), view.page),
        (_("Members"), _size(view)),
        (_("Fees"), ", ".join(_fees(view))),
        (_("Your offices"), view.offices),
        (_("Attended"), _attended(view)),
        (_("A month"), _month(view.row)),
        (_("Alike"), _alike(view)),
    ):
        if value:
            yield (name, "dim"), value


def _belongs(view: GroupView) -> str:
    standing = _(STANDINGS[view.row.standing])
    day = {
        "member": view.joined_on, "visited": view.visited_on, "left": view.left_on,
    }.get(view.row.standing)  # fmt: skip
    if day is None:
        return standing
    if view.row.standing == "member":
        return _("{standing} since {day}").format(standing=standing, day=day_text(day))
    return _("{standing} on {day}").format(standing=standing, day=day_text(day))


def _size(view: GroupView) -> str:
    known = view.row.known
    if view.size is None:
        return _("{count} known").format(count=known)
    text = _("{count} known, {size} as it states")
    return text.format(count=known, size=view.size)


def _fees(view: GroupView) -> Iterable[str]:
    if view.joining_fee is not None:
        sum_ = money_text(view.joining_fee, view.currency)
        yield _("{sum} for joining").format(sum=sum_)
    if view.period_fee is not None:
        sum_ = money_text(view.period_fee, view.currency)
        yield f"{sum_} {word(view.period, 'period') if view.period else ''}".strip()
    if view.gathering_fee is not None:
        sum_ = money_text(view.gathering_fee, view.currency)
        yield _("{sum} each gathering").format(sum=sum_)


def _attended(view: GroupView) -> str:
    if not view.row.held:
        return ""
    text = _("{attended} of {held} gatherings").format(
        attended=view.row.attended, held=view.row.held
    )
    if view.own_last is None:
        return text
    last = _("the last on {day}").format(day=day_text(view.own_last))
    return f"{text}, {last}"


def _month(row: GroupRow) -> str:
    return ", ".join(filter(None, (hours_text(row.hours), sums_text(row.money))))


def _alike(view: GroupView) -> str:
    if view.likeness is None or view.likeness.having_it < 2:
        return ""
    text = _("{count} of {known} are “{trade}”")
    return text.format(
        count=view.likeness.having_it, known=view.likeness.people, trade=view.commonest
    )


def _show_next(view: GroupView) -> None:
    if view.next_day is None and not view.talk_to:
        return
    _head(_("Next gathering"))
    if view.next_day:
        say(day_week(view.next_day), f"  {view.starts_at}", indent=INDENT)
    if view.talk_to:
        say((_("Whom to talk to:"), "dim"), indent=INDENT)
    say_rows([_talk(one) for one in view.talk_to], indent=INDENT)


def _talk(one: TalkTo) -> tuple[Part, ...]:
    why = _(WHY_TALK[one.why]) if one.why in WHY_TALK else ""
    return one.name, why, (", ".join(one.segments), "dim")


def _show_guests(guests: Iterable[GuestLine]) -> None:
    due = [one for one in guests if one.due is not None]
    _head(_("Guests to ask how it was"), due)
    say_rows([_guest(one) for one in due], indent=INDENT)


def _guest(one: GuestLine) -> tuple[Part, ...]:
    by = _("brought by {name}").format(name=one.invited_by) if one.invited_by else ""
    due = _("by {day}").format(day=day_text(one.due))
    visits = ngettext("{count} visit", "{count} visits", one.visits)
    return one.name, visits.format(count=one.visits), (by, "dim"), due


def _show_seats(seats: Sequence[Seat]) -> None:
    _head(_("Empty seats"), seats)
    rows = []
    for seat in seats:
        names = ", ".join(name for _uid, name in seat.candidates)
        nobody = pgettext("empty seat", "you know nobody in that trade")
        rows.append((seat.trade, (names or nobody, "dim")))
    say_rows(rows, indent=INDENT)


def _member(one: MemberLine) -> tuple[Part, ...]:
    name = _("{name} (you)").format(name=one.name) if one.is_owner else one.name
    work = ", ".join(filter(None, (one.trade, one.office)))
    came = f"{one.attended} / {one.held}" if one.held else ""
    falling = _("comes less often") if one.pace and one.pace.falling else ""
    last = "" if one.is_owner else _last(one.last)
    return (
        "|" * one.level, name, (work, "dim"), ", ".join(one.segments), came, falling,
        (last, "dim"),
    )  # fmt: skip


def _last(day: date | None) -> str:
    return day_text(day) if day else _("no contact noted")


def _show_gatherings(view: GroupView) -> None:
    shown = view.gatherings[:GATHERINGS]
    _head(_("Gatherings"), shown)
    rows: list[tuple[Part, ...]] = []
    for held in shown:
        came = _("{count} came").format(count=held.came) if held.came else ""
        own = word(held.own, "attendance") if held.own else ""
        if held.cancelled:
            came = pgettext("a gathering", "cancelled")
        rows.append((day_text(held.day), held.title, came, (own, "dim")))
    say_rows(rows, indent=INDENT)
    left = len(view.gatherings) - len(shown)
    if left > 0:
        text = ngettext("and {count} more", "and {count} more", left)
        say((text.format(count=left), "dim"), indent=INDENT)
