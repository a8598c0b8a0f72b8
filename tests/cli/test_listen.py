from __future__ import annotations

import socket

import pytest

from kontor.cli import listen as module
from kontor.cli.listen import (
    NoAddress,
    PortTaken,
    is_loopback,
    listen,
    own_names,
    shown,
)


def test_the_first_port_that_is_free_is_taken() -> None:
    with listen("127.0.0.1", [0]) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken):
            listen("127.0.0.1", [port])
        with listen("127.0.0.1", [port, 0]) as other:
            assert other.getsockname()[1] != port


def test_a_name_of_this_machine_will_do_and_no_other() -> None:
    with listen("localhost", [0]) as found:
        assert found.getsockname()[0] == "127.0.0.1"
    with pytest.raises(NoAddress):
        listen("no-such-machine.invalid", [0])
    # Of documentation: no machine has it.
    with pytest.raises(PortTaken):
        listen("192.0.2.123", [0])


def test_small_pieces_do_not_wait_for_each_other() -> None:
    with listen("127.0.0.1", [0]) as found:
        assert found.proto == socket.IPPROTO_TCP


def test_loopback_is_none_of_the_names_for_others() -> None:
    assert not [name for name in own_names() if is_loopback(name)]


@pytest.mark.parametrize(
    ("called", "names"),
    [
        ("Desk", ["desk.local", "desk"]),
        ("kontor.example", ["kontor.example"]),
        ("localhost", []),
        ("", []),
    ],
)
def test_a_machine_is_known_by_its_name(
    called: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: called)
    assert module._host_names() == names


def test_an_address_of_many_colons_stands_in_brackets() -> None:
    assert shown("fd00::7") == "[fd00::7]"
    assert shown("192.0.2.7") == "192.0.2.7"
    assert is_loopback("127.0.0.2")
    assert not is_loopback("0.0.0.0")
