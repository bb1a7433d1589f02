"""What a charge would come to as it is being typed, and what a product and a member begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.charge_fates import fates
from dmedesk.billing.queries.charges import covers_of, judged_by
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.charges import ChargeFact
from dmedesk.billing.rules.paying import first_payer
from dmedesk.catalog.tables import Product
from dmedesk.members.queries.stays import stays_of
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.rules import MemberFact, PayerFact, Proof


def trial(session: Session, said: ChargeDetails) -> PlannedCharge | HeldCharge | None:
    """The fate that the charge would have; None where its member or payer is gone."""
    member, payer = session.get(Member, said.member_id), session.get(Payer, said.payer_id)
    if member is None or payer is None:
        return None
    product = session.get(Product, said.product_id) if said.product_id else None
    unit = session.get(Asset, said.asset_id) if said.asset_id else None
    ids = [member.id]
    charge = ChargeFact(
        charge_id=0,
        charge_no="",
        member=MemberFact(
            member.id, member.member_no, member.zip, stays_of(session, ids).get(member.id, ())
        ),
        payer=PayerFact(payer.id, payer.code, payer.regime),
        kind=said.kind,
        service_on=said.service_on,
        hcpcs=said.hcpcs.strip(),
        modifiers=said.modifiers,
        serial=unit.serial if unit else "",
        condition=said.condition.value,
        payment_class=product.payment_class.value if product and product.payment_class else None,
        family=product.family.value if product and product.family else None,
        units=said.units,
        usual_charge_cents=said.usual_charge_cents,
        asked=said.asked,
        pa_required=said.pa_required,
        why_payer=said.why_payer,
        proven_on=None if said.proof is Proof.NONE else said.proof_on,
        deceased_on=member.deceased_on,
    )
    (fate,) = fates(session, judged_by(session, [charge]))
    return fate


@dataclass(frozen=True, slots=True)
class Beginning:
    """What follows from a member and a product: who pays first, and the product's own."""

    payer: tuple[int, str] | None
    product: Mapping[str, Any]


def beginning(
    session: Session, *, member_id: int | None, product_id: int | None, day: date
) -> Beginning:
    """Who pays for the member first on a day, and what the product begins a charge with."""
    payer = None
    if member_id is not None:
        first = first_payer(covers_of(session, member_ids=[member_id]).get(member_id, ()), day)
        found = session.get(Payer, first.payer_id) if first else None
        payer = (found.id, found.name) if found else None
    product = session.get(Product, product_id) if product_id else None
    if product is None:
        return Beginning(payer, {})
    return Beginning(
        payer,
        {
            "hcpcs": product.hcpcs,
            "description": product.description,
            "usual_charge_cents": product.usual_purchase_cents,
        },
    )
