"""Enters the charges of a finished repair: its lines and its substitute, each source once."""

from collections.abc import Sequence

from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.queries.repair_charges import uncharged_of
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.deliveries.actions.moving import PROVES
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.rules import Proof
from dmedesk.repairs.queries.chargeable import SUBSTITUTE, RepairCharge
from dmedesk.store.unit_of_work import UnitOfWork


def charge_repair(work: UnitOfWork, *, repair_id: int) -> Sequence[int]:
    """Enter a charge for everything that a closed repair asks for and that is not charged yet.

    Answers the charges' ids. Refused where nothing is left to charge, nobody is named who pays, or
    a charge cannot be entered (``enter_charge``). The source of each is the line or the substitute:
    the database refuses a second live one.
    """
    wanted = uncharged_of(work.session, repair_id=repair_id)
    if not wanted:
        message, remedy = "Nothing of this repair is left to charge.", "Look at its charges."
        raise Refused([Finding(Severity.STOP, "nothing_to_charge", message, remedy=remedy)])
    nameless = [one for one in wanted if one.payer_id is None]
    if nameless:
        message, remedy = "Nobody is named who pays.", "Enter the charge by hand, with its payer."
        raise Refused(
            [
                Finding(Severity.STOP, "no_payer", message, one.source_no, remedy=remedy)
                for one in nameless
            ]
        )
    return [
        enter_charge(
            work,
            said=_details(one),
            source=SourceKind(one.source),
            source_no=one.source_no,
        )
        for one in wanted
    ]


def _details(one: RepairCharge) -> ChargeDetails:
    assert one.payer_id is not None
    units, cents = one.quantity, one.amount_cents
    if cents % units:
        units = 1
    return ChargeDetails(
        member_id=one.member_id,
        payer_id=one.payer_id,
        kind=_kind(one),
        service_on=one.on,
        hcpcs=one.hcpcs,
        description=one.description,
        modifiers=tuple(one.modifiers.split()),
        asset_id=one.asset_id,
        units=units,
        usual_charge_cents=cents // units,
        asked=one.asked,
        proof=PROVES[one.method] if one.method is not None else Proof.NONE,
        proof_on=one.proven_on,
    )


def _kind(one: RepairCharge) -> ChargeKind:
    if one.source == SUBSTITUTE:
        return ChargeKind.SUBSTITUTE
    return ChargeKind.DIRECT_SERVICE if one.is_direct_service else ChargeKind.REPAIR
