"""Who somebody is: the long form, and what fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.functional import lazy
from django.utils.translation import get_language_info, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kontor.lib.text import fold
from kontor.web.forms.birthday import BIRTHDAY, BirthdayFields, initial_birthday
from kontor.web.forms.fields import (
    choice_field,
    day_field,
    person_field,
    text_field,
    words_of,
)
from kontor.web.forms.whom import whom

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField

    from kontor.reports.overview.person import PersonView

PARTS = ("title", "given", "additional", "family", "suffix")
FLAGS = ("pinned", "do_not_contact", "private", "confidential")
PLAIN = ("nickname", "relation", "language", "address_form", "note", "met_day",
         "met_place", *FLAGS)  # fmt: skip
LONGEST_CODE = 5


def languages() -> list[tuple[str, str]]:
    """Give languages people speak, by name in the language in force."""
    names = {
        code: str(get_language_info(code)["name_translated"])
        for code, info in LANG_INFO.items()
        if "name" in info and len(code) <= LONGEST_CODE
    }
    named = sorted(names.items(), key=lambda item: fold(item[1]))
    return [("", gettext("not noted")), *named]


def _flag(label: Any, help_text: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class PersonForm(BirthdayFields):
    """All that stands in the person's own row."""

    name = text_field(
        _("Name"), 400, help_text=_("As you write it: Dr. Anna von der Heide.")
    )
    title = text_field(_("Title"), 100)
    given = text_field(_("Given name"), 200)
    additional = text_field(_("Further names"), 200)
    family = text_field(_("Family name"), 200)
    suffix = text_field(_("After the name"), 100)
    nickname = text_field(_("Nickname"), 200)
    display = text_field(
        _("Shown as"), 400, help_text=_("Empty: put together from the parts.")
    )
    relation = choice_field(_("Relation"), words_of("relation"), required=False)
    language = choice_field(_("Language"), lazy(languages, list), required=False)
    address_form = choice_field(
        _("Form of address"),
        words_of("address_form", empty=gettext_noop("not noted")),
        required=False,
    )
    tags = text_field(
        _("Tags"), 2000, help_text=_("With commas between: choir, trade fair.")
    )
    note = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    met_day = day_field(_("Met on"))
    met_place = text_field(_("Met where"), 300)
    met_through = person_field(
        _("Met through"),
        help_text=_("Somebody of this book, by name."),
    )
    pinned = _flag(_("Pinned"), _("A solid tie, even when it is silent for long."))
    do_not_contact = _flag(
        _("Do not contact"), _("Never suggested; the page says so in red.")
    )
    private = _flag(_("Private"), _("In the book, but never suggested."))
    confidential = _flag(
        _("Confidential"),
        _("Never matched, suggested, drafted, printed or shared; imports can skip it."),
    )

    def __init__(
        self, data: Any, *, book: int, today: date, person: PersonView | None = None
    ) -> None:
        """Begin with what is known; a new person needs no more than a name."""
        super().__init__(data, initial=initial_of(person) if person else None)
        self.book, self.today = book, today
        for name in ("name",) if person else (*PARTS, "display"):
            del self.fields[name]
        spoken = person.language if person else ""
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        if spoken and spoken not in dict(languages()):
            field.choices = [*languages(), (spoken, spoken)]

    def clean(self) -> dict[str, Any]:
        """Find through whom they met."""
        values = dict(super().clean() or {})
        if "met_through" in self.changed_data:
            values["met_through"] = whom(self, "met_through", self.book, self.today)
        return values

    def groups(self) -> list[tuple[str, list[list[BoundField]]]]:
        """Lay the fields out in groups of rows."""
        laid_out = [
            (gettext("Name"), [["name"], [*PARTS], ["nickname", "display"]]),
            (
                gettext("Who it is"),
                [
                    ["relation", "language", "address_form"],
                    [*BIRTHDAY],
                    ["tags"],
                    ["note"],
                ],
            ),
            (gettext("How you met"), [["met_day", "met_place", "met_through"]]),
            (gettext("How to treat this entry"), [[flag] for flag in FLAGS]),
        ]
        return [
            (legend, [[self[n] for n in row if n in self.fields] for row in rows])
            for legend, rows in laid_out
        ]

    def changes(self) -> dict[str, Any]:
        """Give what was changed as ``actions.connections.people`` takes it."""
        changed, values = set(self.changed_data), self.cleaned_data
        found = {name: values[name] for name in changed & {"name", *PLAIN}}
        if changed & {"display", *PARTS}:
            found |= _renamed(changed, values)
        if changed & {*BIRTHDAY}:
            found["birthday"] = self.birthday()
        if "tags" in changed:
            found["tags"] = [tag.strip() for tag in values["tags"].split(",")]
        if "met_through" in changed:
            found["met_through"] = values["met_through"]
        return found


def initial_of(person: PersonView) -> dict[str, Any]:
    """Give what the form begins with."""
    same = (*PARTS[1:], "nickname", *FLAGS)
    return {name: getattr(person, name) for name in same} | {
        "title": person.prefix,
        "display": person.name,
        "relation": person.relation,
        "language": person.language,
        "address_form": person.address_form,
        "note": person.note,
        **initial_birthday(person.birthday),
        "tags": ", ".join(person.tags),
        "met_day": person.met.day,
        "met_place": person.met.place,
        "met_through": person.met.through.name if person.met.through else "",
    }


def _renamed(changed: set[str], values: dict[str, Any]) -> dict[str, Any]:
    """Give the parts of a name; what is shown follows them unless it was typed."""
    parts = {part: values[part] for part in PARTS[1:]} | {"prefix": values["title"]}
    typed = "display" in changed or not changed & {*PARTS}
    return parts | {"display": values["display"] if typed else ""}
