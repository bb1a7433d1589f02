"""Credits of single lines: the invoice stays, the month is free, nothing is credited twice."""

import pytest

from dmedesk.billing.actions import write_off
from dmedesk.billing.queries.crediting import credits_of, places_taken, printed_credit
from dmedesk.billing.queries.invoices import INVOICES, InvoiceRow, InvoiceState, invoice_of_month
from dmedesk.billing.queries.months import months_by_payer
from dmedesk.billing.queries.register import register_of
from dmedesk.billing.queries.stopping import months_past
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.payments import WriteOffReason
from dmedesk.billing.tables import Credit, CreditLine, Invoice
from dmedesk.kit.errors import Refused
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, billed, day, numbers
from tests.flows.till import Till

TODAY = day("2026-11-03")


@pytest.fixture
def two_lines(shop: MonthShop) -> MonthShop:
    """October is posted: INV-000001 of M1 has the months of R1 and R2, 75.00 each."""
    shop.rent("R1")
    shop.rent("R2", pa_required=True)
    shop.authorize("M1", "E0260", "PA1", 13)
    shop.post("2026-10")
    return shop


def _listed(shop: MonthShop) -> list[InvoiceRow]:
    with reading(shop.engine) as session:
        return INVOICES.rows(session, INVOICES.ids(session, on=TODAY), on=TODAY)


def test_a_line_is_credited_on_the_next_number_and_the_rest_stands(two_lines: MonthShop) -> None:
    credit_no = two_lines.credit("INV-000001", 2, note="bed never used")
    assert credit_no == "INV-000002"
    (row,) = _listed(two_lines)
    assert (row.state, row.credit_no) == (InvoiceState.PARTLY, "INV-000002")
    assert (row.total_cents, row.standing_cents) == (15_000, 7_500)
    assert [(entry.rental_id, entry.turn) for entry in two_lines.rows(MonthEntry)] == [
        (1, 1),
        (2, 1),
        (2, 2),
    ]
    assert [use.months for use in two_lines.rows(AuthorizationUse)] == [1, -1]
    with reading(two_lines.engine) as session:
        assert invoice_of_month(session, rental_id=1, from_on=day("2026-10-05")) == (1, 0)
        assert invoice_of_month(session, rental_id=2, from_on=day("2026-10-05")) is None
        (made,) = credits_of(session, rental_id=2)
        assert made.why == "Billed in error: bed never used"
        assert credits_of(session, rental_id=1) == []
        assert places_taken(session) == {made.id: (2,)}
        paper = printed_credit(session, credit_id=made.id)
        assert [line.serial for line in paper.lines] == ["SR2"]
        (month,) = months_by_payer(session)
        assert (month.invoiced_cents, month.credited_cents, month.credits) == (15_000, 7_500, 1)
        register = register_of(session, month_on=day("2026-10-01"))
        assert (register.total_cents, register.credited_cents) == (7_500, -7_500)


def test_the_credited_month_is_billed_again_on_a_new_number(two_lines: MonthShop) -> None:
    two_lines.credit("INV-000001", 2)
    again = two_lines.post("2026-10")
    assert (numbers(again), billed(again)) == (["INV-000003"], [("R2", 4, "75.00")])
    assert [entry.turn for entry in two_lines.rows(MonthEntry)] == [1, 1, 2, 3]


def test_two_credits_of_one_invoice_take_it_back_wholly(two_lines: MonthShop) -> None:
    two_lines.credit("INV-000001", 1)
    two_lines.credit("INV-000001", 2)
    (row,) = _listed(two_lines)
    assert (row.state, row.standing_cents) == (InvoiceState.CREDITED, 0)
    assert sorted((row.credit_no or "").split(", ")) == ["INV-000002", "INV-000003"]
    with pytest.raises(Refused, match="Nothing posted for 2026-10 stands"):
        two_lines.undo("2026-10")


def test_an_undo_credits_what_is_left(two_lines: MonthShop) -> None:
    two_lines.credit("INV-000001", 1)
    assert two_lines.undo("2026-10") == [("INV-000003", "INV-000001")]
    reasons = [credit.reason for credit in two_lines.rows(Credit)]
    assert reasons == [CreditReason.IN_ERROR, CreditReason.MONTH_UNDONE]
    assert [line.line_id for line in two_lines.rows(CreditLine)] == [1, 2]
    assert len(two_lines.rows(Invoice)) == 1


@pytest.mark.parametrize(
    ("places", "reason", "code"),
    [
        ((1,), CreditReason.IN_ERROR, "credited_already"),
        ((1, 2), CreditReason.IN_ERROR, "credited_already"),
        ((2,), CreditReason.OTHER, "no_reason"),
    ],
)
def test_what_may_not_be_credited_is_refused(
    two_lines: MonthShop, places: tuple[int, ...], reason: CreditReason, code: str
) -> None:
    two_lines.credit("INV-000001", 1)
    with pytest.raises(Refused) as refused:
        two_lines.credit("INV-000001", *places, reason=reason)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert len(two_lines.rows(Credit)) == 1


def test_a_month_past_a_death_leaves_the_list_when_it_is_credited(two_lines: MonthShop) -> None:
    died_on = day("2026-10-04")
    with reading(two_lines.engine) as session:
        assert [one.line_id for one in months_past(session, member_id=1, day=died_on)] == [1, 2]
    two_lines.credit("INV-000001", 1, reason=CreditReason.DEATH)
    with reading(two_lines.engine) as session:
        assert [one.line_id for one in months_past(session, member_id=1, day=died_on)] == [2]


def test_what_was_paid_and_written_off_of_a_credited_line_comes_back(till: Till) -> None:
    line, other, _ = till.lines()
    till.pay(till.batch(), 5_000, (line, 4_000), (other, 1_000))
    till.do(write_off, line_id=line, cents=500, reason=WriteOffReason.CONTRACT)
    till.shop.credit("INV-000001", 1)
    assert till.open() == [0, 6_500, 7_500]
    assert till.unapplied() == [4_000]
