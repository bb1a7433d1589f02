"""The end: the signed return, the one charge for the substitute, and the repair closed."""

from datetime import date

from sqlalchemy import select

from dmedesk.assets.actions.maintaining import write_maintenance
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.actions.requesting import draw_authorization
from dmedesk.rates import Quote
from dmedesk.rates import Refusal as NoPrice
from dmedesk.rates.wording import says
from dmedesk.repairs.actions.steps import CAUSE, held, write_step
from dmedesk.repairs.queries.asked import code_of
from dmedesk.repairs.queries.charging import Asked, ask_charge
from dmedesk.repairs.queries.resting import authorized_of, resting_of
from dmedesk.repairs.queries.worked import lines_of
from dmedesk.repairs.rules.steps import (
    close_findings,
    day_findings,
    refuse,
    return_findings,
)
from dmedesk.repairs.rules.words import Ownership, Relation, Stage, Step
from dmedesk.repairs.tables import Repair, RepairStep, SubstituteCharge
from dmedesk.store.unit_of_work import UnitOfWork


def return_repair(
    work: UnitOfWork,
    *,
    repair_id: int,
    on: date,
    signer: str,
    relation: Relation,
    note: str = "",
) -> None:
    """The equipment is back with the member, or repaired in the home; somebody signed for it."""
    repair, standing = held(work, repair_id=repair_id)
    today = work.now.astimezone().date()
    refuse(return_findings(standing, signer=signer, returned_on=on, today=today))
    repair.returned_on = on
    if repair.stage is Stage.DONE:
        repair.stage = Stage.RETURNED
    write_step(
        work, repair=repair, step=Step.RETURNED, on=on, note=note, party=signer, relation=relation
    )


def charge_substitute(
    work: UnitOfWork, *, repair_id: int, amount_cents: int, is_confirmed: bool = False
) -> int:
    """Charge the repair's substitute as the rate engine answers; answers the charge's id.

    ``amount_cents`` is what was shown: refused where the answer is another by now. Refused for
    rented equipment and for a second charge, with the clause; where the amount is a ceiling only,
    unless a person confirms it. The database refuses both too.
    """
    repair, _standing = held(work, repair_id=repair_id)
    asked = ask_charge(work.session, repair=repair)
    quote = asked.answer
    if isinstance(quote, NoPrice) or asked.refused:
        raise Refused([*asked.refused, *asked.unpriced])
    refuse(_charge_findings(repair, asked, quote, amount_cents, is_confirmed=is_confirmed))
    assert asked.loan_id is not None
    assert asked.on is not None
    charge = SubstituteCharge(
        repair_id=repair.id,
        ownership=repair.ownership,
        loan_id=asked.loan_id,
        charged_on=asked.on,
        hcpcs=asked.hcpcs,
        modifiers=" ".join(quote.modifiers),
        amount_cents=quote.amount_cents,
        basis=quote.basis,
        citations=", ".join(quote.citations),
        readings=", ".join(f"{name}={chosen}" for name, chosen in quote.readings.items()),
        derivation="\n".join(says(step) for step in quote.steps),
        is_ceiling=asked.is_ceiling,
        confirmed_by=work.actor if asked.is_ceiling else None,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(charge)
    work.session.flush()
    return charge.id


def _charge_findings(
    repair: Repair, asked: Asked, quote: Quote, amount_cents: int, *, is_confirmed: bool
) -> list[Finding]:
    clauses = ", ".join(quote.citations)
    if quote.basis == "not_payable":
        message = f"Nothing may be charged for this substitute ({clauses})."
        return [_stop("not_payable", repair, message, "Leave it uncharged.")]
    if quote.amount_cents != amount_cents:
        message = "The amount is another by now."
        return [_stop("other_amount", repair, message, "Look at it again.")]
    if asked.is_ceiling and not is_confirmed:
        message = f"The amount is only a ceiling ({clauses}): {asked.why_ceiling}"
        return [_stop("ceiling_to_confirm", repair, message, "Confirm it, or leave it.")]
    return []


def close_repair(work: UnitOfWork, *, repair_id: int, on: date) -> None:
    """Close the repair: nothing of it is open any more, and its cost follows the unit.

    Refused while the return is not signed for, or the substitute is out. A unit of the house comes
    from repair and waits for its check. What an authorization limits is used up.
    """
    repair, standing = held(work, repair_id=repair_id)
    found = day_findings(standing, on, today=work.now.astimezone().date())
    refuse([*found, *close_findings(standing)])
    if repair.refusal is None:
        _log(work, repair, on)
        _use_authorization(work, repair, on)
    _put_to_bench(work, repair, on)
    repair.stage, repair.closed_on = Stage.CLOSED, on
    write_step(work, repair=repair, step=Step.CLOSED, on=on)


def _log(work: UnitOfWork, repair: Repair, on: date) -> None:
    """The unit's own log tells of the work and its cost, so that it counts in its return."""
    if repair.asset_id is None:
        return
    standing = [one for one in lines_of(work.session, repair_id=repair.id) if not one.is_void]
    costs = [one.cost_cents for one in standing if one.cost_cents is not None]
    done = select(RepairStep.note).where(
        RepairStep.repair_id == repair.id, RepairStep.step == Step.FINISHED
    )
    write_maintenance(
        work,
        asset_id=repair.asset_id,
        values={
            "done_on": repair.finished_on or on,
            "work": work.session.scalar(done) or "Repair",
            "fault": repair.fault,
            "parts": ", ".join(one.description for one in standing)[:_LONGEST] or None,
            "cost_cents": sum(costs) if costs else None,
            "technician": repair.technician,
            "note": repair.repair_no,
        },
        today=work.now.astimezone().date(),
    )


_LONGEST = 400


def _use_authorization(work: UnitOfWork, repair: Repair, on: date) -> None:
    """The units and the money of the authorization that it rests on, where those are limited."""
    day = repair.finished_on or on
    resting = resting_of(
        repair,
        lines_of(work.session, repair_id=repair.id),
        hcpcs=code_of(work.session, repair, on=day).hcpcs,
        on=day,
    )
    found = authorized_of(work.session, resting)
    if found is None or found.grant is None or found.misfits or not resting.total_cents:
        return
    grant = found.grant
    units = 0 if grant.units_left is None else resting.units_of(grant)
    cents = 0 if grant.cents_left is None else resting.cents_of(grant)
    if units or cents:
        draw_authorization(
            work,
            authorization_id=grant.authorization_id,
            used_on=day,
            what=repair.repair_no,
            units=units,
            amount_cents=cents,
        )


def _put_to_bench(work: UnitOfWork, repair: Repair, on: date) -> None:
    if repair.ownership is not Ownership.STOCK or repair.asset_id is None:
        return
    unit = work.session.get_one(Asset, repair.asset_id)
    if unit.state is not AssetState.REPAIR or repair.refusal is not None:
        return
    move_unit(
        work,
        asset_id=unit.id,
        move=Move.REPAIRED,
        moved_on=on,
        place_id=unit.place_id,
        cause=Cause(CAUSE, repair.repair_no),
    )


def _stop(code: str, repair: Repair, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=repair.repair_no, remedy=remedy)
