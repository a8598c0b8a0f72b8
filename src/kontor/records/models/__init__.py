"""All tables, gathered here because Django looks for them here."""

import kontor.records.lookups  # noqa: F401 - makes ``filter(key__among=…)`` known
from kontor.records.models.accounts.account import Account, Device, SignInLink
from kontor.records.models.accounts.book import Book, Keeper
from kontor.records.models.accounts.deed import Change, Deed
from kontor.records.models.connections.contact import (
    ConfidentialRule,
    ContactPoint,
    PostalAddress,
)
from kontor.records.models.connections.duplicates import (
    Apart,
    DuplicateSearch,
    Likeness,
)
from kontor.records.models.connections.erasure import Erasure
from kontor.records.models.connections.organisation import Affiliation, Organisation
from kontor.records.models.connections.person import Person, PersonTag, Photo, Tag, Tie
from kontor.records.models.connections.source import SourceCard
from kontor.records.models.connections.touch import Participant, Promise, Touch
from kontor.records.models.groups.gathering import Attendance, Gathering, MetIn
from kontor.records.models.groups.group import Group, Membership
from kontor.records.models.groups.segment import Belonging, Reach, Segment
from kontor.records.models.overview.batch import (
    Batch,
    BatchFile,
    ColumnMapping,
    Item,
)
from kontor.records.models.overview.plan import Plan, PlanLine

__all__ = [
    "Account", "Affiliation", "Apart", "Attendance", "Batch", "BatchFile",
    "Belonging", "Book", "Change", "ColumnMapping", "ConfidentialRule",
    "ContactPoint", "Deed", "Device", "DuplicateSearch", "Erasure", "Gathering",
    "Group", "Item", "Keeper", "Likeness", "Membership", "MetIn", "Organisation",
    "Participant", "Person", "PersonTag", "Photo", "Plan", "PlanLine",
    "PostalAddress", "Promise", "Reach", "Segment", "SignInLink", "SourceCard",
    "Tag", "Tie", "Touch",
]  # fmt: skip
