"""People, their tags and the ties between them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kontor.records.models.accounts.deed import Row


class Person(Row):
    """Somebody in the book; the owner is one of them.

    ``known_since`` is the day the person came into the book. ``rhythm`` is a
    class A to D, "own" (then ``rhythm_days`` counts) or "". A person rests from
    ``resting_since`` until ``resting_until``, or for good where that is empty.
    ``sorted_on`` is the day of the first sorting. ``informed_on`` is the day they were
    told what is kept of them, ``kept_on`` the day the owner last said to keep them
    after a long silence.

    The columns named in ``DERIVED`` follow from other rows and are rebuilt from
    them; they are no part of the journal. ``strength_key`` is log2(S) + day /
    half-life (docs/sources.md#strength), so that it orders people without being
    rewritten as time passes. ``discreet`` says that the person, an organisation
    or a mail domain of theirs is confidential.
    """

    DERIVED: ClassVar[frozenset[str]] = frozenset(
        {
            "sort_name", "search_text", "name_words", "shown_organisation",
            "shown_role", "strength_key", "first_touch", "last_touch",
            "touch_days", "discreet",
        }
    )  # fmt: skip

    class Relation(models.TextChoices):
        FRIEND = "friend"
        FAMILY = "family"
        COLLEAGUE = "colleague"
        SUPPLIER = "supplier"
        CLIENT = "client"
        PROSPECT = "prospect"
        MEMBER = "member"
        OTHER = "other"

    class AddressForm(models.TextChoices):
        DU = "du"
        SIE = "sie"
        FIRST_NAME = "first_name"

    class Rhythm(models.TextChoices):
        A = "A"
        B = "B"
        C = "C"
        D = "D"
        OWN = "own"

    uid = models.UUIDField(default=uuid.uuid4)
    is_owner = models.BooleanField(default=False)
    given = models.CharField(max_length=200, blank=True)
    additional = models.CharField(max_length=200, blank=True)
    family = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    nickname = models.CharField(max_length=200, blank=True)
    display = models.CharField(max_length=400)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=5, blank=True)
    address_form = models.CharField(max_length=10, choices=AddressForm, blank=True)
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.OTHER)
    note = models.TextField(blank=True)
    met_day = models.DateField(null=True, blank=True)
    met_place = models.CharField(max_length=300, blank=True)
    met_through = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="introduced",
    )
    known_since = models.DateField()
    rhythm = models.CharField(max_length=3, choices=Rhythm, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(null=True, blank=True)
    pinned = models.BooleanField(default=False)
    do_not_contact = models.BooleanField(default=False)
    private = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    resting_since = models.DateField(null=True, blank=True)
    resting_until = models.DateField(null=True, blank=True)
    sorted_on = models.DateField(null=True, blank=True)
    informed_on = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)

    sort_name = models.CharField(max_length=400)
    search_text = models.TextField(blank=True)
    name_words = models.TextField(blank=True)
    shown_organisation = models.CharField(max_length=300, blank=True)
    shown_role = models.CharField(max_length=300, blank=True)
    strength_key = models.FloatField(null=True, blank=True)
    first_touch = models.DateField(null=True, blank=True)
    last_touch = models.DateField(null=True, blank=True)
    touch_days = models.PositiveIntegerField(default=0)
    discreet = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="person_uid"),
            models.UniqueConstraint(
                fields=["book"], condition=Q(is_owner=True), name="one_owner_a_book"
            ),
            models.CheckConstraint(
                name="birthday_whole",
                condition=Q(birth_month__isnull=True, birth_day__isnull=True)
                | Q(birth_month__range=(1, 12), birth_day__range=(1, 31)),
            ),
        ]
        indexes = [
            # The list of people by name; by strength and by last contact, where
            # empty comes last, in migration 0002: the databases differ there.
            models.Index(fields=["book", "sort_name"], name="person_by_name"),
            # The first sorting: who waits for it, counted from the index alone.
            models.Index(
                fields=["book", "rhythm", "private", "do_not_contact", "discreet"],
                condition=Q(sorted_on=None, last_touch=None, resting_since=None),
                name="person_unsorted",
            ),
            # Whom the owner lets rest.
            models.Index(
                fields=["book", "resting_since"],
                condition=Q(resting_since__isnull=False),
                name="person_by_resting",
            ),
            # The birthdays of a week.
            models.Index(
                fields=["book", "birth_month", "birth_day"],
                condition=Q(birth_month__isnull=False),
                name="person_by_birthday",
            ),
            # Of whom nothing was ever heard, by how long they have been there.
            models.Index(
                fields=["book", "known_since"],
                condition=Q(last_touch__isnull=True),
                name="person_never_touched",
            ),
            # Whom somebody has introduced.
            models.Index(
                fields=["met_through"],
                condition=Q(met_through__isnull=False),
                name="person_by_introducer",
            ),
        ]

    def __str__(self) -> str:
        return self.display


class Tag(Row):
    """A free label; ``folded`` keeps "Köln" and "koln" from being two."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "folded"], name="tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonTag(Row):
    """A person carries a tag."""

    # The constraint below finds the tags of a person; so with ties and touches.
    person = models.ForeignKey(
        Person, models.CASCADE, db_index=False, related_name="taggings"
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "tag"], name="tagged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.tag_id}"


class Tie(Row):
    """Two people who know each other; ``strength`` is 1 loose, 2 good, 3 close."""

    uid = models.UUIDField(default=uuid.uuid4)
    first = models.ForeignKey(
        Person, models.CASCADE, db_index=False, related_name="ties_first"
    )
    second = models.ForeignKey(Person, models.CASCADE, related_name="ties_second")
    strength = models.PositiveSmallIntegerField(default=2)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="tie_uid"),
            models.UniqueConstraint(fields=["first", "second"], name="tie_once"),
            models.CheckConstraint(
                name="tie_ordered", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="tie_strength", condition=Q(strength__range=(1, 3))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Photo(Row):
    """A picture of a person."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="photo")
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"picture of {self.person_id}"
