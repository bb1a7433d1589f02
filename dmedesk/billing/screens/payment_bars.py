"""What opens in a batch's page: its day and total, a payment, an answer, what is left, a reversal.

The bars of payments and answers stay open: whoever types a stack of checks goes from line to line
by Enter alone.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt

from dmedesk.billing.actions.allocating import allocate
from dmedesk.billing.actions.batches import expect_total, open_batch
from dmedesk.billing.actions.payments import return_deposit, reverse_payment, take_payment
from dmedesk.billing.actions.remittances import enter_remittance_line
from dmedesk.billing.queries.finding import find_invoices, invoice_named
from dmedesk.billing.queries.paid import PaymentLine, account_of
from dmedesk.billing.queries.stored_payments import line_at
from dmedesk.billing.rules.payments import (
    KIND_WORDS,
    REVERSAL_WORDS,
    PaymentFacts,
    PaymentKind,
    ReversalReason,
)
from dmedesk.billing.rules.remittances import (
    AnswerFacts,
    adjustments_cell,
    adjustments_in,
    remarks_cell,
)
from dmedesk.billing.screens.typing_bars import SharingBar, TypingBar
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Picker, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.words import money

INVOICE_PICKER = Picker(
    "invoice",
    "invoice",
    lambda session, part: [Picked(*one) for one in find_invoices(session, part)],
    lambda session, row_id: _picked(invoice_named(session, row_id)),
    may_add=False,
)


_FIND = "Number or member"
_DEPOSIT = "deposit."
_KINDS = (
    *options_of(KIND_WORDS),
    *(
        (f"{_DEPOSIT}{kind.value}", f"Deposit: {KIND_WORDS[kind].lower()}")
        for kind in (PaymentKind.CHECK, PaymentKind.CARD_SLIP, PaymentKind.TRANSFER)
    ),
)
"""How money came; a deposit is kept for what is billed later."""


def _picked(found: Any) -> Picked | None:
    return None if found is None else Picked(*found)


class OpenBar(ActionBar):
    """Opens a batch: its day, and what its papers come to."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("opened_on", "Day", Kind.DAY, required=True),
            FormField("expected", "Expected total", Kind.MONEY, help="Added up by themselves"),
            FormField("note", "Note"),
        )
        super().__init__(workplace, failed, fields, action="open_batch", done=done)
        self.opened = 0

    def ask(self) -> None:
        """Ask for the day and the total."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            self.opened = open_batch(
                work,
                opened_on=values["opened_on"],
                expected_cents=values["expected"],
                note=values["note"] or "",
            )

        self.open_bar("A batch of payments", "Open it", act, {"opened_on": self.workplace.today})


class TotalBar(ActionBar):
    """Says anew what a batch's papers come to."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        total = FormField("expected", "Expected total", Kind.MONEY, required=True)
        super().__init__(workplace, failed, (total,), action="expect_total", done=lambda: None)

    def ask(self, batch_id: int, expected_cents: int | None) -> None:
        """Ask for the total."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            expect_total(work, batch_id=batch_id, expected_cents=values["expected"])

        title = "What do the papers come to, added up by themselves?"
        self.open_bar(title, "Say it", act, {"expected": expected_cents})


class PaymentBar(SharingBar):
    """One payment after the other. ``done`` hears of each."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("kind", "Kind", Kind.CHOICE, required=True, options=_KINDS),
            FormField("invoice", "Invoice", Kind.RECORD, picker=INVOICE_PICKER, help=_FIND),
            FormField("payer", "Payer", Kind.RECORD, picker=PAYER_PICKER),
            FormField("member", "Member", Kind.RECORD, picker=MEMBER_PICKER),
            FormField("dated_on", "Dated", Kind.DAY),
            FormField("reference", "Number"),
            FormField("amount", "Amount", Kind.MONEY, required=True),
        )
        super().__init__(workplace, failed, fields, action="take_payment", done=done, columns=4)

    def ask(self, batch_id: int, kind: str = PaymentKind.CHECK.value) -> None:
        """Ask for a payment; what it pays is proposed by its invoice, or the oldest lines."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            facts = _facts_of(work.session, values)
            shares = self.shares_of(work.session, facts, values["invoice"])
            take_payment(work, batch_id=batch_id, facts=facts, shares=shares)

        self.lines.clear()
        self.open_bar("A payment", "Take it", act, {"kind": kind})
        self.form.entries["invoice"].target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self) -> None:
        """The lines that it may pay, as far as it is typed."""
        said = {key: entry.taken()[0] for key, entry in self.form.entries.items()}
        kind = str(said["kind"] or "")
        if not kind or kind.startswith(_DEPOSIT) or kind == PaymentKind.REMITTANCE.value:
            self.lines.show_for(None, None)
            return
        facts = PaymentFacts(
            PaymentKind(kind),
            said["amount"] or 0,
            payer_id=said["payer"],
            member_id=said["member"],
        )
        self.lines.show_for(facts, said["invoice"])


def _facts_of(session: Any, values: Mapping[str, Any]) -> PaymentFacts:
    payer_id, member_id = values["payer"], values["member"]
    if values["invoice"] is not None and payer_id is None and member_id is None:
        payer_id, _member = account_of(session, invoice_id=values["invoice"])
    kind = values["kind"]
    return PaymentFacts(
        PaymentKind(kind.removeprefix(_DEPOSIT)),
        values["amount"],
        values["reference"] or "",
        payer_id=payer_id,
        member_id=member_id,
        dated_on=values["dated_on"],
        is_deposit=kind.startswith(_DEPOSIT),
    )


class AnswerBar(TypingBar):
    """What a remittance answers, line after line."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField(
                "invoice",
                "Invoice",
                Kind.RECORD,
                required=True,
                picker=INVOICE_PICKER,
                help=_FIND,
            ),
            FormField("line", "Line", Kind.NUMBER, required=True, least=1),
            FormField("paid", "Paid", Kind.MONEY, required=True, help="0.00 where denied"),
            FormField("allowed", "Allowed", Kind.MONEY),
            FormField("codes", "Codes", reads=adjustments_cell, help="CO-45 12.50 | PR-1 3.00"),
            FormField("remarks", "Remarks", reads=remarks_cell, help="N290 MA02"),
        )
        super().__init__(
            workplace, failed, fields, action="enter_remittance_line", done=done, columns=3
        )

    def ask(self, payment: PaymentLine) -> None:
        """Ask for an answer of this remittance."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            line_id = line_at(work.session, invoice_id=values["invoice"], place=values["line"])
            if line_id is None:
                message = f"The invoice has no line {values['line']}."
                raise Refused([Finding(Severity.STOP, "unknown_line", message, field="line")])
            facts = AnswerFacts(
                line_id,
                values["paid"],
                values["allowed"],
                adjustments_in(values["codes"] or ""),
                values["remarks"] or "",
            )
            enter_remittance_line(work, payment_id=payment.id, facts=facts)

        left = money(payment.amount_cents - payment.answered_cents)
        title = f"Remittance {payment.reference} answers: {left} of it is not told yet"
        self.open_bar(title, "Enter it", act, {"line": 1})


class AllocateBar(SharingBar):
    """Lets what is left of a payment pay lines: of an invoice, the oldest, or those chosen."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        invoice = FormField(
            "invoice", "Invoice", Kind.RECORD, picker=INVOICE_PICKER, help="Empty: the oldest lines"
        )
        self._facts: PaymentFacts | None = None
        super().__init__(workplace, failed, (invoice,), action="allocate", done=lambda: None)

    def ask(self, payment: PaymentLine) -> None:
        """Ask which invoice it pays."""
        facts = self._facts = PaymentFacts(
            PaymentKind.CHECK,
            payment.unapplied_cents,
            payer_id=payment.payer_id,
            member_id=payment.member_id,
        )

        def act(work: Any, values: Mapping[str, Any]) -> None:
            shares = self.shares_of(work.session, facts, values["invoice"])
            allocate(work, payment_id=payment.id, shares=shares)

        title = f"{money(payment.unapplied_cents)} of payment {payment.payment_no} is left"
        self.lines.clear()
        self.open_bar(title, "Allocate it", act, {})
        self.show_lines()

    def show_lines(self) -> None:
        """The lines of its account."""
        self.lines.show_for(self._facts, self.form.entries["invoice"].taken()[0])


class ReverseBar(ActionBar):
    """Reverses a payment, for a reason."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        fields = (
            FormField(
                "reason", "Why", Kind.CHOICE, required=True, options=options_of(REVERSAL_WORDS)
            ),
            FormField("note", "Note"),
        )
        super().__init__(workplace, failed, fields, action="reverse_payment", done=lambda: None)

    def ask(self, payment: PaymentLine) -> None:
        """Ask for the reason."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            reason = ReversalReason(values["reason"])
            note = values["note"] or ""
            reverse_payment(work, payment_id=payment.id, reason=reason, note=note)

        amount = money(payment.amount_cents)
        title = f"Payment {payment.payment_no} over {amount} is void; what it paid is open again"
        self.open_bar(title, "Reverse it", act, {"reason": ReversalReason.BOUNCED.value})


class ReturnBar(ActionBar):
    """Gives back what no line took of a payment."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        fields = (
            FormField("cents", "Amount", Kind.MONEY, required=True),
            FormField("reference", "Our check or transfer"),
            FormField("note", "Note"),
        )
        super().__init__(workplace, failed, fields, action="return_deposit", done=lambda: None)

    def ask(self, payment: PaymentLine) -> None:
        """Ask how much goes back, and by what."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            return_deposit(
                work,
                payment_id=payment.id,
                cents=values["cents"],
                reference=values["reference"] or "",
                note=values["note"] or "",
            )

        title = f"Give back what is left of payment {payment.payment_no}"
        self.open_bar(title, "Give it back", act, {"cents": payment.unapplied_cents})
