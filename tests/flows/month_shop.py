"""A small made-up shop in a real database, and its months as their answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.actions import (
    credit_and_rebill,
    credit_lines,
    make_papers,
    post_month,
    preview_month,
    undo_month,
    write_papers,
)
from dmedesk.billing.queries.crediting import lines_to_credit
from dmedesk.billing.rules.answer import answer
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.tables import Invoice
from dmedesk.catalog.rules.words import EditionKind, Family, FeeRegime, FeeState, PaymentClass
from dmedesk.catalog.tables import FeeEdition, FeeRow, Product
from dmedesk.kit.calendar import month_named
from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
from dmedesk.papers.tables import Authorization, Prescription
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Interruption, Rental, RentalUnit
from dmedesk.shop.actions.company import found_shop
from dmedesk.store.base import Base
from dmedesk.store.unit_of_work import reading, unit_of_work

VALID_NPI, INVALID_NPI = "1234567893", "1234567890"
NOW = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)

# Made-up MassHealth fees: (code, modifiers, cents, class, family).
FEES = (
    ("E0260", "NU", 100_000, PaymentClass.CAPPED, None),
    ("E0163", "NU", 10_000, PaymentClass.INEXPENSIVE, None),
    ("E0163", "RR", 1_100, PaymentClass.INEXPENSIVE, None),
    ("E1390", "RR", 20_000, PaymentClass.MONTHLY, Family.OXYGEN),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def clock() -> datetime:
    return NOW


def at(on: str | None) -> Callable[[], datetime]:
    """A clock that stands at noon of a day, or where all others stand."""
    return clock if on is None else lambda: datetime.fromisoformat(f"{on}T17:00:00+00:00")


@dataclass(frozen=True, slots=True)
class MonthShop:
    """One database with members M1, M2 … and payers MH, MC, PP. A rental brings its own unit."""

    engine: Engine

    def found(self) -> "MonthShop":
        """The shop, its payers, three members with every paper, and made-up fees."""
        with unit_of_work(self.engine, actor="ana", action="new", clock=clock) as work:
            found_shop(work, name="Example Medical", from_on=day("2020-01-01"))
            session = work.session
            for code, regime in (
                ("MH", Regime.MASSHEALTH),
                ("MC", Regime.MEDICARE),
                ("PP", Regime.PRIVATE),
            ):
                session.add(Payer(code=code, name=f"Payer {code}", regime=regime))
            session.add(Practitioner(npi=VALID_NPI, last_name="Silva"))
            session.add(Practitioner(npi=INVALID_NPI, last_name="Woods"))
            for member_no in ("M1", "M2", "M10"):
                session.add(Member(member_no=member_no, last_name="Rivera", first_name=member_no))
            for hcpcs, description in (
                ("E0260", "Hospital bed"),
                ("E0163", "Commode chair"),
                ("E1390", "Oxygen concentrator"),
            ):
                session.add(
                    Product(
                        product_no=hcpcs,
                        hcpcs=hcpcs,
                        description=description,
                        usual_rental_cents=50_000,
                    )
                )
            session.flush()
            _add_fees(session)
            for member_no in ("M1", "M2", "M10"):
                for hcpcs in ("E0260", "E0163", "E1390"):
                    session.add(_prescription(session, member_no, hcpcs, VALID_NPI, "2020-01-01"))
        return self

    def add(self, *records: Base) -> None:
        """Enter records."""
        with unit_of_work(self.engine, actor="ana", action="enter", clock=clock) as work:
            work.session.add_all(records)

    def change(self, table: type[Base], where: Any, **values: object) -> None:
        """Change one record."""
        with unit_of_work(self.engine, actor="ana", action="change", clock=clock) as work:
            record = work.session.scalars(select(table).where(where)).one()
            for name, value in values.items():
                setattr(record, name, value)

    def rent(
        self,
        rental_no: str,
        *,
        member_no: str = "M1",
        payer: str = "MH",
        hcpcs: str = "E0260",
        started_on: str = "2026-07-05",
        ended_on: str | None = None,
        months_already_paid: int = 0,
        paid_already_cents: int | None = None,
        pa_required: bool = False,
        proven_on: str | None = "2020-01-01",
        serial: str | None = None,
    ) -> None:
        """A rental with a unit of its own; its serial is the rental's number after an S."""
        with reading(self.engine) as session:
            member_id = _id(session, Member.member_no == member_no, Member)
            payer_id = _id(session, Payer.code == payer, Payer)
        asset_id = self.unit(serial or f"S{rental_no}", hcpcs)
        self.add(
            Rental(
                rental_no=rental_no,
                member_id=member_id,
                payer_id=payer_id,
                asset_id=asset_id,
                started_on=day(started_on),
                ended_on=day(ended_on) if ended_on else None,
                months_already_paid=months_already_paid,
                paid_already_cents=paid_already_cents,
                pa_required=pa_required,
                proof=Proof.SIGNED if proven_on else Proof.NONE,
                proof_on=day(proven_on) if proven_on else None,
            )
        )

    def unit(self, serial: str, hcpcs: str) -> int:
        """A new unit; answers its id."""
        with unit_of_work(self.engine, actor="ana", action="enter", clock=clock) as work:
            asset = Asset(
                serial=serial,
                serial_key=serial,
                product_id=_id(work.session, Product.hcpcs == hcpcs, Product),
                condition=Condition.NEW,
                state=AssetState.READY,
            )
            work.session.add(asset)
            work.session.flush()
            return asset.id

    def exchange(self, rental_no: str, *, serial: str, hcpcs: str, on: str) -> None:
        """Another unit serves from a day on."""
        asset_id = self.unit(serial, hcpcs)
        with unit_of_work(self.engine, actor="ana", action="exchange", clock=clock) as work:
            rental = work.session.scalars(select(Rental).where(Rental.rental_no == rental_no)).one()
            first = RentalUnit(
                rental_id=rental.id,
                asset_id=rental.asset_id,
                from_on=rental.started_on,
                until_on=day(on),
            )
            work.session.add(first)
            work.session.add(RentalUnit(rental_id=rental.id, asset_id=asset_id, from_on=day(on)))
            rental.asset_id = asset_id

    def interrupt(self, rental_no: str, first: str, last: str) -> None:
        """The member is away from a first to a last day."""
        with reading(self.engine) as session:
            rental_id = _id(session, Rental.rental_no == rental_no, Rental)
        self.add(
            Interruption(
                rental_id=rental_id,
                from_on=day(first),
                until_on=day(last) + timedelta(days=1),
            )
        )

    def prove(self, rental_no: str, on: str) -> None:
        """A proof of delivery arrives."""
        self.change(
            Rental, Rental.rental_no == rental_no, proof=Proof.DRIVER_NOTE, proof_on=day(on)
        )

    def authorize(self, member_no: str, hcpcs: str, pa_number: str, months: int | None) -> None:
        """A prior authorization of the year 2026."""
        with reading(self.engine) as session:
            member_id = _id(session, Member.member_no == member_no, Member)
        self.add(
            Authorization(
                member_id=member_id,
                hcpcs=hcpcs,
                pa_number=pa_number,
                from_on=day("2026-01-01"),
                until_on=day("2027-01-01"),
                months=months,
            )
        )

    def move_in(self, member_no: str, on: str) -> None:
        """A member moves into a nursing facility."""
        with reading(self.engine) as session:
            member_id = _id(session, Member.member_no == member_no, Member)
        self.add(Residence(member_id=member_id, setting=Setting.NURSING_FACILITY, from_on=day(on)))

    def preview(self, month: str, payer: str | None = None) -> dict[str, Any]:
        """The answer of ``month preview``."""
        with reading(self.engine) as session:
            return answer(preview_month(session, month_on=month_named(month), payer_code=payer))

    def post(self, month: str, payer: str | None = None, out: Path | None = None) -> dict[str, Any]:
        """The answer of ``month post``."""
        month_on = month_named(month)
        with unit_of_work(self.engine, actor="ana", action="post_month", clock=clock) as work:
            posted = post_month(work, month_on=month_on, payer_code=payer)
        if out is not None:
            while self.make_some_papers(month, payer):
                pass
            with reading(self.engine) as session:
                write_papers(session, month_on=month_on, payer_code=payer, folder=out)
        return answer(posted.plan, invoice_nos=posted.invoice_nos, with_papers=out is not None)

    def make_some_papers(self, month: str, payer: str | None = None, at_most: int = 2) -> int:
        """Make a few papers of those that are missing; answers how many."""
        with unit_of_work(self.engine, actor="ana", action="make_papers", clock=clock) as work:
            return make_papers(
                work,
                month_on=month_named(month),
                payer_code=payer,
                draw=draw,
                at_most=at_most,
            )

    def undo(self, month: str) -> list[tuple[str, str]]:
        """Credit and invoice number of everything that ``month undo`` took back."""
        with unit_of_work(self.engine, actor="ana", action="undo_month", clock=clock) as work:
            undone = undo_month(work, month_on=month_named(month))
        return [(one.credit_no, one.invoice.invoice_no) for one in undone.credits]

    def credit(
        self,
        invoice_no: str,
        *places: int,
        reason: CreditReason = CreditReason.IN_ERROR,
        note: str = "",
        on: str | None = None,
    ) -> str:
        """Credit lines of an invoice by their places on it, or all of them; answers the number."""
        with unit_of_work(self.engine, actor="ana", action="credit_lines", clock=at(on)) as work:
            invoice_id = _id(work.session, Invoice.invoice_no == invoice_no, Invoice)
            lines = lines_to_credit(work.session, invoice_id=invoice_id)
            chosen = [lines[place - 1] for place in places] or lines
            return credit_lines(
                work,
                invoice_id=invoice_id,
                line_ids=[line.line_id for line in chosen],
                reason=reason,
                note=note,
            ).credit_no

    def rebill(self, invoice_no: str, *places: int, on: str | None = None) -> tuple[str, ...]:
        """Credit lines by their places, and bill them again; the credit's number comes first."""
        name = "credit_and_rebill"
        with unit_of_work(self.engine, actor="ana", action=name, clock=at(on)) as work:
            invoice_id = _id(work.session, Invoice.invoice_no == invoice_no, Invoice)
            lines = lines_to_credit(work.session, invoice_id=invoice_id)
            chosen = [lines[place - 1] for place in places] or lines
            done = credit_and_rebill(
                work,
                invoice_id=invoice_id,
                line_ids=[line.line_id for line in chosen],
                reason=CreditReason.WRONG_PAYER,
            )
        return (done.credit.credit_no, *done.invoice_nos)

    def rows(self, table: type[Base]) -> list[Any]:
        """Every row of a table, in order of their ids."""
        with reading(self.engine) as session:
            return list(session.scalars(select(table).order_by(table.__table__.c.id)))


def draw(invoices: Sequence[PrintedInvoice]) -> list[bytes]:
    """Papers of a few words, where a test is not about the paper."""
    return [f"paper of {invoice.invoice_no}".encode() for invoice in invoices]


def _id(session: Session, where: Any, table: Any) -> int:
    found: int = session.scalars(select(table.id).where(where)).one()
    return found


def _add_fees(session: Session) -> None:
    edition = FeeEdition(
        kind=EditionKind.DMEDESK,
        file_name="fees.csv",
        sha256="0" * 64,
        source="made up",
        row_count=len(FEES),
        imported_at=NOW,
        imported_by="ana",
    )
    session.add(edition)
    session.flush()
    for hcpcs, modifiers, cents, payment_class, family in FEES:
        session.add(
            FeeRow(
                edition_id=edition.id,
                regime=FeeRegime.MASSHEALTH,
                hcpcs=hcpcs,
                modifiers=modifiers,
                from_on=day("2023-07-07"),
                state=FeeState.AMOUNT,
                fee_cents=cents,
                payment_class=payment_class,
                family=family,
            )
        )


def _prescription(
    session: Session, member_no: str, hcpcs: str, npi: str, signed_on: str
) -> Prescription:
    return Prescription(
        member_id=_id(session, Member.member_no == member_no, Member),
        hcpcs=hcpcs,
        signed_on=day(signed_on),
        practitioner_id=_id(session, Practitioner.npi == npi, Practitioner),
    )


def billed(month: dict[str, Any]) -> list[tuple[str, int, str]]:
    """Rental, number and amount of every line of an answer."""
    return [(line["rental_no"], line["rental_month"], line["amount"]) for line in month["lines"]]


def held(month: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Rental, first day and reasons of every held month of an answer."""
    return [
        (one["rental_no"], one["from_on"], [reason["code"] for reason in one["reasons"]])
        for one in month["held"]
    ]


def numbers(month: dict[str, Any]) -> list[str]:
    """The invoice numbers of an answer."""
    return [invoice["invoice_no"] for invoice in month["invoices"]]


def without_numbers(month: dict[str, Any]) -> dict[str, Any]:
    """An answer as ``preview`` gives it."""
    return month | {
        "lines": [line | {"invoice_no": None} for line in month["lines"]],
        "invoices": [one | {"invoice_no": None, "pdf": None} for one in month["invoices"]],
    }


def months_from(first: str, count: int) -> Iterator[str]:
    """Calendar months in order."""
    year, month = int(first[:4]), int(first[5:])
    for n in range(count):
        yield f"{year + (month - 1 + n) // 12:04}-{(month - 1 + n) % 12 + 1:02}"
