"""Who pays first on a day: one payer of a rank, from a first day up to the day after the last."""

from datetime import date

import pytest

from dmedesk.members.rules.coverage import Cover, in_force, in_words, next_rank, overlapping

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def cover(payer: str, rank: int, from_on: date, until_on: date | None = None) -> Cover:
    return Cover(None, payer, rank, from_on, until_on)


def test_coverage_counts_from_its_first_through_its_last_day() -> None:
    mine = [cover("MH", 2, JUNE), cover("MC", 1, JUNE, JULY), cover("PV", 1, JULY)]
    assert [one.payer for one in in_force(mine, date(2026, 5, 31))] == []
    assert [one.payer for one in in_force(mine, date(2026, 6, 30))] == ["MC", "MH"]
    assert [one.payer for one in in_force(mine, JULY)] == ["PV", "MH"]


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (cover("MH", 1, JUNE, JULY), cover("MC", 1, JULY), False),
        (cover("MH", 1, JUNE, date(2026, 7, 2)), cover("MC", 1, JULY), True),
        (cover("MH", 1, JUNE), cover("MC", 1, JULY), True),
        (cover("MH", 1, JUNE), cover("MC", 2, JUNE), False),
        (cover("MH", 1, JUNE, AUGUST), cover("MC", 1, date(2026, 5, 1), JUNE), False),
        (cover("MH", 1, JUNE, AUGUST), cover("MC", 1, date(2026, 5, 1), JULY), True),
        (cover("MH", 1, JUNE), cover("MC", 1, JUNE), True),
    ],
)
def test_no_two_of_one_rank_hold_on_one_day(first: Cover, second: Cover, overlap: bool) -> None:
    for covers in ([first, second], [second, first]):
        assert bool(list(overlapping(covers))) is overlap


def test_every_pair_that_overlaps_is_told() -> None:
    three = [cover("A", 1, JUNE), cover("B", 1, JULY), cover("C", 1, AUGUST)]
    assert [(one.payer, two.payer) for one, two in overlapping(three)] == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]


def test_the_next_rank_is_the_first_that_is_free_from_the_day_on() -> None:
    assert next_rank([], JUNE) == 1
    mine = [cover("MH", 1, JUNE), cover("MC", 2, JUNE, JULY)]
    assert next_rank(mine, date(2026, 6, 30)) == 3
    assert next_rank(mine, JULY) == 2


def test_ranks_in_words() -> None:
    assert [in_words(rank) for rank in (1, 2, 9)] == ["first", "second", "no. 9"]
