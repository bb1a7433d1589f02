"""Why a line has its amount: steps that end in the amount, clauses, readings, what releases it."""

from fractions import Fraction

from dmedesk.billing.screens.reading import read_month
from dmedesk.billing.screens.rows import HeldRow, ReadyRow
from dmedesk.billing.screens.why import why_held, why_ready
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.words import money
from tests.flows.month_shop import MonthShop, day


def _rows(shop: MonthShop) -> tuple[tuple[ReadyRow, ...], tuple[HeldRow, ...]]:
    with reading(shop.engine) as session:
        read = read_month(session, month_on=day("2026-11-01"))
    return read.ready, read.held


def test_a_ready_line_is_explained_to_its_amount_with_clauses_and_reading(
    rented: MonthShop,
) -> None:
    (bed, _), _ = _rows(rented)
    why = why_ready(bed)
    assert why.amount == "75.00"
    assert why.steps[-1].figure == "75.00"
    assert "101 CMR 322.03(18)(a)2" in {step.clause for step in why.steps}
    assert any(note.startswith("Reading used: months 4 to 13 rounding") for note in why.notes)
    assert "Month 5: 2026-11-05 to 2026-12-04" in why.subject


def test_a_held_month_names_its_reason_first_and_what_it_would_come_to(rented: MonthShop) -> None:
    _, (heading, row) = _rows(rented)
    assert why_held(heading) is None
    why = why_held(row)
    assert why is not None
    assert why.amount == "75.00"
    assert why.steps[0].says.startswith("‖ No proof of delivery")
    assert why.steps[0].clause.startswith("Enter the proof of delivery")
    assert why.steps[-1].figure == "75.00"


def test_a_private_payer_pays_the_usual_charge(rented: MonthShop) -> None:
    rented.rent("R9", member_no="M2", payer="PP")
    ready, _ = _rows(rented)
    why = why_ready(next(row for row in ready if row.number == "R9"))
    assert [step.figure for step in why.steps] == ["500.00"]


def test_figures_finer_than_a_cent_keep_every_digit() -> None:
    assert money(Fraction(2012, 25)) == "0.8048"
