"""What payments offer to pages: what is open on an invoice's lines, who paid what, what to work."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.billing.queries.balances import line_balances
from dmedesk.billing.queries.denials import denied_lines
from dmedesk.billing.queries.paid import PaymentLine, list_batches, payments_of, payments_on_invoice
from dmedesk.billing.queries.passing import passed_from, passed_to
from dmedesk.billing.rules.denials import Trouble
from dmedesk.billing.rules.payments import KIND_WORDS
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import Event, ListLink, Related, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.rates.money import format_dollars

_RANK = 41
_TILES = 20
_OPEN = "open"


def related_payments(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's and a payer's payments; an invoice's lines with what is open, and its payments."""
    if ref.kind == "invoice":
        return [
            *_lines(session, ref.id),
            *_passed(session, ref.id),
            *_payments(payments_on_invoice(session, ref.id)),
        ]
    if ref.kind == "invoice_line":
        balances = line_balances(session, on=date.max, line_ids=[ref.id])
        return [
            Related(f"Invoice {one.invoice_no}", 1, RecordRef("invoice", one.invoice_id), rank=1)
            for one in balances
        ]
    found = _of_account(session, ref)
    if not found:
        return ()
    return [Related("payments", len(found), RecordRef("payment", found[-1].id), rank=_RANK)]


def _of_account(session: Any, ref: RecordRef) -> list[PaymentLine]:
    if ref.kind == "member":
        return payments_of(session, member_id=ref.id)
    return payments_of(session, payer_id=ref.id) if ref.kind == "payer" else []


def _lines(session: Any, invoice_id: int) -> Iterator[Related]:
    for one in line_balances(session, on=date.max, invoice_ids=[invoice_id]):
        paid, left = format_dollars(one.paid_cents), format_dollars(one.open_cents)
        words = f"Line {one.place}: paid {paid}, open {left}"
        yield Related(words, 1, RecordRef("invoice_line", one.line_id), rank=3)


def _passed(session: Any, invoice_id: int) -> Iterator[Related]:
    """The invoices to which lines of this one passed on, and from which they came."""
    for number, other_id in passed_to(session, invoice_id=invoice_id):
        yield Related(f"Passed on: {number}", 1, RecordRef("invoice", other_id), rank=3)
    for number, other_id in passed_from(session, invoice_id=invoice_id):
        yield Related(f"What is left of {number}", 1, RecordRef("invoice", other_id), rank=3)


def _payments(found: Sequence[PaymentLine]) -> Iterator[Related]:
    for one in found:
        name = f"{KIND_WORDS[one.kind]} {one.reference}".rstrip()
        yield Related(f"{name}, {one.account}", 1, RecordRef("payment", one.id), rank=4)


def payment_events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """The payments of a member, a payer or an invoice, on the days on which they were received."""
    if ref.kind == "invoice":
        found = payments_on_invoice(session, ref.id)
    else:
        found = _of_account(session, ref)
    return [
        Event(
            one.received_on,
            f"{KIND_WORDS[one.kind]} {one.reference} over {format_dollars(one.amount_cents)}"
            f"{' (reversed)' if one.is_void else ''}",
            State.CLOSED if one.is_void else State.READY,
            who=one.recorded_by,
            opens=RecordRef("payment", one.id),
            place=7,
        )
        for one in found
    ]


def payment_tiles(session: Any, on: date) -> Iterator[Tile]:
    """What payers did not pay, and batches that are not closed."""
    denied = [one for one in denied_lines(session, on=on) if one.trouble is not Trouble.APPEALED]
    if denied:
        late = sum(one.deadline_on is not None and one.deadline_on < on for one in denied)
        yield Tile(
            key="denied",
            title="Denied or short",
            count=len(denied),
            state=State.STOPPED if late else State.WAITING,
            opens=ListLink("denials"),
            about=f"{late} past the day for an appeal" if late else "Rebill, appeal or write off",
            cents=sum(one.open_cents for one in denied),
            rank=_TILES,
        )
    batches = [one for one in list_batches(session) if not one.is_closed]
    if batches:
        differing = sum(bool(one.difference_cents) for one in batches)
        yield Tile(
            key="open_batches",
            title="Batches to close",
            count=len(batches),
            state=State.WAITING if differing else State.OUT,
            opens=ListLink("payments", Ask(_OPEN)),
            about=f"Not balanced: {differing}" if differing else "Balance and close them",
            cents=sum(one.counted_cents for one in batches),
            rank=_TILES + 1,
        )
