from __future__ import annotations

import pytest
from django.test import Client

from kontor.records.models import Account

pytestmark = pytest.mark.urls("tests.web.pages")


def spoken(client: Client, browser: str = "en") -> str:
    page = client.get("/door/", headers={"Accept-Language": browser})
    language = page.headers["Content-Language"]
    assert f'<html lang="{language}">' in page.content.decode()
    return language


def test_a_page_speaks_the_language_of_the_browser(client: Client) -> None:
    assert spoken(client, "de-AT,en;q=0.5") == "de"
    assert spoken(client, "en-GB") == "en"


def test_a_browser_with_neither_language_gets_english(client: Client) -> None:
    assert spoken(client, "fr") == "en"


def test_the_cookie_goes_before_the_browser(client: Client) -> None:
    client.post("/language/", {"language": "de"})

    assert spoken(client, "en") == "de"


def test_the_account_goes_before_the_cookie(anna_client: Client, anna: Account) -> None:
    anna_client.cookies["django_language"] = "en"
    Account.objects.filter(pk=anna.pk).update(language="de")

    assert spoken(anna_client, "en") == "de"


def test_choosing_a_language_is_kept_with_the_account(
    anna_client: Client, anna: Account
) -> None:
    answer = anna_client.post("/language/", {"language": "de", "next": "/books/?a=1"})

    assert answer.headers["Location"] == "/books/?a=1"
    anna.refresh_from_db()
    assert anna.language == "de"


def test_choosing_a_language_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "//evil.example/"})

    assert answer.headers["Location"] == "/"


def test_a_language_kontor_does_not_speak_is_refused(client: Client) -> None:
    answer = client.post("/language/", {"language": "tlh"})

    assert answer.status_code == 400
    assert "does not speak “tlh”" in answer.content.decode()
    assert "django_language" not in answer.cookies


def test_a_link_cannot_change_the_language(client: Client) -> None:
    assert client.get("/language/?language=de").status_code == 405
