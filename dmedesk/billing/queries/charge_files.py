"""Reads charges as their files have them."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.billing.rules.printed import product_words
from dmedesk.billing.tables import (
    Charge,
    ChargeClaim,
    ChargeEntry,
    ChargeProof,
    Invoice,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.catalog.tables import Product
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import Authorization, AuthorizationChargeUse
from dmedesk.store.rows import stored_rows


def charge_ids(session: Session) -> dict[str, int]:
    """The id of every charge by number."""
    return dict(session.execute(select(Charge.charge_no, Charge.id)).all())


_let_go = aliased(ChargeClaim)

_ONE_OFFS = (
    select(
        Charge.id,
        Charge.charge_no,
        Charge.source,
        Charge.source_no,
        Charge.source_turn.label("round"),
        Member.member_no,
        Payer.code.label("payer_code"),
        Charge.kind,
        Charge.service_on,
        Charge.hcpcs,
        Charge.modifiers,
        Charge.description,
        Product.product_no,
        Asset.serial_key.label("serial"),
        Charge.condition,
        Charge.units,
        Charge.usual_charge_cents.label("usual_charge"),
        Charge.asked,
        Charge.pa_required,
        Charge.why_payer,
        Charge.recorded_at,
        Charge.recorded_by,
        _let_go.recorded_at.label("withdrawn_at"),
        _let_go.recorded_by.label("withdrawn_by"),
        _let_go.why.label("withdrawn_why"),
    )
    .join(Member, Member.id == Charge.member_id)
    .join(Payer, Payer.id == Charge.payer_id)
    .outerjoin(Product, Product.id == Charge.product_id)
    .outerjoin(Asset, Asset.id == Charge.asset_id)
    .outerjoin(
        _let_go,
        and_(
            _let_go.source == Charge.source,
            _let_go.source_no == Charge.source_no,
            _let_go.turn == Charge.source_turn + 1,
        ),
    )
    .order_by(Charge.charge_no)
)


def stored_one_offs(session: Session) -> list[StoredRow]:
    """Every charge, as ``charges.csv`` has it, with its withdrawal."""
    rows = stored_rows(session, _ONE_OFFS)
    for row in rows:
        row.values["round"] = (row.values["round"] + 1) // 2
        if row.values["source_no"] == row.values["charge_no"]:
            row.values["source_no"] = None
    return rows


def stored_charge_proofs(session: Session) -> list[StoredRow]:
    """Every proof of a charge, as ``charge_proofs.csv`` has it."""
    return stored_rows(
        session,
        select(
            ChargeProof.id,
            Charge.charge_no,
            ChargeProof.turn,
            ChargeProof.proof,
            ChargeProof.proof_on,
            ChargeProof.recorded_at,
            ChargeProof.recorded_by,
        ).join(Charge, Charge.id == ChargeProof.charge_id),
    )


_CHARGE_LINES = (
    select(
        InvoiceLine.id,
        Invoice.invoice_no,
        Charge.charge_no,
        InvoiceLine.charge_turn.label("round"),
        PrintedWords.words,
        InvoiceLine.serial,
        Ruling.modifiers,
        Ruling.basis,
        Ruling.citations,
        Ruling.readings,
        InvoiceLine.usual_charge_cents.label("usual_charge"),
        ChargeEntry.amount_cents.label("amount"),
        Authorization.pa_number,
        InvoiceLine.trace,
    )
    .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    .join(Charge, Charge.id == InvoiceLine.charge_id)
    .join(
        ChargeEntry,
        and_(
            ChargeEntry.charge_id == InvoiceLine.charge_id,
            ChargeEntry.turn == InvoiceLine.charge_turn,
        ),
    )
    .outerjoin(
        AuthorizationChargeUse,
        and_(
            AuthorizationChargeUse.charge_id == InvoiceLine.charge_id,
            AuthorizationChargeUse.turn == InvoiceLine.charge_turn,
        ),
    )
    .outerjoin(Authorization, Authorization.id == AuthorizationChargeUse.authorization_id)
    .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
    .join(Ruling, Ruling.id == InvoiceLine.ruling_id)
    .order_by(InvoiceLine.id)
)


def stored_charge_lines(session: Session) -> list[StoredRow]:
    """Every charge on an invoice, as ``charge_lines.csv`` has it."""
    rows = stored_rows(session, _CHARGE_LINES)
    for row in rows:
        product = product_words(row.values.pop("words"))
        row.values.update(
            hcpcs=product.hcpcs,
            description=product.description,
            brand=product.brand,
            model=product.model,
            round=(row.values["round"] + 1) // 2,
        )
    return rows
