"""What comes in gets uids: random, and near each other in an index."""

from __future__ import annotations

from uuid import UUID

from kontor.actions.overview.imports.names import fresh_uids


def test_uids_are_random_ones_and_no_two_are_the_same() -> None:
    uids = [UUID(uid) for uid in (*fresh_uids(500), *fresh_uids(500))]
    assert len(set(uids)) == 1000
    # RFC 9562: version 4 is the random one, of the variant in use.
    assert {(uid.version, uid.variant) for uid in uids} == {
        (4, "specified in RFC 4122")
    }


def test_uids_made_together_stand_together() -> None:
    first, second = fresh_uids(500), fresh_uids(500)
    assert len({uid[:12] for uid in first}) == 1
    # Another chunk stands elsewhere: by chance the same once in 2**48.
    assert first[0][:12] != second[0][:12]


def test_nobody_can_guess_a_uid_by_one_beside_it() -> None:
    ends = [uid[13:16] + uid[17:] for uid in fresh_uids(500)]
    # 18 figures, 72 bits, are left to chance: each place has nearly all 16 of them.
    assert {len(end) for end in ends} == {18}
    assert min(len(set(place)) for place in zip(*ends, strict=True)) >= 12


def test_none_are_made_where_none_are_needed() -> None:
    assert fresh_uids(0) == []
