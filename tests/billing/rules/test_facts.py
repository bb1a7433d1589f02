"""What a rental's ledger says of a month: whether it stands, its next turn, the highest number."""

import pytest

from tests.billing.facts import day, rental

LEDGER = {"2026-07-05": (1, 1), "2026-08-05": (2, 2), "2026-09-05": (3, 3), "2026-10-05": (4, 4)}


@pytest.mark.parametrize(
    ("from_on", "stands", "next_turn"),
    [
        ("2026-07-05", True, 2),
        ("2026-08-05", False, 3),
        ("2026-09-05", True, 4),
        ("2026-10-05", False, 5),
        ("2026-11-05", False, 1),
    ],
)
def test_a_month_stands_billed_after_an_odd_turn(
    from_on: str, stands: bool, next_turn: int
) -> None:
    started = rental(ledger=LEDGER)
    assert started.stands_billed(day(from_on)) is stands
    assert started.next_turn(day(from_on)) == next_turn


def test_the_highest_number_is_of_a_month_that_stands_or_was_paid_before_the_move() -> None:
    assert rental(ledger=LEDGER).highest_number() == 3
    assert rental(months_already_paid=7).highest_number() == 7
    assert rental().highest_number() == 0
