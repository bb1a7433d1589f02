"""Enters charges, proves and withdraws them: facts that are only ever appended."""

import json
from datetime import date

from sqlalchemy import func, select

from dmedesk.billing.actions.batches import today_of
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.actions.denials import reverse_write_off
from dmedesk.billing.queries.charges import covers_of, is_billed, is_withdrawn
from dmedesk.billing.rules.charge_entry import (
    ChargeDetails,
    ChargeGround,
    entry_findings,
    source_findings,
)
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeProof, WriteOff
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.actions.option import take_back_sale
from dmedesk.rentals.rules import Proof
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

CHARGE_PREFIX, CHARGE_WIDTH = "C-", 6
"""What the numbers of charges begin with, and to how many figures they are filled up."""


def enter_charge(
    work: UnitOfWork,
    *,
    said: ChargeDetails,
    source: SourceKind = SourceKind.BY_HAND,
    source_no: str = "",
) -> int:
    """Enter a charge of one source; answers its id. One entered by hand is its own source.

    Refused with everything that is wrong (``rules.charge_entry``), and where the source has a live
    charge already.
    """
    work.lock(LOCK)
    found = [*entry_findings(said, ground_of(work, said=said)), *source_findings(said.kind, source)]
    found += _of_no_line(said, source)
    charge_no = next_number(work, Charge.charge_no, prefix=CHARGE_PREFIX, width=CHARGE_WIDTH)
    source_no = source_no or charge_no
    last = _last_claim(work, source, source_no)
    if last % 2:
        found.append(_charged_already(work, source, source_no, last))
    if found:
        raise Refused(found)
    stamp = {"recorded_at": work.now, "recorded_by": work.actor}
    claim = {"source": source, "source_no": source_no, "turn": last + 1, "why": ""}
    work.append(ChargeClaim, [{**claim, "turn_before": last or None, **stamp}])
    charge_id, _ = work.append(
        Charge,
        [
            {
                "charge_no": charge_no,
                "source": source,
                "source_no": source_no,
                "source_turn": last + 1,
                **_values(said),
                **stamp,
            }
        ],
    )
    if said.proof is not Proof.NONE:
        _append_proof(work, charge_id, said.proof, said.proof_on)
    return charge_id


def _of_no_line(said: ChargeDetails, source: SourceKind) -> list[Finding]:
    """A remainder is only ever what an answered line passes on."""
    if (said.kind is ChargeKind.REMAINDER) == (source is SourceKind.ANSWERED_LINE):
        return []
    message = "What remains of a line is passed on from that line."
    remedy = "Open the line that was answered, and pass it on."
    return [Finding(Severity.STOP, "remainder_of_no_line", message, remedy=remedy, field="kind")]


def ground_of(work: UnitOfWork, *, said: ChargeDetails) -> ChargeGround:
    """What the charge is judged by."""
    session = work.session
    payer = session.get_one(Payer, said.payer_id)
    product = session.get(Product, said.product_id) if said.product_id else None
    return ChargeGround(
        regime=payer.regime,
        today=work.now.astimezone().date(),
        deceased_on=session.get_one(Member, said.member_id).deceased_on,
        covers=covers_of(session, member_ids=[said.member_id]).get(said.member_id, ()),
        product_hcpcs=product.hcpcs if product else None,
        payer_code=payer.code,
    )


def _values(said: ChargeDetails) -> dict[str, object]:
    return {
        "member_id": said.member_id,
        "payer_id": said.payer_id,
        "kind": said.kind,
        "service_on": said.service_on,
        "hcpcs": said.hcpcs.strip(),
        "modifiers": " ".join(said.modifiers),
        "description": " ".join(said.description.split()),
        "product_id": said.product_id,
        "asset_id": said.asset_id,
        "condition": said.condition,
        "units": said.units,
        "usual_charge_cents": said.usual_charge_cents,
        "asked": json.dumps(dict(said.asked), separators=(",", ":"), sort_keys=True),
        "pa_required": said.pa_required,
        "why_payer": " ".join(said.why_payer.split()),
    }


def withdraw_charge(work: UnitOfWork, *, charge_id: int, why: str) -> None:
    """Withdraw a charge that is not billed; its source can be charged anew.

    What a line passed on to it is open on that line again; the rental of a purchase option goes on.
    Refused without a reason, while it stands on an invoice, a second time, and where the rental
    cannot go on (``rentals.actions.option``).
    """
    work.lock(LOCK)
    session = work.session
    charge = session.get_one(Charge, charge_id)
    found = _standing_findings(work, charge, "Take the invoice back first; then withdraw it.")
    if not why.strip():
        message, remedy = "It is not said why.", "Write why the charge is withdrawn."
        found.append(Finding(Severity.STOP, "reason_missing", message, remedy=remedy, field="why"))
    if found:
        raise Refused(found)
    work.append(
        ChargeClaim,
        [
            {
                "source": charge.source,
                "source_no": charge.source_no,
                "turn": charge.source_turn + 1,
                "turn_before": charge.source_turn,
                "why": " ".join(why.split()),
                "recorded_at": work.now,
                "recorded_by": work.actor,
            }
        ],
    )
    passed = work.session.scalar(select(WriteOff).where(WriteOff.charge_id == charge_id))
    if passed is not None:
        reverse_write_off(work, first=passed, on=today_of(work), note=" ".join(why.split()))
    if charge.source is SourceKind.PURCHASE_OPTION:
        today = work.now.astimezone().date()
        take_back_sale(work, rental_no=charge.source_no, taken_back_on=today, why=why)


def prove_charge(work: UnitOfWork, *, charge_id: int, proof: Proof, proof_on: date | None) -> None:
    """Write down what proves a charge, and its day; the last proof counts.

    Refused where the charge stands billed or is withdrawn, and without a day.
    """
    work.lock(LOCK)
    charge = work.session.get_one(Charge, charge_id)
    found = _standing_findings(work, charge, "What is invoiced keeps the proof that it had.")
    if proof is not Proof.NONE and proof_on is None:
        message, remedy = "The proof bears no day.", "Enter the day on the proof."
        found.append(
            Finding(Severity.STOP, "proof_without_day", message, remedy=remedy, field="proof_on")
        )
    if found:
        raise Refused(found)
    _append_proof(work, charge_id, proof, proof_on)


def _append_proof(work: UnitOfWork, charge_id: int, proof: Proof, proof_on: date | None) -> None:
    last = select(func.max(ChargeProof.turn)).where(ChargeProof.charge_id == charge_id)
    work.append(
        ChargeProof,
        [
            {
                "charge_id": charge_id,
                "turn": (work.session.scalar(last) or 0) + 1,
                "proof": proof,
                "proof_on": proof_on,
                "recorded_at": work.now,
                "recorded_by": work.actor,
            }
        ],
    )


def _standing_findings(work: UnitOfWork, charge: Charge, remedy: str) -> list[Finding]:
    billed, withdrawn = work.session.execute(
        select(is_billed(), is_withdrawn()).where(Charge.id == charge.id)
    ).one()
    number = charge.charge_no
    found = []
    if billed:
        message = "The charge stands on an invoice."
        found.append(Finding(Severity.STOP, "charge_billed", message, number, remedy=remedy))
    if withdrawn:
        message, enter = "The charge was withdrawn.", "Enter a new one."
        found.append(Finding(Severity.STOP, "charge_withdrawn", message, number, remedy=enter))
    return found


def _last_claim(work: UnitOfWork, source: SourceKind, source_no: str) -> int:
    last = select(func.max(ChargeClaim.turn)).where(
        ChargeClaim.source == source, ChargeClaim.source_no == source_no
    )
    return work.session.scalar(last) or 0


def _charged_already(work: UnitOfWork, source: SourceKind, source_no: str, turn: int) -> Finding:
    number = work.session.scalar(
        select(Charge.charge_no).where(
            Charge.source == source, Charge.source_no == source_no, Charge.source_turn == turn
        )
    )
    message = f"It is charged already, by {number}."
    remedy = "Withdraw that charge first, if it is wrong."
    return Finding(Severity.STOP, "charged_already", message, source_no, remedy=remedy)
