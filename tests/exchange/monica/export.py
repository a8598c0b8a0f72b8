"""An export of Monica 4 with one of everything, as its own program writes it."""

from __future__ import annotations

import json
from typing import Any

ANNA, BEN, CEM, ME = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))
EMAIL, PHONE, FACEBOOK = "type-email", "type-phone", "type-facebook"
DINNER = "activity-dinner"


def entries(kind: str, *values: Any) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def entry(**properties: Any) -> dict[str, Any]:
    return {"created_at": "2023-06-01T10:00:00Z", "properties": properties}


def contact(uuid: str, *data: Any, **properties: Any) -> dict[str, Any]:
    return {
        "uuid": uuid,
        "created_at": "2023-01-10T08:00:00Z",
        "updated_at": "2024-01-10T12:00:00Z",
        "properties": properties,
        "data": list(data),
    }


def day(text: str, **more: bool) -> dict[str, Any]:
    return {"is_age_based": False, "is_year_unknown": False, "date": text, **more}


def anna() -> dict[str, Any]:
    return contact(
        ANNA,
        entries(
            "call",
            entry(
                called_at="2024-02-03T00:00:00Z", content="Fair", contact_called=True
            ),
            entry(called_at="2024-02-10T23:30:00Z", contact_called=False),
        ),
        entries(
            "contact_field",
            entry(data="anna@abt.example", type=EMAIL),
            entry(data="+49 221 123456", type=PHONE),
            entry(data="https://facebook.example/anna", type=FACEBOOK),
            entry(data="anna.abt", type=FACEBOOK),
        ),
        entries("note", entry(body="Likes tea.", is_favorite=True)),
        entries(
            "reminder",
            entry(
                initial_date="2024-05-06",
                title="Ask for the brochure",
                frequency_type="one_time",
                delible=True,
            ),
            entry(
                initial_date="2020-03-31",
                title="Wish a happy spring",
                frequency_type="year",
                frequency_number=1,
                delible=True,
            ),
            entry(
                initial_date="1990-05-15",
                title="Birthday of Anna",
                frequency_type="year",
                delible=False,
            ),
        ),
        entries(
            "task",
            entry(title="Lend the book", description="Buddenbrooks", completed=False),
            entry(
                title="Send a card", completed=True, completed_at="2024-01-02T08:00:00Z"
            ),
        ),
        entries(
            "address",
            entry(
                name="Home", street="Markt 3", city="Köln", province="NRW",
                postal_code="50667", country="DE",
            ),
        ),
        entries("pet", entry(name="Rex")),
        entries(
            "conversation",
            entry(
                happened_at="2024-01-20T00:00:00Z",
                contact_field_type=EMAIL,
                messages=[
                    entry(content="SECRET", written_by_me=True),
                    entry(content="SECRET", written_by_me=False),
                ],
            ),
        ),
        entries("activity", DINNER),
        first_name="Anna",
        last_name="Abt",
        nickname="Anni",
        description="From the choir",
        is_starred=True,
        is_active=True,
        company="Abt GmbH",
        job="Owner",
        food_preferences="no fish",
        tags=["choir", "Köln"],
        gender="woman",
        birthdate=day("1990-05-15T00:00:00Z", is_year_unknown=True),
        first_met_date=day("2015-09-01T00:00:00Z"),
        first_met_through=BEN,
    )  # fmt: skip


def account() -> dict[str, Any]:
    me = {"uuid": "user", "properties": {"email": "me@x.example", "me_contact": ME}}
    return {
        "uuid": "account",
        "data": [
            entries("user", me),
            entries(
                "contact",
                anna(),
                contact(BEN, entries("activity", DINNER), first_name="Ben"),
                contact(CEM, first_name="Cem", is_dead=True),
                contact(ME, entries("activity", DINNER), first_name="Me"),
            ),
            entries(
                "relationship",
                entry(type="spouse", contact_is=CEM, of_contact=BEN),
                entry(type="spouse", contact_is=BEN, of_contact=CEM),
                entry(type="friend", contact_is=ME, of_contact=BEN),
            ),
            entries("photo", {"uuid": "p", "properties": {"dataUrl": "x" * 100_000}}),
            entries(
                "activity",
                {
                    "uuid": DINNER,
                    "properties": {
                        "summary": "Dinner",
                        "description": "At the harbour",
                        "happened_at": "2024-02-14T00:00:00Z",
                    },
                },
            ),
        ],
        "properties": {"journal_entries": [], "modules": [{"a": [1, "}", None]}]},
        "instance": {
            "contact_field_types": [
                {"uuid": EMAIL, "properties": {"name": "Email", "type": "email"}},
                {"uuid": PHONE, "properties": {"name": "Phone", "type": "phone"}},
                {"uuid": FACEBOOK, "properties": {"name": "Facebook"}},
            ],
        },
    }


def written(whole: dict[str, Any] | None = None) -> bytes:
    """Write an export as a file."""
    return json.dumps(
        {
            "version": "1.0-preview.1",
            "app_version": "4.1.2",
            "export_date": "2024-03-15T10:30:00Z",
            "url": "https://app.monicahq.com",
            "exported_by": "me@x.example",
            "account": whole if whole is not None else account(),
        },
        indent=2,
    ).encode()
