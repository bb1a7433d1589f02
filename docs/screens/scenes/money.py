"""The month, invoices, and what becomes of them."""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from dmedesk.assets.screens.picking import picked
from dmedesk.billing.actions import (
    appeal,
    close_batch,
    enter_remittance_line,
    open_batch,
    take_payment,
)
from dmedesk.billing.queries.balances import LineBalance, line_balances
from dmedesk.billing.queries.clocks import line_clocks
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.clocks import ClockKind
from dmedesk.billing.rules.payments import AppealStep, PaymentFacts, PaymentKind
from dmedesk.billing.rules.remittances import AnswerFacts, adjustments_in
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.catalog.queries.finding import product_named
from dmedesk.kit.clock import system_clock
from dmedesk.members.queries.finding import member_named, payer_named
from dmedesk.members.queries.stored import payer_ids
from dmedesk.store.unit_of_work import UnitOfWork
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def month(studio: Studio) -> None:
    """Why an amount, why a month is held, the question, and a month that is posted."""
    page = studio.go_to("month")
    page.preview.ready.setFocus()
    page.preview.ready.selectRow(0)
    page.why.click()
    studio.take("why")
    page.why.click()
    page.preview.held.setFocus()
    page.why.click()
    studio.take("why-held")
    page.why.click()
    page.post.click()
    studio.take("month-question")
    page.posting.question.close_question()
    page.earlier()
    page.invoices.list.selectRow(0)
    studio.take("month-posted", wait=LONG)
    page.later()


def why(studio: Studio) -> None:
    """Why an invoice's line."""
    page = studio.open("invoice")
    page.lines.selectRow(0)
    page.why_button.click()
    studio.take("why-invoice", wait=LONG)
    studio.window.tabs.close_shown()


def payments(studio: Studio) -> None:
    """Payments typed line by line, a remittance answered, the deposit slip."""
    page = studio.open("payment_batch")
    page.ask_payment()
    page.payment.form.take_up({"reference": "20118", "amount": "250.00"})
    studio.take("batch-typing", wait=LONG)
    page.payment.close_question()
    _choose_lines(studio, page)
    page.lines.selectRow(0)
    page.ask_answers()
    page.answer.form.take_up({"paid": "0.00", "codes": "CO-16 120.00", "remarks": "N290"})
    studio.take("batch-answers", wait=LONG)
    page.answer.close_question()
    page.print_slip()
    studio.take("batch-slip", page.slip, wait=LONG)
    page.slip.close()
    studio.window.tabs.close_shown()


def _choose_lines(studio: Studio, page: Any) -> None:
    """A payer's check over several invoices: which lines it pays, and the sum."""
    page.ask_payment()
    with studio.doors.reading() as session:
        payer_id = payer_ids(session)["MH"]
    payer = {"id": payer_id, "title": "MassHealth"}
    page.payment.form.take_up({"payer": payer, "reference": "88014", "amount": "412.50"})
    lines = page.payment.lines
    lines.go_to_lines()
    lines.table.toggled.emit(lines.table.chosen_row())
    studio.take("batch-lines", wait=LONG)
    page.payment.close_question()


def denial(studio: Studio) -> None:
    """A denied line is appealed, or written off."""
    page = studio.open("invoice_line")
    page.ask_appeal()
    studio.take("denial-appeal", wait=LONG)
    page.appealing.close_question()
    page.ask_write_off()
    studio.take("denial-write-off", wait=LONG)
    page.off.close_question()
    studio.window.tabs.close_shown()


_CODES = ("", "CO-45 12.00", "CO-16", "CO-29", "PR-1 20.00")


def fill(doors: ShopDoors, today: date) -> None:
    """Two batches: one closed, one open with a remittance that denies and reduces."""
    with doors.reading() as session:
        lines = [one for one in line_balances(session, on=today) if one.open_cents > 5_000]
    payer_id = max((one.payer_id for one in lines), key=[o.payer_id for o in lines].count)
    mine = [one for one in lines if one.payer_id == payer_id]
    others = [one for one in lines if one.payer_id != payer_id]
    with doors.writing("open_batch") as work:
        total = sum(one.open_cents for one in mine[:3])
        closed = open_batch(work, opened_on=today, expected_cents=total, note="Mail of Monday")
        for number, one in enumerate(mine[:3]):
            _check(work, closed, one, f"10{number}77")
        close_batch(work, batch_id=closed)
        batch = open_batch(work, opened_on=today, expected_cents=150_000, note="Mail of Tuesday")
        _remittance(work, batch, mine[3:9])
        for number, one in enumerate(others[:5]):
            _check(work, batch, one, f"20{number}18", short=number == 1)


def _check(
    work: UnitOfWork, batch: int, line: LineBalance, number: str, *, short: bool = False
) -> None:
    cents = line.open_cents - 1_500 if short else line.open_cents
    facts = PaymentFacts(PaymentKind.CHECK, cents, number, payer_id=line.payer_id)
    take_payment(work, batch_id=batch, facts=facts, shares=[Share(line.line_id, cents)])


def _remittance(work: UnitOfWork, batch: int, lines: list[LineBalance]) -> None:
    paid = [
        one.open_cents // 2 if code.startswith("CO-45") else one.open_cents * (not code)
        for one, code in zip(lines, _CODES, strict=False)
    ]
    facts = PaymentFacts(PaymentKind.REMITTANCE, sum(paid), "RA-48812", payer_id=lines[0].payer_id)
    payment = take_payment(work, batch_id=batch, facts=facts)
    for one, code, cents in zip(lines, _CODES, paid, strict=False):
        told = AnswerFacts(one.line_id, cents, None, adjustments_in(code))
        answer = enter_remittance_line(work, payment_id=payment, facts=told)
        if code == "CO-29":
            appeal(work, remittance_line_id=answer, step=AppealStep.SENT)


def credit(studio: Studio) -> None:
    """What is taken back of an invoice, and why."""
    page = studio.open("invoice")
    page.lines.selectRow(0)
    page.credit_button.click()
    studio.take("credit-question", wait=LONG)
    page.credit_bar.close_question()
    studio.window.tabs.close_shown()


def note(studio: Studio) -> None:
    """What somebody said about an account."""
    page = studio.open("account")
    page.write_note()
    studio.take("account-note", wait=LONG)
    page.note_bar.close_question()
    studio.window.tabs.close_shown()


def passing(studio: Studio) -> None:
    """What remains of a line passes on: who is next, and how much; then the invoice that asks."""
    with studio.doors.reading() as session:
        rows = line_clocks(session, system_clock().astimezone().date())
        line_id = next(row.id for row in rows if row.clock.kind is ClockKind.ONWARD)
    page = studio.open("invoice_line", line_id)
    page.ask_passing()
    studio.take("passing-question", wait=LONG)
    page.passing.do()
    studio.take("passing-done", wait=LONG)
    studio.window.tabs.close_shown()


def charge(studio: Studio) -> None:
    """A new charge with its price beside it, and what was delivered and is not charged yet."""
    page = studio.open("charge", 0)
    with studio.doors.reading() as session:
        member = member_named(session, _id(session, _COVERED))
        payer = payer_named(session, _id(session, "SELECT id FROM payers WHERE code = 'MH'"))
        product = product_named(session, _id(session, _WALKER))
    chosen = {"member_id": member, "payer_id": payer, "product_id": product}
    page.form.take_up(
        {key: page.form.entries[key].raw_of(picked(one)) for key, one in chosen.items()}
        | {"kind": "purchase", "proof": "signed", "proof_on": page.workplace.today.isoformat()}
    )
    page.form.changed.emit()
    studio.take("charge-new", wait=LONG)
    studio.window.tabs.close_shown()
    shown = studio.go_to("charges")
    if shown.proposals.isVisible():
        shown.proposals.table.selectRow(0)
        studio.take("charges-proposed", wait=LONG)


_COVERED = """
SELECT coverages.member_id FROM coverages JOIN payers ON payers.id = coverages.payer_id
WHERE payers.code = 'MH' AND coverages.until_on IS NULL ORDER BY coverages.member_id LIMIT 1
"""
_WALKER = "SELECT id FROM products WHERE hcpcs = 'E0143' ORDER BY id LIMIT 1"


def _id(session: Session, query: str) -> int:
    found: int = session.execute(text(query)).scalar_one()
    return found


HOUSE = House(
    scenes={
        "charge-new charges-proposed": charge,
        "month why": month,
        "why-invoice": why,
        "batch": payments,
        "denial-": denial,
        "passing-": passing,
        "credit-question": credit,
        "account-note": note,
    },
    fill=fill,
    records={
        "account": Example(
            "SELECT member_id FROM invoices GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
            page="ageing",
        ),
        "invoice": Example(
            "SELECT invoice_id FROM invoice_lines GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        ),
        "charge": Example("SELECT id FROM charges ORDER BY kind = 'purchase' DESC, id LIMIT 1"),
        "payment_batch": Example("SELECT max(id) FROM payment_batches", page="payments"),
        "invoice_line": Example(
            "SELECT line_id FROM remittance_lines WHERE outcome = 'denied' ORDER BY id LIMIT 1",
            page="denials",
        ),
    },
)
