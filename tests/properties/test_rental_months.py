"""What holds of every rental's months and of every order of runs (``billing.md``)."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dmedesk.kit.calendar import months_after
from dmedesk.rentals.rules import (
    Away,
    LedgerMonth,
    RentalFact,
    Terms,
    is_billed,
    month_begun_in,
    month_begun_on,
)
from tests.billing.facts import facts, rental, run, unit

ANCHORS = st.dates(date(2023, 7, 7), date(2026, 12, 31))
FIRST = date(2023, 7, 1)
CALENDAR = [months_after(FIRST, n) for n in range(80)]


@st.composite
def stays(draw: st.DrawFn) -> tuple[Away, ...]:
    """Up to three stays away, of up to half a year, that may overlap."""
    begun = draw(st.lists(st.dates(date(2023, 7, 1), date(2028, 12, 31)), max_size=3))
    return tuple(Away(on, on + timedelta(days=draw(st.integers(1, 180)))) for on in begun)


@given(ANCHORS, stays(), st.integers(0, 40))
def test_numbers_follow_one_another_and_every_month_begins_in_its_own_calendar_month(
    anchor: date, away: tuple[Away, ...], already: int
) -> None:
    terms = Terms(anchor, months_already_paid=already, interruptions=away)
    found = [(first, month_begun_in(terms, first)) for first in CALENDAR]
    months = [(first, month) for first, month in found if month is not None]
    assert [month.number for _, month in months] == [already + n for n in range(1, len(months) + 1)]
    for first, month in months:
        assert month.from_on.replace(day=1) == first
        assert month.from_on < month.until_on
        assert not any(
            stay.from_on <= month.from_on
            and (stay.until_on is None or month.from_on < stay.until_on)
            for stay in away
        )
        assert month_begun_on(terms, month.from_on) == month


@given(ANCHORS, stays())
def test_without_a_stay_the_months_follow_one_another_without_a_gap(
    anchor: date, away: tuple[Away, ...]
) -> None:
    terms = Terms(anchor)
    months = [month for first in CALENDAR if (month := month_begun_in(terms, first))]
    pairs = pairwise(months)
    assert all(earlier.until_on == later.from_on for earlier, later in pairs)
    interrupted = Terms(anchor, interruptions=away)
    kept = {month.from_on for first in CALENDAR if (month := month_begun_in(interrupted, first))}
    assert kept <= {month.from_on for month in months}


class _Books:
    """One rental whose months are posted and taken back, as the database would keep them."""

    def __init__(self, started: RentalFact) -> None:
        self.rental = started
        self.held: set[date] = set()

    def post(self, month_on: date, proven_on: date | None) -> None:
        self.rental = self.rental._replace(proven_on=proven_on)
        held = {1: [day.isoformat() for day in sorted(self.held)]}
        plan = run(f"{month_on:%Y-%m}", facts(self.rental, units=[unit(hcpcs="E0163")], held=held))
        self.held |= {month.month.from_on for month in plan.held}
        ledger = dict(self.rental.ledger)
        for line in plan.lines:
            assert not self.rental.stands_billed(line.month.from_on)
            turn = self.rental.next_turn(line.month.from_on)
            ledger[line.month.from_on] = LedgerMonth(turn, line.month.number)
        billed_cents = self.rental.billed_cents + plan.total_cents
        self.rental = self.rental._replace(ledger=ledger, billed_cents=billed_cents)

    def billed(self) -> Iterable[LedgerMonth]:
        return [month for month in self.rental.ledger.values() if is_billed(month.turn)]


@settings(deadline=None)
@given(
    st.permutations([date(2026, n, 1) for n in range(1, 13)]),
    st.lists(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))), max_size=12),
)
def test_in_any_order_of_runs_no_month_is_billed_twice_and_no_ceiling_is_passed(
    order: list[date], proofs: list[date | None]
) -> None:
    books = _Books(rental(started_on="2026-01-15"))
    for month_on, proven_on in zip(order, [*proofs, *[None] * 12], strict=False):
        books.post(month_on, proven_on)
        assert books.rental.billed_cents <= 10_000
    for month_on in order:
        books.post(month_on, date(2026, 1, 1))
    # The fee if new is 100.00, ten months of 11.00 at most, the last trimmed: all of it is paid.
    numbers = sorted(month.number for month in books.billed())
    assert books.rental.billed_cents == 10_000
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, 11))
