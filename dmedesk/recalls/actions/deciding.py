"""What a person says of a unit, what was done with it, and what happened to a recall as a whole."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.actions.stops import mark_unit, release_unit, set_apart
from dmedesk.assets.queries.stops import marks_by_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.criteria import LIVE, Stand
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.recalls.queries.cases import cause_of, closed_on, read_case, steps_of
from dmedesk.recalls.rules.cases import closing_findings, remedy_findings
from dmedesk.recalls.rules.words import REMEDY_WORDS, Hazard, Remedy, StepKind
from dmedesk.recalls.tables import Recall, RecallRemedy, RecallStep
from dmedesk.store.unit_of_work import UnitOfWork


def confirm_units(
    work: UnitOfWork, *, recall_id: int, asset_ids: Collection[int], note: str
) -> None:
    """Say that a recall means these units; those in stock stay apart, their members are told.

    Refused without a word why, and for units that the recall never met.
    """
    _decide(work, recall_id, asset_ids, Stand.CONFIRMED, note)
    recall = work.session.get_one(Recall, recall_id)
    set_apart(work, cause=cause_of(recall), asset_ids=asset_ids)


def clear_units(work: UnitOfWork, *, recall_id: int, asset_ids: Collection[int], note: str) -> None:
    """Say that a recall does not mean these units: they go back to the bench.

    Refused as ``confirm_units``, and for a unit whose remedy was done.
    """
    _decide(work, recall_id, asset_ids, Stand.CLEARED, note)
    cause = cause_of(work.session.get_one(Recall, recall_id))
    for asset_id in asset_ids:
        release_unit(work, asset_id=asset_id, cause=cause)


def _decide(
    work: UnitOfWork, recall_id: int, asset_ids: Collection[int], stand: Stand, note: str
) -> None:
    cause = cause_of(_locked(work, recall_id))
    marks = marks_by_unit(work.session, cause)
    found = []
    for asset_id in asset_ids:
        mark = marks.get(asset_id)
        serial = work.session.get_one(Asset, asset_id).serial
        if mark is None and stand is Stand.CLEARED:
            found.append(_stop("not_met", "The recall never met this unit.", serial))
        elif mark is not None and mark.stand is Stand.REMEDIED:
            found.append(_stop("remedied", "Its remedy is done.", serial))
    if not asset_ids:
        found.append(_stop("no_units", "No unit is chosen.", "", "Choose units."))
    if found:
        raise Refused(found)
    for asset_id in asset_ids:
        mark_unit(work, asset_id=asset_id, cause=cause, stand=stand, reason=note)


def record_remedy(
    work: UnitOfWork,
    *,
    recall_id: int,
    asset_id: int,
    remedy: Remedy,
    done_on: date | None,
    done_by: str,
    cost_cents: int | None = None,
    ticket_no: str = "",
    note: str = "",
) -> None:
    """Write down what was done with a unit, when and by whom, and what it cost us.

    A unit in the house goes its way: corrected ones to the bench, returned and destroyed ones are
    retired. Refused for a unit that nobody confirmed, and with everything left unsaid.
    """
    recall = _locked(work, recall_id)
    asset = _confirmed(work, recall, asset_id)
    ticket = _ticket(work, ticket_no)
    found = remedy_findings(
        remedy=remedy,
        state=asset.state,
        done_on=done_on,
        done_by=done_by,
        note=note,
        today=work.now.astimezone().date(),
        serial=asset.serial,
        has_ticket=ticket is not None,
    )
    if found or done_on is None:
        raise Refused(found)
    row = RecallRemedy(remedy=remedy, done_on=done_on, done_by=done_by.strip(), note=note.strip())
    row.recall_id, row.asset_id, row.cost_cents = recall_id, asset_id, cost_cents
    row.ticket_id = None if ticket is None else ticket.id
    _write_remedy(work, row)
    said = f"{REMEDY_WORDS[remedy]} on {done_on} by {done_by.strip()}"
    cause = cause_of(recall)
    mark_unit(work, asset_id=asset_id, cause=cause, stand=Stand.REMEDIED, reason=said)
    _send_on(work, recall, asset, remedy, said)


def _confirmed(work: UnitOfWork, recall: Recall, asset_id: int) -> Asset:
    """The unit, of which a person said that the recall means it; refused else."""
    asset = work.session.get_one(Asset, asset_id)
    mark = marks_by_unit(work.session, cause_of(recall)).get(asset_id)
    if mark is None or mark.stand is not Stand.CONFIRMED:
        message, remedy = "Nobody confirmed this unit.", "Confirm it first."
        raise Refused([_stop("not_confirmed", message, asset.serial, remedy)])
    return asset


def _write_remedy(work: UnitOfWork, row: RecallRemedy) -> None:
    last = select(func.max(RecallRemedy.turn)).where(
        RecallRemedy.recall_id == row.recall_id, RecallRemedy.asset_id == row.asset_id
    )
    row.turn = (work.session.scalar(last) or 0) + 1
    row.recorded_at, row.recorded_by = work.now, work.actor
    work.session.add(row)
    work.session.flush()


def _send_on(work: UnitOfWork, recall: Recall, asset: Asset, remedy: Remedy, said: str) -> None:
    """Where a unit of the house goes after its remedy."""
    if remedy in (Remedy.RETURNED, Remedy.DESTROYED) and asset.state in _KEPT:
        move_unit(
            work,
            asset_id=asset.id,
            move=Move.RETIRED,
            moved_on=work.now.astimezone().date(),
            cause=cause_of(recall),
            note=said,
        )
    else:
        release_unit(work, asset_id=asset.id, cause=cause_of(recall))


_KEPT = frozenset(
    {
        AssetState.READY,
        AssetState.CLEANING,
        AssetState.REPAIR,
        AssetState.QUARANTINED,
        AssetState.RECALLED,
    }
)


def _ticket(work: UnitOfWork, ticket_no: str) -> Ticket | None:
    """The slip of this number; refused where there is none."""
    if not ticket_no.strip():
        return None
    found = work.session.scalar(select(Ticket).where(Ticket.ticket_no == ticket_no.strip().upper()))
    if found is None:
        message, remedy = f"There is no slip {ticket_no.strip()}.", "Look at its number."
        raise Refused([_stop("unknown_slip", message, "", remedy, field="ticket_no")])
    return found


def judge_hazard(
    work: UnitOfWork, *, recall_id: int, hazard: Hazard, who: str, judged_on: date, note: str
) -> None:
    """Write down what a named person judged: whether serious harm or death is foreseeable."""
    if not note.strip():
        message, remedy = "No reason is given.", "Say what it was judged by."
        raise Refused([_stop("no_reason", message, "", remedy, field="note")])
    _step(work, recall_id, StepKind.JUDGED, who=who, done_on=judged_on, note=note, hazard=hazard)


def escalate_recall(
    work: UnitOfWork, *, recall_id: int, who: str, done_on: date, note: str
) -> None:
    """Put a recall on the five-day clock by hand, whatever its class."""
    if not note.strip():
        raise Refused([_stop("no_reason", "No reason is given.", "", "Say why.", field="note")])
    _step(work, recall_id, StepKind.ESCALATED, who=who, done_on=done_on, note=note)


def record_reply(
    work: UnitOfWork,
    *,
    recall_id: int,
    who: str,
    done_on: date,
    note: str,
    credit_cents: int | None = None,
) -> None:
    """Write down that the maker's reply form went out, or, with money, what the maker credited."""
    step = StepKind.REPLIED if credit_cents is None else StepKind.CREDITED
    _step(work, recall_id, step, who=who, done_on=done_on, note=note, cents=credit_cents)


def close_recall(
    work: UnitOfWork, *, recall_id: int, who: str, done_on: date, note: str = ""
) -> None:
    """Close a recall: every unit decided and remedied, every letter given.

    Refused with each unit and each letter that is open, and while nobody judged its hazard.
    """
    recall = _locked(work, recall_id)
    read = read_case(work.session, recall_id, on=work.now.astimezone().date())
    if read is None:
        raise LookupError(f"there is no recall {recall_id}")
    if read.closed_on is not None:
        raise Refused([_stop("closed_already", "It is closed.", recall.recall_no)])
    found = closing_findings(
        number=recall.recall_no,
        undecided=[unit.serial for unit in read.units if unit.stand in LIVE - {Stand.CONFIRMED}],
        unremedied=[unit.serial for unit in read.units if unit.stand is Stand.CONFIRMED],
        open_letters=[
            letter.member for letter in read.letters if letter.is_owed and letter.is_open
        ],
        has_criteria=bool(read.notice.criteria),
        has_hazard=read.hazard is not None,
    )
    if found:
        raise Refused(found)
    _step(work, recall_id, StepKind.CLOSED, who=who, done_on=done_on, note=note)


def reopen_recall(work: UnitOfWork, *, recall_id: int, who: str, done_on: date, note: str) -> None:
    """Open a closed recall again, with the reason."""
    _locked(work, recall_id)
    if closed_on(steps_of(work.session, recall_id)) is None:
        raise Refused([_stop("not_closed", "It is not closed.", "")])
    if not note.strip():
        raise Refused([_stop("no_reason", "No reason is given.", "", "Say why.", field="note")])
    _step(work, recall_id, StepKind.REOPENED, who=who, done_on=done_on, note=note)


def _step(
    work: UnitOfWork,
    recall_id: int,
    step: StepKind,
    *,
    who: str,
    done_on: date,
    note: str,
    hazard: Hazard | None = None,
    cents: int | None = None,
) -> None:
    _locked(work, recall_id)
    found = []
    if not who.strip():
        remedy = "Name who did it."
        found.append(_stop("nobody_named", "Nobody is named.", "", remedy, field="who"))
    today = work.now.astimezone().date()
    if done_on > today:
        message = f"{done_on} has not come yet."
        found.append(_stop("day_to_come", message, "", f"Enter {today}.", field="done_on"))
    if found:
        raise Refused(found)
    turns = select(func.max(RecallStep.turn)).where(RecallStep.recall_id == recall_id)
    work.session.add(
        RecallStep(
            recall_id=recall_id,
            turn=(work.session.scalar(turns) or 0) + 1,
            step=step,
            hazard=hazard,
            done_on=done_on,
            who=who.strip(),
            cents=cents,
            note=note.strip(),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()


def _locked(work: UnitOfWork, recall_id: int) -> Recall:
    """The recall, which nobody else changes until this unit of work ends."""
    chosen = select(Recall).where(Recall.id == recall_id).with_for_update()
    return work.session.scalars(chosen).one()


def _stop(
    code: str, message: str, subject: str, remedy: str = "Look at its page.", *, field: str = ""
) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field=field)
