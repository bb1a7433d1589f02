"""Enters the cost of what has no fee, for individual consideration, of a charge that waits.

A charge never changes: it is withdrawn, and its source is charged anew with the cost, at once.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dmedesk.billing.actions.charges import enter_charge, withdraw_charge
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charge_pricing import ASKED_OF
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.tables import Charge, ChargeProof
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping
from dmedesk.rentals.rules import Proof
from dmedesk.store.unit_of_work import UnitOfWork

WHY = "Charged anew with its cost, for individual consideration"


def consider_charge(work: UnitOfWork, *, charge_id: int, asked: Mapping[str, Any]) -> int:
    """Charge the same thing anew with these keys of ``docs/formats/price.md``; answers its id.

    322.03(19). Refused without a cost, of a kind that is not paid by its cost, and as
    ``withdraw_charge`` and ``enter_charge``.
    """
    charge = work.session.get_one(Charge, charge_id)
    if "acquisition" not in ASKED_OF[charge.kind]:
        message = "Such a charge is not paid by its cost."
        raise Refused([stopping("not_by_cost", message, "Withdraw it, and enter it rightly.")])
    if not asked.get("acquisition"):
        message = "Its cost is not said."
        remedy = "Enter the vendor's invoice, the list price or the quote."
        raise Refused([stopping("cost_missing", message, remedy)])
    said = _said(work, charge, asked)
    withdraw_charge(work, charge_id=charge_id, why=WHY)
    by_hand = charge.source is SourceKind.BY_HAND
    source_no = "" if by_hand else charge.source_no
    return enter_charge(work, said=said, source=charge.source, source_no=source_no)


def _said(work: UnitOfWork, charge: Charge, asked: Mapping[str, Any]) -> ChargeDetails:
    """The charge as it was entered, its last proof, and what is asked besides."""
    proofs = select(ChargeProof).where(ChargeProof.charge_id == charge.id)
    last = work.session.scalars(proofs.order_by(ChargeProof.turn.desc()).limit(1)).one_or_none()
    return ChargeDetails(
        member_id=charge.member_id,
        payer_id=charge.payer_id,
        kind=charge.kind,
        service_on=charge.service_on,
        hcpcs=charge.hcpcs,
        description=charge.description,
        modifiers=tuple(charge.modifiers.split()),
        product_id=charge.product_id,
        asset_id=charge.asset_id,
        condition=charge.condition,
        units=charge.units,
        usual_charge_cents=charge.usual_charge_cents,
        asked={**json.loads(charge.asked), **asked},
        pa_required=charge.pa_required,
        why_payer=charge.why_payer,
        proof=last.proof if last else Proof.NONE,
        proof_on=last.proof_on if last else None,
    )
