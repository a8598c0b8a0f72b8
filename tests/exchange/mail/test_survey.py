from __future__ import annotations

import pytest

from kontor.exchange.mail import survey as module
from kontor.exchange.mail.addresses import Address
from kontor.exchange.mail.heads import Head
from kontor.exchange.mail.message import Message
from kontor.exchange.mail.survey import Survey


def message(sender: Address, *recipients: Address) -> Message:
    return Message(1, Head(1), {}, sender, list(recipients))


def named(*names: str, own: str = "") -> str:
    survey = Survey()
    for name in names:
        survey.add(message(Address("b@x.example"), Address("a@x.example", name)))
    if own:
        survey.add(message(Address("a@x.example", own)))
    return survey.names.get("a@x.example", "")


def test_a_full_name_is_better_than_a_word_and_ones_own_better_than_anothers() -> None:
    assert named("", "Anni", "Anna Ahlers", "A. Ahlers") == "Anna Ahlers"
    assert named("Anni", own="Anna") == "Anna"
    assert named("Anni Ahlers", own="Anna") == "Anni Ahlers"
    assert named("Anni Ahlers", own="Anna Ahlers") == "Anna Ahlers"
    assert named("") == ""


def test_whoever_is_on_nearly_every_mail_keeps_the_mailbox() -> None:
    survey = Survey()
    for number in range(10):
        # Anna writes nine of ten, and the tenth is not hers.
        sender = "a@x.example" if number else "c@x.example"
        survey.add(message(Address(sender), Address(f"{number}@y.example")))
        survey.add(message(Address("z@x.example")))  # to nobody, so it tells nothing
    assert survey.keeper == "a@x.example"


def test_two_who_always_write_to_each_other_are_not_told_apart() -> None:
    survey = Survey()
    for _ in range(10):
        survey.add(message(Address("a@x.example"), Address("b@x.example")))
    assert survey.keeper == ""


def test_no_more_is_kept_in_mind_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    survey = Survey()
    for number in range(10):
        other = Address(f"{number}@y.example", f"N {number}")
        survey.add(message(Address("a@x.example", "Anna Ahlers"), other))
    assert set(survey.names) == {"a@x.example", "0@y.example", "1@y.example"}
    assert survey.keeper == "a@x.example"
