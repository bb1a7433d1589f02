"""Reads an answered line for passing on: what remains, who is next, and what the charge is of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.balances import line_balances
from dmedesk.billing.queries.charges import covers_of
from dmedesk.billing.queries.denials import Answer, answers_of
from dmedesk.billing.queries.lines import SERVICE_ON, with_ledgers
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.passing import AnsweredLine, AnswerGiven
from dmedesk.billing.rules.printed import PrintedKind, product_words
from dmedesk.billing.tables import (
    Charge,
    Invoice,
    InvoiceLine,
    PrintedWords,
    Ruling,
    WriteOff,
)
from dmedesk.kit.calendar import last_day
from dmedesk.members.queries.finding import payer_named
from dmedesk.members.tables import Payer
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class ToPass:
    """A line that may pass on: as it stands, and what its remainder is a charge of.

    ``said`` still has the line's own payer. ``source_no`` names the line as a source of charges.
    """

    line: AnsweredLine
    said: ChargeDetails
    source_no: str


def line_to_pass(session: Session, *, line_id: int, on: date) -> ToPass | None:
    """A line with all that its passing on rests on; None where there is none of this id."""
    balances = line_balances(session, on=on, line_ids=[line_id])
    row = session.execute(_LINE.where(InvoiceLine.id == line_id)).one_or_none()
    if not balances or row is None:
        return None
    (balance,) = balances
    answers = answers_of(session, line_ids=[line_id]).get(line_id, [])
    last = answers[-1] if answers else None
    given = None if last is None else _given(row.payer, last)
    before = list(lines_before(session, line_id))
    asked = {row.payer_id, *_payers_of(session, before)}
    line = AnsweredLine(
        f"{balance.invoice_no} line {balance.place}",
        row.service_on,
        balance.open_cents,
        covers_of(session, member_ids=[row.member_id]).get(row.member_id, ()),
        asked,
        given,
        row.why_payer if row.kind is ChargeKind.REMAINDER else "",
    )
    return ToPass(line, _details(row), f"{balance.invoice_no}/{balance.place}")


_LINE: Select[*tuple[Any, ...]] = with_ledgers(
    select(
        Invoice.member_id,
        Invoice.payer_id,
        Payer.name.label("payer"),
        SERVICE_ON.label("service_on"),
        InvoiceLine.days,
        InvoiceLine.last_month,
        InvoiceLine.usual_charge_cents,
        PrintedWords.words,
        PrintedWords.kind.label("words_kind"),
        PrintedWords.subject_id,
        Ruling.modifiers,
        MonthEntry.number,
        Rental.pa_required.label("rental_needs_pa"),
        Charge.kind,
        Charge.description,
        Charge.product_id,
        Charge.units,
        Charge.pa_required.label("charge_needs_pa"),
        Charge.why_payer,
        Asset.id.label("asset_id"),
        Asset.condition,
    )
    .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    .join(Payer, Payer.id == Invoice.payer_id)
    .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
    .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
    .outerjoin(Asset, Asset.serial == InvoiceLine.serial)
).outerjoin(Rental, Rental.id == MonthEntry.rental_id)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What passes on, unless a person says otherwise; ``payer`` is the next coverage's, if any."""

    line: AnsweredLine
    payer: Found | None

    @property
    def title(self) -> str:
        """What is asked, in words."""
        if self.payer is None:
            return "No coverage is left to ask. Does the member owe what remains?"
        day = self.line.service_on
        return f"Pass what remains on to {self.payer.title}, the next coverage of {day}"


def proposal(session: Session, /, *, line_id: int, on: date) -> Proposal | None:
    """What a line would pass on, and to whom; None where there is none of this id."""
    found = line_to_pass(session, line_id=line_id, on=on)
    if found is None:
        return None
    following = found.line.next_cover
    payer = None if following is None else payer_named(session, following.payer_id)
    return Proposal(found.line, payer)


def _given(payer: str, last: Answer) -> AnswerGiven:
    return AnswerGiven(
        payer,
        last.reference,
        last.answered_on,
        last.outcome,
        last.paid_cents,
        last.allowed_cents,
        last.appeal,
    )


def _details(row: Any) -> ChargeDetails:
    """The remainder as a charge: the same thing, day and unit; a month is told in words."""
    is_charge = row.kind is not None
    product = product_words(row.words)
    is_product = row.words_kind is PrintedKind.PRODUCT
    described = row.description if is_charge else f"{product.description}, {_month(row)}"
    more = {"condition": row.condition} if row.condition is not None else {}
    return ChargeDetails(
        member_id=row.member_id,
        payer_id=row.payer_id,
        kind=ChargeKind.REMAINDER,
        service_on=row.service_on,
        hcpcs=product.hcpcs,
        description=described,
        modifiers=tuple(row.modifiers.split()),
        product_id=row.subject_id if is_product else row.product_id,
        asset_id=row.asset_id,
        units=row.units if is_charge else 1,
        usual_charge_cents=row.usual_charge_cents,
        pa_required=bool(row.charge_needs_pa if is_charge else row.rental_needs_pa),
        **more,
    )


def _month(row: Any) -> str:
    of = f" of {row.last_month}" if row.last_month else ""
    until = last_day(row.service_on + timedelta(days=row.days))
    return f"month {row.number}{of}, to {until}"


def lines_before(session: Session, line_id: int) -> Iterator[int]:
    """The lines (ids) that passed on to this one, one after another, the last of them first."""
    while True:
        earlier = session.scalar(
            select(WriteOff.line_id)
            .join(InvoiceLine, InvoiceLine.charge_id == WriteOff.charge_id)
            .where(InvoiceLine.id == line_id)
        )
        if earlier is None:
            return
        yield earlier
        line_id = earlier


def _payers_of(session: Session, line_ids: list[int]) -> set[int]:
    chosen = (
        select(Invoice.payer_id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(InvoiceLine.id.in_(line_ids))
    )
    return set(session.scalars(chosen))


def passed_to(session: Session, *, invoice_id: int) -> list[tuple[str, int]]:
    """The invoices (number and id) that ask the next payer for what is left of this one's lines."""
    return _linked(session, lambda first, second: (first.invoice_id == invoice_id, second))


def passed_from(session: Session, *, invoice_id: int) -> list[tuple[str, int]]:
    """The invoices of whose lines this one asks for what is left."""
    return _linked(session, lambda first, second: (second.invoice_id == invoice_id, first))


def _linked(session: Session, ends: Callable[[Any, Any], tuple[Any, Any]]) -> list[tuple[str, int]]:
    first, second = aliased(InvoiceLine), aliased(InvoiceLine)
    where, wanted = ends(first, second)
    chosen = (
        select(Invoice.invoice_no, Invoice.id)
        .join(wanted, wanted.invoice_id == Invoice.id)
        .where(
            exists().where(
                WriteOff.line_id == first.id, WriteOff.charge_id == second.charge_id, where
            )
        )
        .distinct()
    )
    return [(number, id_) for number, id_ in session.execute(chosen.order_by(Invoice.id))]
