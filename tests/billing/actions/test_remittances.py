"""What payers answer comes line by line, or as a file: all of it, and never twice."""

from datetime import date

from dmedesk.billing.actions import enter_remittance_line, take_remittance_csv
from dmedesk.billing.rules.payments import Outcome
from dmedesk.billing.rules.remittances import AnswerFacts
from dmedesk.billing.tables import Allocation, Payment, RemittanceLine
from tests.flows.till import Till

HEADER = "payer_code,remittance_no,paid_on,amount,invoice_no,line,paid,allowed,codes,remarks\n"


def outcomes(till: Till) -> list[Outcome]:
    return [one.outcome for one in till.shop.rows(RemittanceLine)]


def test_a_remittance_pays_reduces_and_denies(till: Till) -> None:
    paid, reduced, denied = till.lines()
    remittance = till.remittance(till.batch(), 12_500)
    till.answer(remittance, paid, 7_500)
    till.answer(remittance, reduced, 5_000, "CO-45 25.00")
    till.answer(remittance, denied, 0, "CO-16 75.00")
    assert outcomes(till) == [Outcome.PAID, Outcome.REDUCED, Outcome.DENIED]
    assert till.open() == [0, 2_500, 7_500]
    assert till.unapplied() == [0]
    assert [one.adjustments for one in till.shop.rows(RemittanceLine)][1:] == [
        "CO-45 25.00",
        "CO-16 75.00",
    ]


def test_a_remittance_may_pay_nothing_at_all(till: Till) -> None:
    line, *_ = till.lines()
    remittance = till.remittance(till.batch(expected=0), 0)
    till.answer(remittance, line, 0, "CO-29")
    assert outcomes(till) == [Outcome.DENIED]
    assert till.shop.rows(Allocation) == []


def test_what_a_line_does_not_take_stays_on_the_payers_account(till: Till) -> None:
    line, *_ = till.lines()
    till.answer(till.remittance(till.batch(), 9_000), line, 9_000)
    assert (till.open()[0], till.unapplied()) == (0, [1_500])


def test_an_answer_that_cannot_be_is_refused(till: Till) -> None:
    line, *_ = till.lines()
    batch = till.batch(expected=1_200)
    remittance = till.remittance(batch, 1_000)
    check = till.pay(batch, 100, number="5")
    other = till.remittance(batch, 100, number="RA2", payer="MC")

    def refused(payment_id: int, line_id: int, paid: int) -> list[str]:
        facts = AnswerFacts(line_id, paid)
        found = till.refused(enter_remittance_line, payment_id=payment_id, facts=facts)
        return [code for code in found if code != "no_code"]

    assert refused(remittance, line, 1_001) == ["allocated_too_much"]
    assert refused(remittance, line, -1) == ["paid_negative"]
    assert refused(remittance, 999, 1) == ["unknown_line"]
    assert refused(check, line, 1) == ["no_remittance"]
    assert refused(other, line, 1) == ["other_payer"]
    till.close(batch)
    assert refused(remittance, line, 1) == ["batch_closed"]


def test_a_file_is_taken_as_a_whole(till: Till) -> None:
    rows = (
        "MH,RA7,2026-11-02,,INV-000001,1,75.00,,,\n"
        "MH,RA7,2026-11-02,,INV-000001,2,50.00,50.00,CO-45 25.00,N290\n"
        "MH,RA8,2026-11-03,,INV-000002,,0,,CO-16 75.00,\n"
    )
    content = (HEADER + rows).encode()
    batch = till.batch(expected=12_500)
    till.do(take_remittance_csv, batch_id=batch, content=content, file_name="ra.csv")
    assert [one.amount_cents for one in till.shop.rows(Payment)] == [12_500, 0]
    assert till.open() == [0, 2_500, 7_500]
    answered = [one.answered_on for one in till.shop.rows(RemittanceLine)]
    assert answered == [date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 3)]
    till.close(batch)
    again = till.refused(
        take_remittance_csv, batch_id=till.batch(), content=content, file_name="again.csv"
    )
    assert again == ["file_taken", "number_taken", "number_taken"]


def test_a_file_with_a_fault_is_not_taken_and_tells_all_of_them(till: Till) -> None:
    rows = (
        "MH,RA7,2026-11-02,,INV-000001,3,75.00,,,\n"
        "MC,RA8,2026-11-02,,INV-000001,1,75.00,,,\n"
        "XX,RA9,2026-11-02,,INV-000001,1,75.00,,,\n"
        "MH,RA1,2026-11-02,1.00,INV-000001,1,75.00,,,\n"
        "MH,RA2,2026-11-02,,INV-000001,2,1.00,,nonsense,\n"
    )
    found = till.refused(
        take_remittance_csv,
        batch_id=till.batch(),
        content=(HEADER + rows).encode(),
        file_name="ra.csv",
    )
    assert sorted(found) == [
        "bad_adjustment",
        "bad_invoice_no",
        "bad_invoice_no",
        "bad_payer_code",
        "not_the_sum",
    ]
    assert till.shop.rows(Payment) == []
