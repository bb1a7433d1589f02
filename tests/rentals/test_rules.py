"""Rental months (``billing.md``, rental months): each sentence, the day before, on and after."""

from datetime import date

import pytest

from dmedesk.rentals.rules import (
    Away,
    RentalMonth,
    Served,
    Terms,
    is_billed,
    month_begun_in,
    month_begun_on,
    round_of,
    unit_serving,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def months(terms: Terms, first: str, last: str) -> list[tuple[int, str]]:
    """Number and first day of every month that begins from one calendar month to another."""
    found = []
    on, end = day(f"{first}-01"), day(f"{last}-01")
    while on <= end:
        month = month_begun_in(terms, on)
        if month is not None:
            found.append((month.number, month.from_on.isoformat()))
        on = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return found


def away(first: str, last: str) -> Away:
    """An interruption as the files write it: first and last day away, both included."""
    return Away(day(first), date.fromordinal(day(last).toordinal() + 1))


def test_a_day_that_a_month_lacks_becomes_its_last_counted_from_the_anchor() -> None:
    assert months(Terms(day("2026-01-31")), "2025-12", "2026-05") == [
        (1, "2026-01-31"),
        (2, "2026-02-28"),
        (3, "2026-03-31"),
        (4, "2026-04-30"),
        (5, "2026-05-31"),
    ]


def test_a_month_runs_up_to_and_without_the_next_one() -> None:
    assert month_begun_in(Terms(day("2026-01-31")), day("2026-02-01")) == RentalMonth(
        2, day("2026-02-28"), day("2026-03-31")
    )


@pytest.mark.parametrize(
    ("ended_on", "has_october"),
    [
        ("2026-10-04", False),
        ("2026-10-05", False),
        ("2026-10-06", True),
        ("2026-11-04", True),
        ("2026-11-05", True),
        (None, True),
    ],
)
def test_a_rental_that_ended_on_or_before_the_first_day_does_not_have_the_month(
    ended_on: str | None, has_october: bool
) -> None:
    terms = Terms(day("2026-07-05"), ended_on=day(ended_on) if ended_on else None)
    assert (month_begun_in(terms, day("2026-10-01")) is not None) is has_october


@pytest.mark.parametrize(
    ("deceased_on", "has_october"),
    [("2026-10-04", False), ("2026-10-05", True), ("2026-10-06", True)],
)
def test_a_month_beginning_after_the_death_is_not_billed_on_the_day_of_death_it_is(
    deceased_on: str, has_october: bool
) -> None:
    terms = Terms(day("2026-07-05"), deceased_on=day(deceased_on))
    assert (month_begun_in(terms, day("2026-10-01")) is not None) is has_october


@pytest.mark.parametrize(
    ("left_on", "deceased_on", "has_october"),
    [
        ("2026-10-04", None, False),
        ("2026-10-05", None, True),
        ("2026-10-06", None, True),
        ("2026-10-06", "2026-10-04", False),
        ("2026-10-04", "2026-10-06", False),
        ("2026-10-05", "2026-10-05", True),
    ],
)
def test_a_month_beginning_after_the_member_left_is_not_billed_on_that_day_it_is(
    left_on: str, deceased_on: str | None, has_october: bool
) -> None:
    died = day(deceased_on) if deceased_on else None
    terms = Terms(day("2026-07-05"), deceased_on=died, left_on=day(left_on))
    assert (month_begun_in(terms, day("2026-10-01")) is not None) is has_october


@pytest.mark.parametrize(
    ("first", "last", "october"),
    [
        ("2026-09-06", "2026-10-04", (4, "2026-10-05")),
        ("2026-09-06", "2026-10-05", None),
        ("2026-10-05", "2026-10-05", None),
        ("2026-10-05", "2026-10-31", None),
        ("2026-10-06", "2026-10-31", (4, "2026-10-05")),
        ("2026-09-05", "2026-09-05", (3, "2026-10-05")),
        ("2026-07-01", "2026-09-30", (1, "2026-10-05")),
    ],
)
def test_a_month_that_begins_inside_an_interruption_is_neither_billed_nor_counted(
    first: str, last: str, october: tuple[int, str] | None
) -> None:
    terms = Terms(day("2026-07-05"), interruptions=(away(first, last),))
    assert months(terms, "2026-10", "2026-10") == ([october] if october else [])


def test_the_next_billed_month_carries_the_next_number() -> None:
    terms = Terms(
        day("2026-01-10"),
        interruptions=(away("2026-02-01", "2026-03-15"), away("2026-06-10", "2026-06-10")),
    )
    assert months(terms, "2026-01", "2026-08") == [
        (1, "2026-01-10"),
        (2, "2026-04-10"),
        (3, "2026-05-10"),
        (4, "2026-07-10"),
        (5, "2026-08-10"),
    ]


def test_two_interruptions_over_one_first_day_leave_out_one_month() -> None:
    terms = Terms(
        day("2026-01-10"),
        interruptions=(away("2026-02-01", "2026-02-20"), away("2026-02-10", "2026-02-12")),
    )
    assert months(terms, "2026-02", "2026-03") == [(2, "2026-03-10")]


@pytest.mark.parametrize("already", [0, 1, 3, 12, 13])
def test_the_first_month_billed_here_begins_at_the_anchor_plus_the_months_already_paid(
    already: int,
) -> None:
    terms = Terms(day("2025-08-31"), months_already_paid=already)
    first = months(terms, "2025-08", "2026-12")[0]
    assert first[0] == already + 1
    assert first == months(Terms(day("2025-08-31")), "2025-08", "2026-12")[already]


def test_one_month_later_for_each_interrupted_month_before_it() -> None:
    terms = Terms(
        day("2026-01-10"),
        months_already_paid=3,
        interruptions=(away("2026-02-10", "2026-02-10"), away("2026-05-10", "2026-05-10")),
    )
    assert months(terms, "2026-01", "2026-07") == [(4, "2026-06-10"), (5, "2026-07-10")]


def test_an_interruption_after_it_does_not_move_the_first_month_billed_here() -> None:
    terms = Terms(
        day("2026-01-10"),
        months_already_paid=3,
        interruptions=(away("2026-05-10", "2026-05-10"),),
    )
    assert months(terms, "2026-01", "2026-06") == [(4, "2026-04-10"), (5, "2026-06-10")]


def test_there_is_no_month_before_the_anchor() -> None:
    assert months(Terms(day("2026-07-05")), "2026-01", "2026-07") == [(1, "2026-07-05")]


def test_a_month_is_found_by_its_own_first_day_alone() -> None:
    terms = Terms(day("2026-07-05"), ended_on=day("2026-10-05"))
    assert month_begun_on(terms, day("2026-09-05")) == RentalMonth(
        3, day("2026-09-05"), day("2026-10-05")
    )
    assert month_begun_on(terms, day("2026-09-06")) is None
    assert month_begun_on(terms, day("2026-10-05")) is None


@pytest.mark.parametrize(
    ("on", "unit"),
    [("2026-07-04", 9), ("2026-07-05", 1), ("2026-08-09", 1), ("2026-08-10", 2), ("2030-01-01", 2)],
)
def test_an_exchanged_unit_serves_from_the_day_of_the_exchange(on: str, unit: int) -> None:
    served = [Served(1, day("2026-07-05"), day("2026-08-10")), Served(2, day("2026-08-10"))]
    assert unit_serving(served, day(on), otherwise=9) == unit


@pytest.mark.parametrize(
    ("turn", "billed", "round_"), [(1, True, 1), (2, False, 1), (3, True, 2), (4, False, 2)]
)
def test_odd_turns_bill_and_even_ones_credit(turn: int, billed: bool, round_: int) -> None:
    assert is_billed(turn) is billed
    assert round_of(turn) == round_


def test_a_month_without_a_turn_is_not_billed() -> None:
    assert not is_billed(None)


def test_an_interruption_without_a_last_day_has_no_end() -> None:
    """``billing.md``, files: an empty ``until_on`` has no end, as while a hospital stay lasts."""
    away = Terms(date(2026, 1, 5), interruptions=(Away(date(2026, 4, 5)),))
    assert month_begun_in(away, date(2026, 3, 1)) is not None
    assert month_begun_in(away, date(2026, 4, 1)) is None
    assert month_begun_in(away, date(2199, 1, 1)) is None
