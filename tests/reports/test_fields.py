"""What an error is about, in the user's words."""

from __future__ import annotations

from django.utils import translation

from kontor.actions.accounts.settings import _CHECKS as SETTINGS
from kontor.actions.accounts.settings import BadSetting
from kontor.actions.connections.errors import BadValue
from kontor.actions.connections.people import _CHECKS as COLUMNS
from kontor.actions.groups import gatherings, groups, members, segments
from kontor.records.models import Touch
from kontor.reports.fields import FIELDS
from kontor.reports.wording import error_text

# What else an action may object to.
OTHERS = {"until", "by", "strength", "domain", "calendar", "channel", "direction"}


OF_GROUPS = {
    *(set(groups.COLUMNS) - {"note", "exclusive"}),
    *(set(gatherings.COLUMNS) - {"note", "cancelled"}),
    *members.COLUMNS, *segments.LISTS, "importance", "count", "state",
}  # fmt: skip


def test_every_field_that_an_error_may_name_has_a_word() -> None:
    named = {*COLUMNS, *SETTINGS, *OTHERS, "minutes", "day", "moment", "place"}

    assert named | OF_GROUPS == FIELDS.keys()
    assert named - {*COLUMNS, *SETTINGS, *OTHERS} <= {
        field.name for field in Touch._meta.get_fields()
    }


def test_an_error_names_the_field_in_the_language_in_force() -> None:
    error = BadValue(field="relation", value="enemy")
    assert error_text(error) == "“enemy” cannot be used for “Relation”."
    with translation.override("de"):
        assert error_text(error) == "„enemy“ passt nicht für „Beziehung“."
    setting = BadSetting(setting="weight_call", value=-1)
    assert error_text(setting) == "“-1” cannot be used for “Weight of a call”."
    # Codes stay as they are, so that a form finds its field.
    assert error.facts["field"] == "relation"


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert error_text(BadValue(field="colour", value="red")) == (
        "“red” cannot be used for “colour”."
    )
