"""The work: taken in, begun, waiting, authorized, claimed; parts and labor; finished or refused."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stopping
from dmedesk.rates import Refusal as NoPrice
from dmedesk.repairs.actions.steps import held, write_step
from dmedesk.repairs.queries.asked import DIRECT_SERVICE_CODE, direct_service_quote
from dmedesk.repairs.queries.records import money_of
from dmedesk.repairs.queries.worked import lines_of
from dmedesk.repairs.rules.judging import Reported, judge, report_findings
from dmedesk.repairs.rules.steps import (
    OPEN,
    Standing,
    cause_findings,
    day_findings,
    may_charge,
    refuse,
    stage_findings,
)
from dmedesk.repairs.rules.words import (
    Cause,
    Covered,
    LineKind,
    Refusal,
    Site,
    Stage,
    Step,
)
from dmedesk.repairs.tables import Repair, RepairLine
from dmedesk.store.unit_of_work import UnitOfWork

_STAGES = {
    Step.TAKEN_IN: Stage.IN_WORK,
    Step.BEGUN: Stage.IN_WORK,
    Step.GOES_ON: Stage.IN_WORK,
    Step.WAITS: Stage.WAITING,
}
_SAID = frozenset({Step.WAITS, Step.CLAIMED, Step.ANSWERED, Step.NOTED})


def step_repair(
    work: UnitOfWork,
    *,
    repair_id: int,
    step: Step,
    on: date,
    note: str = "",
    party: str = "",
    reference: str = "",
    amount_cents: int | None = None,
) -> int:
    """Write down one step of the work; answers its turn.

    ``TAKEN_IN`` takes the equipment to the shop, ``AUTHORIZED`` needs the number of the prior
    authorization as ``reference``, a claim the name of the ``party``. Refused where it cannot
    follow, the day is wrong, or nothing is said.
    """
    repair, standing = held(work, repair_id=repair_id)
    found = day_findings(standing, on, today=work.now.astimezone().date())
    refuse([*found, *_step_findings(standing, step, note, party, reference)])
    if step in _STAGES:
        repair.stage = _STAGES[step]
    if step is Step.TAKEN_IN:
        repair.removed_on, repair.site = on, Site.SHOP
    if step is Step.AUTHORIZED:
        repair.pa_number = reference.strip()
    return write_step(
        work,
        repair=repair,
        step=step,
        on=on,
        note=note,
        party=party,
        reference=reference,
        amount_cents=amount_cents,
    )


def _step_findings(
    standing: Standing, step: Step, note: str, party: str, reference: str
) -> list[Finding]:
    found = []
    if step in _STAGES:
        found += stage_findings(standing, _STAGES[step])
    elif standing.stage is Stage.CLOSED:
        found.append(stopping("repair_is_closed", "The repair is closed.", "Open another one."))
    if step is Step.TAKEN_IN and standing.removed_on is not None:
        message = f"It is in the shop since {standing.removed_on}."
        found.append(stopping("taken_in_already", message, "Leave it as it is."))
    if step in _SAID and not note.strip():
        found.append(stopping("nothing_said", "Nothing is said.", "Say what it is.", "note"))
    if step is Step.CLAIMED and not party.strip():
        message = "Nobody is named who is asked to bear it."
        found.append(stopping("no_party", message, "Name the vendor or the maker.", "party"))
    if step is Step.AUTHORIZED and not reference.strip():
        message = "The number of the authorization is missing."
        found.append(stopping("no_reference", message, "Enter it.", "reference"))
    return found


def name_cause(work: UnitOfWork, *, repair_id: int, cause: Cause, on: date, evidence: str) -> int:
    """Write down what brought the fault about; abuse, theft and loss with their evidence."""
    repair, standing = held(work, repair_id=repair_id)
    today = work.now.astimezone().date()
    refuse(
        [
            *_still_open(standing),
            *cause_findings(standing, cause, evidence),
            *day_findings(standing, on, today=today),
        ]
    )
    repair.cause = cause
    return write_step(
        work, repair=repair, step=Step.EVIDENCE, on=on, note=f"{cause.value}: {evidence}".strip()
    )


def write_line(
    work: UnitOfWork,
    *,
    repair_id: int,
    kind: LineKind,
    done_on: date,
    description: str,
    amount_cents: int,
    quantity: int = 1,
    covered: Covered = Covered.CHARGED,
    cost_cents: int | None = None,
    minutes: int | None = None,
    hcpcs: str = "",
    modifiers: str = "",
    technician: str = "",
) -> int:
    """Write down a part, labor or a vendor's work; answers its turn.

    ``amount_cents`` is what is asked for the whole line. Of direct service it is the usual charge
    of an hour, ``quantity`` the units (RE), and the rate engine says what they come to. Refused
    where the rent includes it (101 CMR 322.03(9)), or the work is over.
    """
    repair, standing = held(work, repair_id=repair_id)
    today = work.now.astimezone().date()
    found = [*_still_open(standing), *day_findings(standing, done_on, today=today, field="done_on")]
    found += _line_findings(repair, kind, description, quantity, covered)
    refuse(found)
    priced = (amount_cents, hcpcs, modifiers, "")
    if kind is LineKind.DIRECT_SERVICE:
        priced = _direct_service(work, repair, quantity, amount_cents, done_on)
    return _append(
        work,
        repair,
        kind=kind,
        done_on=done_on,
        description=description.strip(),
        quantity=quantity,
        covered=covered,
        cost_cents=cost_cents,
        minutes=minutes,
        technician=technician.strip() or repair.technician,
        amount_cents=priced[0],
        hcpcs=priced[1].strip().upper() or None,
        modifiers=priced[2].strip().upper(),
        citation=priced[3],
    )


def _direct_service(
    work: UnitOfWork, repair: Repair, hours: int, usual_hour_cents: int, on: date
) -> tuple[int, str, str, str]:
    quote = direct_service_quote(
        work.session, repair, hours=hours, usual_hour_cents=usual_hour_cents, on=on
    )
    if isinstance(quote, NoPrice):
        remedy = f"({quote.citation})" if quote.citation else "Enter it as labor."
        raise Refused([stopping(quote.reason, _sentence(quote.message), remedy, "quantity")])
    modifiers = " ".join(quote.modifiers)
    return quote.amount_cents, DIRECT_SERVICE_CODE, modifiers, ", ".join(quote.citations)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def take_back_line(work: UnitOfWork, *, repair_id: int, turn: int, on: date, note: str) -> int:
    """Say that a line was mistaken; answers the turn of the one that voids it.

    Refused where it is void already, the work is over, or no reason is given.
    """
    repair, standing = held(work, repair_id=repair_id)
    line = {one.turn: one for one in lines_of(work.session, repair_id=repair_id)}.get(turn)
    found = [*_still_open(standing)]
    if line is None or line.is_void:
        message = "That line does not stand any more."
        found.append(stopping("not_standing", message, "Look at the lines again."))
    if not note.strip():
        found.append(stopping("no_reason", "No reason is given.", "Say what was mistaken.", "note"))
    refuse(found)
    return _append(
        work,
        repair,
        kind=LineKind.TAKEN_BACK,
        done_on=on,
        description=note.strip(),
        quantity=1,
        covered=Covered.INCLUDED,
        cost_cents=None,
        minutes=None,
        technician=None,
        amount_cents=0,
        hcpcs=None,
        modifiers="",
        citation="",
        reverses=turn,
    )


def finish_repair(work: UnitOfWork, *, repair_id: int, on: date, note: str) -> None:
    """The work is done: the equipment can go back.

    Refused where something of it is charged that the law does not pay as it stands, where the
    report of four items lacks something, or nobody is named who did it.
    """
    repair, standing = held(work, repair_id=repair_id)
    found = day_findings(standing, on, today=work.now.astimezone().date())
    found += stage_findings(standing, Stage.DONE)
    if not repair.technician:
        message = "No technician is named."
        found.append(stopping("no_technician", message, "Enter who did the work.", "technician"))
    if not note.strip():
        message = "What was done is not said."
        found.append(stopping("nothing_said", message, "Say it in a sentence.", "note"))
    found += _money_findings(work, repair, on)
    found += _without_code(work, repair)
    refuse(found)
    repair.stage, repair.finished_on = Stage.DONE, on
    write_step(work, repair=repair, step=Step.FINISHED, on=on, note=note)


def _without_code(work: UnitOfWork, repair: Repair) -> Sequence[Finding]:
    """What is charged is billed under a code of its own."""
    lines = [one for one in lines_of(work.session, repair_id=repair.id) if not one.is_void]
    bare = [one.description for one in lines if one.covered is Covered.CHARGED and not one.hcpcs]
    if not bare:
        return ()
    message = f"What is charged has no code: {', '.join(bare)}."
    return (stopping("no_code", message, "Take the line back, and enter it with its code."),)


def _money_findings(work: UnitOfWork, repair: Repair, on: date) -> Sequence[Finding]:
    money = money_of(work.session, repair, on=on)
    if not money.total_cents:
        return ()
    judged = judge(money)
    found = [one for one in judged if one.severity is Severity.STOP]
    if any(one.code == "report_goes_along" for one in judged):
        standing = [one for one in lines_of(work.session, repair_id=repair.id) if not one.is_void]
        reported = Reported(
            repair.asked_by,
            repair.asked_on,
            repair.fault,
            [(one.description, one.amount_cents) for one in standing],
            sum(one.minutes or 0 for one in standing),
        )
        found += report_findings(reported, repair_no=repair.repair_no)
    return found


def refuse_repair(
    work: UnitOfWork, *, repair_id: int, refusal: Refusal, on: date, note: str
) -> None:
    """The repair is not made, for this reason, which the member gets in writing."""
    repair, standing = held(work, repair_id=repair_id)
    found = day_findings(standing, on, today=work.now.astimezone().date())
    found += stage_findings(standing, Stage.REFUSED)
    if not note.strip():
        message = "Why it is not made is not said."
        found.append(stopping("no_reason", message, "Say it in plain words.", "note"))
    refuse(found)
    repair.stage, repair.refusal = Stage.REFUSED, refusal
    write_step(work, repair=repair, step=Step.REFUSED, on=on, note=note)


def _still_open(standing: Standing) -> list[Finding]:
    if standing.stage in OPEN:
        return []
    message = "The work is over."
    return [stopping("work_is_over", message, "Open another repair.")]


def _line_findings(
    repair: Repair, kind: LineKind, description: str, quantity: int, covered: Covered
) -> list[Finding]:
    found = []
    if not description.strip():
        message = "What the line is, is not said."
        found.append(
            stopping("no_description", message, "Name the part or the work.", "description")
        )
    if quantity < 1:
        message = f"The quantity is {quantity}."
        found.append(stopping("wrong_quantity", message, "Enter at least one.", "quantity"))
    if kind is LineKind.TAKEN_BACK:
        raise ValueError("a line is taken back by its own action")
    if covered is Covered.CHARGED and not may_charge(repair.ownership):
        message = (
            "The rent includes repair, parts and disposables (101 CMR 322.03(9)); "
            "of the house’s own units nothing is charged either."
        )
        remedy = "Write it down as included, or as borne by a warranty."
        found.append(stopping("not_chargeable", message, remedy, "covered"))
    return found


def _append(work: UnitOfWork, repair: Repair, **values: object) -> int:
    last = select(func.max(RepairLine.turn)).where(RepairLine.repair_id == repair.id)
    turn = (work.session.scalar(last) or 0) + 1
    work.session.add(
        RepairLine(
            repair_id=repair.id,
            ownership=repair.ownership,
            turn=turn,
            recorded_at=work.now,
            recorded_by=work.actor,
            **values,
        )
    )
    work.session.flush()
    return turn
