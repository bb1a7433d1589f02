"""What remains of an answered line passes on to the next payer, 130 CMR 450.316."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.actions import (
    credit_lines,
    pass_on,
    take_back_write_off,
    undo_month,
    write_off,
)
from dmedesk.billing.actions.charges import enter_charge, withdraw_charge
from dmedesk.billing.queries.balances import line_balances
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.passing import line_to_pass
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.journal import EntryKind
from dmedesk.billing.rules.payments import AppealStep, WriteOffReason
from dmedesk.billing.sheets import draw
from dmedesk.billing.tables import Charge, ChargeClaim, Invoice, InvoiceLine, WriteOff
from dmedesk.store.unit_of_work import reading
from tests.flows.covered_shop import cover, found_covered
from tests.flows.month_shop import day
from tests.flows.till import Till
from tests.printing.reading import words


@pytest.fixture
def till(shop_engine: Engine) -> Till:
    """M1's bed of October, 100.00, billed to Medicare on invoice 1; nothing is answered yet."""
    shop = found_covered(shop_engine)
    shop.rent("R1", payer="MC", started_on="2026-10-05")
    shop.post("2026-10")
    return Till(shop)


def answer(till: Till, paid: int, line_id: int = 1, payer: str = "MC", codes: str = "") -> int:
    number = f"RA{line_id}{paid}"
    remittance = till.remittance(till.batch(), paid, number, payer=payer)
    return till.answer(remittance, line_id, paid, codes)


def to_masshealth(till: Till, cents: int = 2_000, **said: Any) -> dict[str, Any]:
    return {"line_id": 1, "payer_id": till.payer("MH"), "cents": cents, **said}


def owed(till: Till) -> list[tuple[str, int, int]]:
    """Number, amount and what is open of every line."""
    return [(one.invoice_no, one.amount_cents, one.open_cents) for one in till.balances()]


def test_the_rest_goes_to_masshealth_on_an_invoice_of_its_own(till: Till) -> None:
    answer(till, 8_000)
    done = till.do(pass_on, **to_masshealth(till))
    assert done.invoice_no == "INV-000002"
    assert owed(till) == [("INV-000001", 10_000, 0), ("INV-000002", 2_000, 2_000)]
    (charge,) = till.shop.rows(Charge)
    assert (charge.kind, charge.source_no) == (ChargeKind.REMAINDER, "INV-000001/1")
    assert charge.service_on == day("2026-10-05")
    assert charge.description == "Hospital bed, month 1 of 13, to 2026-11-04"


def test_the_second_invoice_tells_the_first_answer(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till))
    with reading(till.shop.engine) as session:
        said = words(draw(printed_invoices(session, invoice_ids=[2])[2]))
    for told in (
        "Payer MC answered on 2026-11-03 (RA18000): reduced, 80.00 paid.",
        "20.00 remains of INV-000001 line 1.",
        "Remainder C-000001",
        "130 CMR 450.316",
        "Total 20.00",
    ):
        assert told in said


def test_the_account_tells_to_whom_it_passed_on(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till))
    with reading(till.shop.engine) as session:
        entries = account_of(session, member_id=till.member("M1"), until_on=till.on)
    (passed,) = [one for one in entries if one.kind is EntryKind.PASSED_ON]
    assert (passed.number, passed.about, passed.cents) == ("INV-000001", "To MH", -2_000)


def test_a_denied_line_passes_on_whole(till: Till) -> None:
    answer(till, 0, codes="CO-50 100.00")
    till.do(pass_on, **to_masshealth(till, 10_000))
    assert owed(till) == [("INV-000001", 10_000, 0), ("INV-000002", 10_000, 10_000)]
    (charge,) = till.shop.rows(Charge)
    assert "denied. 100.00 remains" in charge.why_payer


def test_nothing_passes_on_without_an_answer(till: Till) -> None:
    assert till.refused(pass_on, **to_masshealth(till, 10_000)) == ["not_answered"]


@pytest.mark.parametrize(("cents", "codes"), [(0, 1), (1, 0), (2_000, 0), (2_001, 1)])
def test_no_more_passes_on_than_is_open(till: Till, cents: int, codes: int) -> None:
    answer(till, 8_000)
    if codes:
        assert till.refused(pass_on, **to_masshealth(till, cents)) == ["passed_too_much"]
    else:
        till.do(pass_on, **to_masshealth(till, cents))
        assert [line[2] for line in owed(till)] == [2_000 - cents, cents]


def test_it_waits_for_an_appeal(till: Till) -> None:
    answer_id = answer(till, 8_000)
    till.appeal(answer_id, deadline_on=till.on)
    assert till.refused(pass_on, **to_masshealth(till)) == ["appeal_sent"]
    till.appeal(answer_id, AppealStep.WITHDRAWN)
    till.do(pass_on, **to_masshealth(till))


def test_it_passes_on_once(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till, 500))
    assert till.refused(pass_on, **to_masshealth(till, 500)) == ["charged_already"]


def test_the_database_lets_it_pass_on_once(till: Till) -> None:
    answer(till, 8_000)
    done = till.do(pass_on, **to_masshealth(till, 500))
    (claim,) = till.shop.rows(ChargeClaim)
    (first,) = till.shop.rows(WriteOff)
    again = {"recorded_at": claim.recorded_at, "recorded_by": "ana"}
    same = {"source": claim.source, "source_no": claim.source_no, "turn": 1, "why": ""}
    with pytest.raises(IntegrityError):
        till.shop.add(ChargeClaim(**same, **again))
    passed = {"line_id": 1, "amount_cents": 500, "note": "", "written_on": first.written_on}
    for more in (
        {"reason": WriteOffReason.PASSED_ON, "charge_id": done.charge_id},
        {"reason": WriteOffReason.PASSED_ON, "charge_id": None},
        {"reason": WriteOffReason.COURTESY, "charge_id": done.charge_id},
    ):
        with pytest.raises(IntegrityError):
            till.shop.add(WriteOff(**passed, **more, **again))


def test_the_next_coverage_of_the_day_is_asked(till: Till) -> None:
    cover(till.shop, "M1", "PP", rank=3, until_on="2026-10-06")
    answer(till, 8_000)
    assert till.refused(pass_on, **to_masshealth(till)) == ["other_payer_next"]
    till.do(pass_on, **to_masshealth(till) | {"payer_id": till.payer("PP")})
    answer(till, 500, line_id=2, payer="PP")
    till.do(pass_on, **to_masshealth(till, 1_500) | {"line_id": 2})
    assert [line[2] for line in owed(till)] == [0, 0, 1_500]
    last = till.shop.rows(Charge)[-1]
    assert "80.00 paid. 20.00 remains of INV-000001 line 1. Payer PP answered" in last.why_payer
    assert "5.00 paid. 15.00 remains of INV-000002 line 1." in last.why_payer


@pytest.mark.parametrize(
    ("until_on", "following"), [("2026-10-05", "MH"), ("2026-10-06", "PP"), (None, "PP")]
)
def test_a_coverage_counts_on_its_days(till: Till, until_on: str | None, following: str) -> None:
    cover(till.shop, "M1", "PP", rank=3, until_on=until_on)
    with reading(till.shop.engine) as session:
        found = line_to_pass(session, line_id=1, on=till.on)
    assert found is not None
    assert found.line.next_cover is not None
    assert found.line.next_cover.payer_code == following


def test_a_masshealth_member_is_never_billed_the_rest(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till))
    answer(till, 0, line_id=2, payer="MH", codes="CO-45 20.00")
    to_member = {"line_id": 2, "payer_id": till.payer("PP"), "cents": 2_000, "why": "She says so"}
    assert till.refused(pass_on, **to_member) == ["member_not_billed"]


@pytest.fixture
def medicare_only(shop_engine: Engine) -> Till:
    """M2 has Medicare alone, which paid 80.00 of 100.00."""
    shop = found_covered(shop_engine)
    cover(shop, "M2", "MC", rank=1)
    shop.rent("R1", member_no="M2", payer="MC", started_on="2026-10-05")
    shop.post("2026-10")
    till = Till(shop)
    answer(till, 8_000)
    return till


def test_the_member_owes_it_only_by_a_persons_word(medicare_only: Till) -> None:
    till = medicare_only
    said = {"line_id": 1, "cents": 2_000}
    private, masshealth = till.payer("PP"), till.payer("MH")
    assert till.refused(pass_on, **said, payer_id=private) == ["why_missing"]
    assert till.refused(pass_on, **said, payer_id=masshealth, why="x") == ["no_payer_next"]
    till.do(pass_on, **said, payer_id=private, why="PR-2 of 20.00, told to Ana")
    (charge,) = till.shop.rows(Charge)
    assert charge.why_payer.endswith("The member owes it: PR-2 of 20.00, told to Ana")
    assert [line[2] for line in owed(till)] == [0, 2_000]


def test_it_goes_back_by_a_credit_and_a_withdrawal(till: Till) -> None:
    answer(till, 8_000)
    done = till.do(pass_on, **to_masshealth(till))
    (first,) = till.shop.rows(WriteOff)
    back = {"write_off_id": first.id}
    assert till.refused(take_back_write_off, **back) == ["passed_on"]
    assert till.refused(withdraw_charge, charge_id=done.charge_id, why="x") == ["charge_billed"]
    till.shop.credit("INV-000002")
    assert [line[2] for line in owed(till)] == [0, 0]
    till.do(withdraw_charge, charge_id=done.charge_id, why="Passed on too early")
    assert [line[2] for line in owed(till)] == [2_000, 0]
    till.do(pass_on, **to_masshealth(till, 1_500))
    assert [line[2] for line in owed(till)] == [500, 0, 1_500]


def test_a_remainder_that_was_credited_is_billed_again_as_it_is(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till))
    assert till.shop.rebill("INV-000002") == ("INV-000003", "INV-000004")
    assert [line[2] for line in owed(till)] == [0, 0, 2_000]


def credit_first(_till: Till) -> dict[str, Any]:
    return {"invoice_id": 1, "line_ids": [1], "reason": CreditReason.IN_ERROR}


def undo_first(_till: Till) -> dict[str, Any]:
    return {"month_on": day("2026-10-01")}


@pytest.mark.parametrize(
    ("action", "said"),
    [(credit_lines, credit_first), (undo_month, undo_first)],
    ids=["credit", "undo"],
)
def test_what_passed_on_is_not_taken_back_under_it(
    till: Till, action: Callable[..., object], said: Callable[[Till], dict[str, Any]]
) -> None:
    answer(till, 0, codes="CO-50 100.00")
    done = till.do(pass_on, **to_masshealth(till, 10_000))
    assert till.refused(action, **said(till)) == ["passed_on"]
    till.shop.credit("INV-000002")
    till.do(withdraw_charge, charge_id=done.charge_id, why="Passed on in error")
    till.do(action, **said(till))
    assert [line[2] for line in owed(till)] == [0, 0]


def test_no_remainder_is_entered_by_hand(till: Till) -> None:
    said = ChargeDetails(
        member_id=till.member("M1"),
        payer_id=till.payer("MH"),
        kind=ChargeKind.REMAINDER,
        service_on=day("2026-10-05"),
        hcpcs="E0260",
        description="Hospital bed",
        why_payer="x",
    )
    assert till.refused(enter_charge, said=said) == ["remainder_of_no_line"]


def test_passing_on_is_no_write_off(till: Till) -> None:
    answer(till, 8_000)
    with pytest.raises(ValueError, match="passed_on"):
        till.do(write_off, line_id=1, cents=1, reason=WriteOffReason.PASSED_ON)


def test_the_remainder_counts_for_no_month_of_the_rental(till: Till) -> None:
    answer(till, 8_000)
    till.do(pass_on, **to_masshealth(till))
    (line,) = till.shop.post("2026-11")["lines"]
    assert (line["rental_month"], line["amount"]) == (2, "100.00")
    with reading(till.shop.engine) as session:
        numbers = list(session.scalars(select(Invoice.invoice_no).order_by(Invoice.id)))
        assert len(line_balances(session, on=till.on)) == len(numbers) == 3
        assert session.scalars(select(InvoiceLine.charge_id).order_by(InvoiceLine.id)).all() == [
            None,
            1,
            None,
        ]
