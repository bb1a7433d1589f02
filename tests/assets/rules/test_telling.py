"""How a move, and a look at the bench, are told afterwards."""

import pytest

from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.rules.telling import PAST, Moved, told_check


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [
        (
            Moved(
                Move.RENTED_OUT,
                to_member="Rivera, Ana",
                from_place="Shelf A",
                cause=Cause("ticket", "SLIP-000003"),
            ),
            "Went out on rent to Rivera, Ana, slip SLIP-000003",
        ),
        (
            Moved(Move.RETURNED, from_member="Rivera, Ana", to_place="Shelf A", note="wet"),
            "Came back from Rivera, Ana to Shelf A: wet",
        ),
        (
            Moved(Move.TRANSFERRED, from_place="Shelf A", to_place="Van 1"),
            "Brought from Shelf A to Van 1",
        ),
        (Moved(Move.TRANSFERRED, to_place="Van 1"), "Brought to Van 1"),
        (
            Moved(Move.SOLD, from_member="Rivera, Ana", to_member="Rivera, Ana"),
            "Sold",
        ),
        (Moved(Move.LOST, from_place="Van 1", note="not on the van"), "Lost: not on the van"),
        (
            Moved(Move.TAKEN_BACK, undone=Move.LOST, to_place="Van 1", note="It was there."),
            "Taken back: lost: It was there.",
        ),
    ],
)
def test_a_move_is_told_in_one_line(moved: Moved, sentence: str) -> None:
    assert moved.sentence() == sentence


def test_every_move_has_its_words() -> None:
    assert PAST.keys() == set(Move)


def test_a_look_at_the_bench_says_what_was_seen() -> None:
    seen = (Check.CLEAN, Check.WORKING)
    told = told_check(seen, passed=True, to_place="Shelf A", note="")
    assert told == "Passed at the bench (clean, in working order), to Shelf A"
    told = told_check(seen[:1], passed=False, to_place="", note="Alarm stays on")
    assert told == "Failed its check at the bench (seen: clean): Alarm stays on"
    assert told_check((), passed=False, to_place="", note="") == "Failed its check at the bench"
