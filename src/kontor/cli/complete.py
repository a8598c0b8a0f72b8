"""What the Tab key offers: names of people, books, tags and the words of options.

Whatever goes wrong here must not disturb somebody who is typing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 30
CHANNELS = ("email", "message", "call", "meeting", "event")
RELATIONS = (
    "friend", "family", "colleague", "supplier", "client", "prospect", "member",
    "other",
)  # fmt: skip
FORMS = ("du", "sie", "first_name")
ANSWERS = ("often", "sometimes", "rarely", "rest", "private")
STRENGTHS = ("loose", "good", "close")
KINDS = ("chamber", "leads", "association", "event", "online", "circle")
PERIODS = ("month", "quarter", "year")
STATES = ("present", "late", "absent", "excused", "represented")
SORTS = ("pool", "added", "name", "kind", "known", "attended", "hours", "money")


def people_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer those of the book whose name begins so.

    Where a name may be typed without quotes, its first words are there already.
    """
    before = ctx.params.get("name")
    typed = " ".join([*before, ""]) if isinstance(before, list | tuple) else ""
    found = _offered(typed + incomplete, lambda: _people(ctx, typed + incomplete))
    return [name[len(typed) :] for name in found]


def book_names(incomplete: str) -> list[str]:
    """Offer the books of this account."""
    return _offered(incomplete, _books)


def tag_labels(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the tags of the book."""
    return _offered(incomplete, lambda: _tags(ctx))


def organisation_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the organisations of the book."""
    return _offered(incomplete, lambda: _organisations(ctx))


def group_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the groups of the book."""
    return _offered(incomplete, lambda: _groups(ctx))


def segment_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the target segments of the book."""
    return _offered(incomplete, lambda: _segments(ctx))


def group_kinds(incomplete: str) -> list[str]:
    """Offer the kinds of groups."""
    return _offered(incomplete, lambda: KINDS)


def group_sorts(incomplete: str) -> list[str]:
    """Offer what groups may be put in order by."""
    return _offered(incomplete, lambda: SORTS)


def periods(incomplete: str) -> list[str]:
    """Offer how often a fee may come."""
    return _offered(incomplete, lambda: PERIODS)


def attendance_states(incomplete: str) -> list[str]:
    """Offer how somebody may have come, or not."""
    return _offered(incomplete, lambda: STATES)


def channels(incomplete: str) -> list[str]:
    """Offer the channels."""
    return _offered(incomplete, lambda: CHANNELS)


def relations(incomplete: str) -> list[str]:
    """Offer the relations."""
    return _offered(incomplete, lambda: RELATIONS)


def forms_of_address(incomplete: str) -> list[str]:
    """Offer the forms of address."""
    return _offered(incomplete, lambda: FORMS)


def strengths(incomplete: str) -> list[str]:
    """Offer how well two people may know each other."""
    return _offered(incomplete, lambda: STRENGTHS)


def merge_choices(incomplete: str) -> list[str]:
    """Offer whose word may count in a merge, as FIELD=WHOSE."""
    return _offered(incomplete, _choices_of_a_merge)


def _choices_of_a_merge() -> list[str]:
    from kontor.core.connections.merging import CHOICES

    return [f"{field}={word}" for field, words in CHOICES.items() for word in words]


def _offered(incomplete: str, find: Callable[[], Iterable[str]]) -> list[str]:
    """Find what begins as it is typed, in whatever case; what is typed stays."""
    try:
        found = list(find())
    except Exception:  # noqa: BLE001 - see above
        return []
    typed, length = incomplete.casefold(), len(incomplete)
    near = [word for word in found if word.casefold().startswith(typed)]
    return [incomplete + word[length:] for word in near]


def _desk(ctx: typer.Context) -> Any:
    from kontor.cli.ground import at, ready

    ready()
    return at(str(ctx.params.get("book") or ""))


def _people(ctx: typer.Context, incomplete: str) -> list[str]:
    from kontor.reports.connections.people import find_people

    desk = _desk(ctx)
    found = find_people(desk.id, incomplete, today=desk.today, most=MOST)
    return [row.name for row in found]


def _books() -> list[str]:
    from kontor.cli.ground import my_hand, ready
    from kontor.reports.accounts.books import books_of

    ready()
    return [book.name for book in books_of(my_hand().account_id or 0)]


def _tags(ctx: typer.Context) -> list[str]:
    from kontor.reports.connections.people import tag_names

    return tag_names(_desk(ctx).id)


def _organisations(ctx: typer.Context) -> list[str]:
    from kontor.reports.connections.organisation import organisation_names

    return organisation_names(_desk(ctx).id)


def _groups(ctx: typer.Context) -> list[str]:
    from kontor.reports.groups.names import group_names as names

    return names(_desk(ctx).id)


def _segments(ctx: typer.Context) -> list[str]:
    from kontor.reports.groups.names import segment_names as names

    return names(_desk(ctx).id)
