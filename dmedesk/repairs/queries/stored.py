"""Repairs and what belongs to them, as the files have them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.rules.words import Ownership
from dmedesk.repairs.tables import (
    ModelTraits,
    Repair,
    RepairLine,
    RepairLoan,
    RepairStep,
    SubstituteCharge,
)
from dmedesk.store.rows import stored_rows


def _own(table: Any, *left_out: str, **renamed: str) -> list[Any]:
    """The table's own columns but these, under the names that the file has for them."""
    names = {"id", "row_version", "ownership", *left_out}
    columns = [column for column in table.__table__.columns if column.name not in names]
    return [
        column.label(renamed[column.name]) if column.name in renamed else column
        for column in columns
    ]


def stored_repairs(session: Session) -> list[StoredRow]:
    """Every repair, as ``repairs.csv`` has it."""
    ids = ("member_id", "payer_id", "asset_id", "product_id", "rental_id")
    chosen: Any = select(
        Repair.id,
        Repair.ownership,
        Member.member_no,
        Payer.code.label("payer_code"),
        Asset.serial_key.label("serial"),
        Product.product_no,
        Rental.rental_no,
        *_own(Repair, *ids, replacement_cents="replacement"),
    )
    return stored_rows(
        session,
        chosen.outerjoin(Member, Member.id == Repair.member_id)
        .outerjoin(Payer, Payer.id == Repair.payer_id)
        .outerjoin(Asset, Asset.id == Repair.asset_id)
        .outerjoin(Product, Product.id == Repair.product_id)
        .outerjoin(Rental, Rental.id == Repair.rental_id),
    )


def stored_steps(session: Session) -> list[StoredRow]:
    """Every step, as ``repair_steps.csv`` has it."""
    own = _own(RepairStep, "repair_id", "ticket_id", amount_cents="amount")
    chosen: Any = select(RepairStep.id, Repair.repair_no, Ticket.ticket_no, *own)
    return stored_rows(
        session,
        chosen.join(Repair, Repair.id == RepairStep.repair_id).outerjoin(
            Ticket, Ticket.id == RepairStep.ticket_id
        ),
    )


def stored_repair_lines(session: Session) -> list[StoredRow]:
    """Every line, as ``repair_lines.csv`` has it."""
    own = _own(RepairLine, "repair_id", amount_cents="amount", cost_cents="cost")
    chosen: Any = select(RepairLine.id, Repair.repair_no, *own)
    return stored_rows(session, chosen.join(Repair, Repair.id == RepairLine.repair_id))


def stored_loans(session: Session) -> list[StoredRow]:
    """Every substitute, as ``repair_loans.csv`` has it."""
    own = _own(RepairLoan, "repair_id", "ticket_id", "asset_id")
    serial = Asset.serial_key.label("serial")
    chosen: Any = select(RepairLoan.id, Repair.repair_no, serial, Ticket.ticket_no, *own)
    return stored_rows(
        session,
        chosen.join(Repair, Repair.id == RepairLoan.repair_id)
        .join(Asset, Asset.id == RepairLoan.asset_id)
        .join(Ticket, Ticket.id == RepairLoan.ticket_id),
    )


def stored_charges(session: Session) -> list[StoredRow]:
    """Every charge for a substitute, as ``substitute_charges.csv`` has it."""
    own = _own(SubstituteCharge, "repair_id", "loan_id", amount_cents="amount")
    loan = RepairLoan.turn.label("loan")
    chosen: Any = select(SubstituteCharge.id, Repair.repair_no, loan, *own)
    return stored_rows(
        session,
        chosen.join(Repair, Repair.id == SubstituteCharge.repair_id).join(
            RepairLoan, RepairLoan.id == SubstituteCharge.loan_id
        ),
    )


def stored_traits(session: Session) -> list[StoredRow]:
    """How every model compares, as ``model_traits.csv`` has it."""
    chosen: Any = select(ModelTraits.id, Product.product_no, *_own(ModelTraits, "product_id"))
    return stored_rows(session, chosen.join(Product, Product.id == ModelTraits.product_id))


def repair_ids(session: Session) -> dict[str, int]:
    """The id of every repair by its number."""
    return dict(session.execute(select(Repair.repair_no, Repair.id)).all())


def ownerships(session: Session) -> dict[str, Ownership]:
    """Whose the equipment of every repair is, by the repair's number."""
    return dict(session.execute(select(Repair.repair_no, Repair.ownership)).all())


def loan_ids(session: Session) -> dict[tuple[str, int], int]:
    """The id of every substitute by its repair's number and its turn there."""
    chosen = select(Repair.repair_no, RepairLoan.turn, RepairLoan.id).join(
        Repair, Repair.id == RepairLoan.repair_id
    )
    return {(repair_no, turn): loan_id for repair_no, turn, loan_id in session.execute(chosen)}
