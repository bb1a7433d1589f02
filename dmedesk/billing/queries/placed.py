"""The months that stand billed and whose price rests on where the member lived."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.tables import Invoice, InvoiceLine
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import Posted, RecordRef
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.rentals.tables import MonthEntry, Rental

# 101 CMR 322.03(3) and (4): a nursing facility lowers the rent of these families only. Of a
# product without a family of its own the engine's steps tell by which paragraph it was priced.
PAID_BY_SETTING = (Family.OXYGEN, Family.RESPIRATORY)
_STEPS = ("s03.", "s04.")


def months_priced_by_place(session: Session, *, member_id: int) -> list[Posted]:
    """The member's billed months of such rentals of MassHealth's, oldest first."""
    by_steps = (InvoiceLine.trace.contains(step, autoescape=True) for step in _STEPS)
    statement = (
        select(MonthEntry.from_on, Rental.rental_no, Rental.id)
        .join(InvoiceLine, InvoiceLine.entry_id == MonthEntry.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .outerjoin(Asset, Asset.serial == InvoiceLine.serial)
        .outerjoin(Product, Product.id == Asset.product_id)
        .where(Invoice.member_id == member_id, Payer.regime == Regime.MASSHEALTH, line_stands())
        .where(or_(Product.family.in_(PAID_BY_SETTING), *by_steps))
        .order_by(MonthEntry.from_on, Rental.rental_no)
    )
    return [
        Posted(from_on, rental_no, RecordRef("rental", rental_id))
        for from_on, rental_no, rental_id in session.execute(statement)
    ]
