"""What hangs on a person, several of each: a row of the form for every one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kontor.actions.connections.pieces import Place, Point, Work
from kontor.lib.mail import mail_key
from kontor.lib.numbers import small_number
from kontor.lib.phones import is_number
from kontor.web.forms.fields import day_field, label_field, text_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kontor.reports.connections.lines import PointLine
    from kontor.reports.overview.person import PersonView


class PointForm(forms.Form):
    """A mail address, a telephone number or a link."""

    value = text_field(_("Number"), 1000)
    label = label_field()
    preferred = forms.BooleanField(label=_("the usual one"), required=False)

    def piece(self) -> Point:
        """Give the row as the action takes it."""
        return Point(**self.cleaned_data)


class PhoneForm(PointForm):
    """A telephone number."""

    def clean_value(self) -> str:
        """Refuse what is no number, unless an import wrote it so."""
        value = str(self.cleaned_data["value"])
        if value and "value" in self.changed_data and not is_number(value):
            raise forms.ValidationError(
                _(
                    "“%(value)s” is not a telephone number: it has fewer than three "
                    "digits."
                ),
                params={"value": value},
            )
        return value


class EmailForm(PointForm):
    """A mail address."""

    value = text_field(
        _("Address"), 1000, widget=forms.TextInput(attrs={"inputmode": "email"})
    )

    def clean_value(self) -> str:
        """Refuse what is no mail address, unless an import wrote it so."""
        value = str(self.cleaned_data["value"])
        if value and "value" in self.changed_data and not mail_key(value):
            raise forms.ValidationError(
                _("“%(value)s” is not a mail address."), params={"value": value}
            )
        return value


class LinkForm(PointForm):
    """A page on the web."""

    value = text_field(
        _("Page"), 1000, widget=forms.TextInput(attrs={"inputmode": "url"})
    )


class PlaceForm(forms.Form):
    """A postal address."""

    street = text_field(_("Street"), 500)
    extra = text_field(_("Addition"), 500)
    postal_code = text_field(_("Postal code"), 30)
    city = text_field(_("Place"), 200)
    region = text_field(_("Region"), 200)
    country = text_field(_("Country"), 100)
    label = label_field()

    def piece(self) -> Place:
        """Give the row as the action takes it."""
        return Place(**self.cleaned_data)


class WorkForm(forms.Form):
    """A job."""

    organisation = text_field(
        _("Organisation"),
        300,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    role = text_field(_("As what"), 300)
    department = text_field(_("Department"), 300)
    start = day_field(_("From"))
    end = day_field(_("Until"))

    def piece(self) -> Work:
        """Give the row as the action takes it."""
        return Work(**self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """A job ends after it began."""
        values = dict(super().clean() or {})
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("It cannot end before it began."))
        return values


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece: its legend, the form of a row, what to call one more."""

    legend: str
    form: type[forms.Form]
    more: str


KINDS = {
    "emails": Kind(
        gettext_noop("Mail addresses"), EmailForm, gettext_noop("One more mail address")
    ),
    "phones": Kind(
        gettext_noop("Telephone"), PhoneForm, gettext_noop("One more number")
    ),
    "links": Kind(gettext_noop("Links"), LinkForm, gettext_noop("One more link")),
    "work": Kind(gettext_noop("Work"), WorkForm, gettext_noop("One more job")),
    "places": Kind(
        gettext_noop("Postal addresses"), PlaceForm, gettext_noop("One more address")
    ),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one kind on the page; ``name`` is the list the action knows."""

    name: str
    legend: str
    more: str
    formset: Any


def rows_of(data: Mapping[str, Any] | None, person: PersonView | None) -> list[Rows]:
    """Give the rows of each kind: what is known, or an empty one.

    Args:
        data: what was sent; ``more`` in it asks for one more row of that kind.
        person: whose rows they are, None for somebody new.
    """
    known = _known(person) if person else {}
    found = []
    for name, kind in KINDS.items():
        there = known.get(name, [])
        sets = forms.formset_factory(kind.form, extra=0 if there else 1)
        formset = sets(_one_more(data, name), initial=there, prefix=name)
        found.append(Rows(name, gettext(kind.legend), gettext(kind.more), formset))
    return found


def changes_in(rows: Iterable[Rows]) -> dict[str, list[Any]]:
    """Give the lists that were changed as the action takes them."""
    return {
        one.name: [
            form.piece() for form in one.formset if form.has_changed() or form.initial
        ]
        for one in rows
        if one.formset.has_changed()
    }


def _one_more(data: Mapping[str, Any] | None, name: str) -> dict[str, Any] | None:
    if data is None:
        return None
    sent = {key: data[key] for key in data}
    count = small_number(str(sent.get(f"{name}-TOTAL_FORMS", "")))
    if sent.get("more") == name and count is not None:
        sent[f"{name}-TOTAL_FORMS"] = str(count + 1)
    return sent


def _known(person: PersonView) -> dict[str, list[dict[str, Any]]]:
    points = {
        name: [_point(point) for point in person.points if point.kind == kind]
        for name, kind in (("emails", "email"), ("phones", "phone"), ("links", "link"))
    }
    places = [asdict(address) for address in person.addresses]
    work = [
        {
            "organisation": job.organisation.name if job.organisation else "",
            "role": job.role,
            "department": job.department,
            "start": job.start,
            "end": job.end,
        }
        for job in person.work
    ]
    return points | {"places": places, "work": work}


def _point(point: PointLine) -> dict[str, Any]:
    return {"value": point.value, "label": point.label, "preferred": point.preferred}
