from __future__ import annotations

import pytest

from kontor.exchange.mail.addresses import addresses_in

ANNA = "anna@ahlers.example"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ANNA, [(ANNA, "")]),
        (f"<{ANNA}>", [(ANNA, "")]),
        (f"  Anna Ahlers  <{ANNA}> ", [(ANNA, "Anna Ahlers")]),
        (f'"Ahlers, Anna" <{ANNA}>', [(ANNA, "Ahlers, Anna")]),
        (f"'Anna Ahlers' <{ANNA}>", [(ANNA, "Anna Ahlers")]),
        (f'"Anna \\"Anni\\" Ahlers" <{ANNA}>', [(ANNA, 'Anna "Anni" Ahlers')]),
        (f"{ANNA} (Anna Ahlers)", [(ANNA, "Anna Ahlers")]),
        (f"<{ANNA}> (Anna Ahlers)", [(ANNA, "Anna Ahlers")]),
        (f"Ahlers, Anna <{ANNA}>", [(ANNA, "Ahlers, Anna")]),
        ("ANNA@Ahlers.Example", [(ANNA, "")]),
        (f"{ANNA} <{ANNA}>", [(ANNA, "")]),
        (f"mailto:{ANNA}", [(ANNA, "")]),
        (f"<mailto:{ANNA}>", [(ANNA, "")]),
        (f"Anna < {ANNA} >", [(ANNA, "Anna")]),
        (f"Anna <@relay.example,@b.example:{ANNA}>", [(ANNA, "Anna")]),
        (f'Anna "Anni" Ahlers <{ANNA}>', [(ANNA, "Anna Anni Ahlers")]),
        (f"Anna\t\x07Ahlers <{ANNA}>", [(ANNA, "Anna Ahlers")]),
        (f"see {ANNA} there", [(ANNA, "")]),
        ('"anna b"@ahlers.example', [('"anna b"@ahlers.example', "")]),
        (f"b@c.example, {ANNA}", [("b@c.example", ""), (ANNA, "")]),
        (f"b@c.example; {ANNA};", [("b@c.example", ""), (ANNA, "")]),
        (f"B <b@c.example> A <{ANNA}>", [("b@c.example", "B"), (ANNA, "A")]),
        (f"Friends: b@c.example, A <{ANNA}>;", [("b@c.example", ""), (ANNA, "A")]),
        (f"Nobody:;, Friends:{ANNA};", [(ANNA, "")]),
        (f"local, {ANNA}", [(ANNA, "")]),
        (f"{ANNA}, B (x", [(ANNA, ""), ("", "B ( x")]),
        ("unlisted-recipients:;", []),
        ("undisclosed-recipients:", []),
        ("unlisted-recipients:; (no To-header on input)", []),
        ("Ben", [("", "Ben")]),
        ("root@localhost", [("", "root@localhost")]),
        ("<>", []),
        ("", []),
        (",;,<,>", []),
        ("=?utf-8?q?J=C3=B6rg?= M. <j@m.example>", [("j@m.example", "Jörg M.")]),
        ('"=?utf-8?b?SsO2cmc=?=" <j@m.example>', [("j@m.example", "Jörg")]),
        ("=?utf-8?q?M=2C_J?= <j@m.example>", [("j@m.example", "M, J")]),
        ("=?utf-8?q?J=C3=B6rg_=3Cj=40m=2Eexample=3E?=", [("j@m.example", "Jörg")]),
    ],
)
def test_people_are_found_however_they_are_written(
    value: str, expected: list[tuple[str, str]]
) -> None:
    assert [tuple(one) for one in addresses_in(value)] == expected


def test_a_quotation_mark_without_an_end_means_nothing() -> None:
    value = f'b@c.example, "Anna <{ANNA}>'
    assert [one.email for one in addresses_in(value)] == ["b@c.example", ANNA]


def test_a_name_is_cut_where_nobody_has_one_as_long() -> None:
    (found,) = addresses_in(f"{'A' * 5_000} <{ANNA}>")
    assert found == (ANNA, "A" * 200)
