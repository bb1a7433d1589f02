"""Which invoices are the member's own to pay: those to a payer that stands for the member."""

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from dmedesk.billing.tables import Invoice
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Coverage, Payer


def is_members_own() -> ColumnElement[bool]:
    """Whether an invoice is the member's own debt; wants ``Invoice`` joined with ``Payer``.

    As ``rules.paying.CoverFact.is_member`` has it: a private payer stands for the member, unless a
    coverage says by which number it knows the member; then it is a plan, and owes like any other.
    Also after that coverage ended: what was billed to a plan is never the member's own by that.
    """
    is_plan = exists().where(
        Coverage.member_id == Invoice.member_id,
        Coverage.payer_id == Invoice.payer_id,
        Coverage.number.is_not(None),
        Coverage.number != "",
    )
    return and_(Payer.regime == Regime.PRIVATE, ~is_plan)


def own_accounts(session: Session, *, member_id: int | None = None) -> set[tuple[int, int]]:
    """Payer and member of all invoices that are the member's own; of one member, or of all."""
    chosen = (
        select(Invoice.payer_id, Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
        .where(is_members_own())
        .distinct()
    )
    if member_id is not None:
        chosen = chosen.where(Invoice.member_id == member_id)
    return {(payer, member) for payer, member in session.execute(chosen)}
