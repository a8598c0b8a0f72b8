"""A card while its lines are being read, and what is settled at its end."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from kontor.exchange.card import Card, Entry, Job, PostalAddress, Problem
from kontor.exchange.vcard.heads import label_kind


@dataclass(slots=True)
class Labelled:
    """A text that another property of its group may belong to."""

    group: str
    text: str
    line: str


@dataclass(slots=True)
class Draft:
    """A card and what only makes sense once all its lines are known.

    Attributes:
        card: what is settled already.
        groups: what can take a label, by group ("item1").
        labels: Apple's labels with the group they are for.
        ranked: entries with PREF, and the list each is in.
        job_groups: the group of every job in ``card.jobs``.
        titles, roles: what people do, to be matched with the organisations.
        alternatives: names and ALTIDs seen; the first stands for all.
        notes, nicknames: every one there is.
        plain_birthday: a birthday that is no day.
        has_name: whether N has been seen.
    """

    card: Card
    groups: dict[str, list[Entry | PostalAddress]] = field(default_factory=dict)
    labels: list[Labelled] = field(default_factory=list)
    ranked: list[tuple[list[Entry], Entry, int]] = field(default_factory=list)
    job_groups: list[str] = field(default_factory=list)
    titles: list[Labelled] = field(default_factory=list)
    roles: list[Labelled] = field(default_factory=list)
    alternatives: set[tuple[str, str]] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    nicknames: list[str] = field(default_factory=list)
    plain_birthday: str = ""
    has_name: bool = False

    def keep(self, name: str, line: str) -> None:
        """Keep a content line as it is, to go out again unchanged."""
        self.card.unknown.append((name, line))

    def note_problem(self, code: str, **facts: str) -> None:
        """Report a part of the card that could not be used."""
        card = self.card
        card.problems.append(Problem(code, card.record, card.line, "noted", facts))


def settle(draft: Draft) -> Card | Problem:
    """Put labels, jobs and names where they belong.

    Returns:
        The card, or the problem that it says of nobody.
    """
    card = draft.card
    if draft.labels:
        _settle_labels(draft)
    if draft.ranked:
        _settle_ranks(draft)
    if draft.titles or draft.roles:
        _settle_jobs(draft)
    if draft.plain_birthday:
        _settle_birthday(draft)
    card.note = "\n".join(draft.notes)
    card.nickname = ", ".join(draft.nicknames)
    if len(card.tags) > 1:
        card.tags = list(dict.fromkeys(card.tags))
    _settle_display(card)
    if card.display or card.emails or card.phones or _named(card):
        return card
    return Problem("no-name", card.record, card.line)


def _named(card: Card) -> bool:
    name = card.name
    return bool(
        name.given or name.family or name.additional or name.prefix or name.suffix
    ) or any(job.organisation for job in card.jobs)


def _settle_labels(draft: Draft) -> None:
    kinds = {label.group: label_kind(label.text) for label in draft.labels}
    for group, kind in kinds.items():
        for entry in draft.groups.get(group, ()):
            entry.kind = kind
    for label in draft.labels:
        if label.group not in draft.groups:
            draft.keep("X-ABLABEL", label.line)


def _settle_ranks(draft: Draft) -> None:
    """Let the best ranked entry of a list be the preferred one."""
    lists = {id(entries): entries for entries, _, _ in draft.ranked}
    for entries in lists.values():
        if not any(entry.preferred for entry in entries):
            ranks = [(pref, e) for where, e, pref in draft.ranked if where is entries]
            min(ranks, key=lambda rank: rank[0])[1].preferred = True


def _settle_jobs(draft: Draft) -> None:
    """Match titles with organisations: by group, else in their order."""
    titles, others = draft.titles, draft.roles
    if not titles:
        titles, others = others, titles
    free = deque(draft.card.jobs)
    by_group: dict[str, deque[Job]] = {"": free}
    for job, group in zip(draft.card.jobs, draft.job_groups, strict=True):
        if group:
            by_group.setdefault(group, deque()).append(job)
    for title in titles:
        job_of_group = _without_role(by_group.get(title.group, free))
        target = job_of_group or _without_role(free)
        if target is None:
            draft.card.jobs.append(Job(role=title.text))
        else:
            target.role = title.text
    for role in others:
        draft.keep("ROLE", role.line)


def _without_role(jobs: deque[Job]) -> Job | None:
    while jobs and jobs[0].role:
        jobs.popleft()
    return jobs[0] if jobs else None


def _settle_birthday(draft: Draft) -> None:
    draft.note_problem("bad-date", value=draft.plain_birthday)
    line = f"BDAY: {draft.plain_birthday}"
    if not any(line in note for note in draft.notes):
        draft.notes.append(line)


def _settle_display(card: Card) -> None:
    name = card.name
    bare = not (name.given or name.family)
    organisation = card.jobs[0].organisation if card.jobs else ""
    # A card that gives the organisation's name for its own is the organisation.
    if (
        card.kind == "person"
        and bare
        and organisation
        and not card.nickname
        and card.display in ("", organisation)
    ):
        card.kind = "organisation"
    if card.kind == "organisation":
        _settle_organisation(card, organisation)
    elif not card.display and bare:
        card.display = card.nickname


def _settle_organisation(card: Card, organisation: str) -> None:
    card.display = card.display or organisation
    # It does not work for itself; a department or role is still worth having.
    if card.jobs and card.jobs[0] == Job(card.display):
        del card.jobs[0]
