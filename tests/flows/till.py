"""The till of a small shop: short words for what somebody does with payments."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any, TypeVar

from sqlalchemy import select

from dmedesk.billing.actions import (
    allocate,
    appeal,
    close_batch,
    enter_remittance_line,
    expect_total,
    open_batch,
    reverse_payment,
    take_payment,
    write_off,
)
from dmedesk.billing.queries.balances import LineBalance, line_balances, payment_balances
from dmedesk.billing.queries.batches import counted_of_batch
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.payments import (
    AppealStep,
    PaymentFacts,
    PaymentKind,
    ReversalReason,
    WriteOffReason,
)
from dmedesk.billing.rules.remittances import AnswerFacts, adjustments_in
from dmedesk.billing.tables import Invoice, InvoiceLine
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member, Payer
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop

T = TypeVar("T")
TODAY = NOW.date()


class Till:
    """Payments of one shop, each in a transaction of its own, on the days of one clock."""

    def __init__(self, shop: MonthShop) -> None:
        self.shop = shop
        self.on = TODAY

    def do(self, action: Callable[..., T], **said: Any) -> T:
        """One action in one transaction, at noon of the till's day."""
        noon = datetime(self.on.year, self.on.month, self.on.day, 17, tzinfo=UTC)
        name = getattr(action, "__name__", "enter")
        with unit_of_work(self.shop.engine, actor="ana", action=name, clock=lambda: noon) as work:
            return action(work, **said)

    def refused(self, action: Callable[..., object], **said: Any) -> list[str]:
        """The codes of the findings with which an action is refused."""
        try:
            self.do(action, **said)
        except Refused as refused:
            return [finding.code for finding in refused.findings]
        raise AssertionError("it was done")

    def batch(self, expected: int | None = None, on: date | None = None) -> int:
        """A batch of the day."""
        return self.do(open_batch, opened_on=on or self.on, expected_cents=expected)

    def close(self, batch_id: int) -> None:
        """The batch is closed."""
        self.do(close_batch, batch_id=batch_id)

    def facts(self, cents: int, number: str = "1", **more: Any) -> PaymentFacts:
        """A check of payer MH, unless said otherwise."""
        payer, member = more.pop("payer", "MH"), more.pop("member", None)
        return PaymentFacts(
            more.pop("kind", PaymentKind.CHECK),
            cents,
            number,
            payer_id=None if member else self.payer(payer),
            member_id=self.member(member) if member else None,
            **more,
        )

    def pay(self, batch_id: int, cents: int, *shares: tuple[int, int], **more: Any) -> int:
        """A payment that pays lines, each with an amount."""
        facts = self.facts(cents, more.pop("number", "1"), **more)
        return self.do(take_payment, batch_id=batch_id, facts=facts, shares=_shares(shares))

    def remittance(self, batch_id: int, cents: int, number: str = "RA1", **more: Any) -> int:
        """A remittance without its answers."""
        return self.pay(batch_id, cents, number=number, kind=PaymentKind.REMITTANCE, **more)

    def answer(self, payment_id: int, line_id: int, paid: int, codes: str = "") -> int:
        """What a remittance answers to a line."""
        facts = AnswerFacts(line_id, paid, None, adjustments_in(codes))
        return self.do(enter_remittance_line, payment_id=payment_id, facts=facts)

    def allocate(self, payment_id: int, *shares: tuple[int, int]) -> None:
        """What is left of a payment pays lines."""
        self.do(allocate, payment_id=payment_id, shares=_shares(shares))

    def appeal(self, answer_id: int, step: AppealStep = AppealStep.SENT, **said: Any) -> None:
        """A step of an appeal."""
        self.do(appeal, remittance_line_id=answer_id, step=step, **said)

    def payer(self, code: str) -> int:
        """A payer's id."""
        with reading(self.shop.engine) as session:
            return session.scalars(select(Payer.id).where(Payer.code == code)).one()

    def member(self, member_no: str) -> int:
        """A member's id."""
        with reading(self.shop.engine) as session:
            return session.scalars(select(Member.id).where(Member.member_no == member_no)).one()

    def lines(self, invoice_no: str | None = None) -> list[int]:
        """The ids of the lines of an invoice, or of all, in their order."""
        chosen = select(InvoiceLine.id).join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        if invoice_no is not None:
            chosen = chosen.where(Invoice.invoice_no == invoice_no)
        with reading(self.shop.engine) as session:
            return list(session.scalars(chosen.order_by(InvoiceLine.id)))

    def balances(self, on: date | None = None, **asked: Any) -> list[LineBalance]:
        """Every line as of a day."""
        with reading(self.shop.engine) as session:
            return line_balances(session, on=on or self.on, **asked)

    def open(self, on: date | None = None) -> list[int]:
        """What is open on every line as of a day."""
        return [one.open_cents for one in self.balances(on)]

    def counted(self, batch_id: int) -> int:
        """What a batch's payments come to."""
        with reading(self.shop.engine) as session:
            return counted_of_batch(session, batch_id).counted_cents

    def unapplied(self, on: date | None = None) -> list[int]:
        """What is left of every payment as of a day."""
        with reading(self.shop.engine) as session:
            return [one.unapplied_cents for one in payment_balances(session, on=on or self.on)]


def pay_by_chance(shop: MonthShop, chance: Random, number: str) -> None:
    """A batch in which all that can happen to payments happens to lines by chance."""
    till = Till(shop)
    lines = [one for one in till.balances(only_open=True) if one.open_cents > 0]
    batch = till.batch()
    for nth, line in enumerate(chance.sample(lines, min(4, len(lines)))):
        cents = chance.choice([line.open_cents, line.open_cents // 2 or 1, line.open_cents + 500])
        share = (line.line_id, min(cents, line.open_cents))
        facts = PaymentFacts(
            chance.choice(list(PaymentKind)), cents, f"{number}-{nth}", payer_id=line.payer_id
        )
        if facts.kind is PaymentKind.REMITTANCE:
            payment = till.do(take_payment, batch_id=batch, facts=facts)
            paid = chance.choice([0, share[1]])
            answer = till.answer(payment, line.line_id, paid, "CO-45 1.00" if paid else "PR-1")
            if not paid and chance.random() < 0.5:
                till.do(write_off, line_id=line.line_id, cents=1, reason=WriteOffReason.COURTESY)
            elif line.open_cents > paid:
                till.appeal(answer, deadline_on=till.on)
        else:
            payment = till.do(take_payment, batch_id=batch, facts=facts, shares=_shares([share]))
        if chance.random() < 0.3:
            till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    total = till.counted(batch)
    till.do(expect_total, batch_id=batch, expected_cents=total)
    if lines and chance.random() < 0.7:
        till.close(batch)


def _shares(shares: Sequence[tuple[int, int]]) -> tuple[Share, ...]:
    return tuple(Share(line_id, cents) for line_id, cents in shares)
