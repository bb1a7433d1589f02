"""How a repair goes over the bench, and what keeps it from being finished, returned or closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.repairs.rules.words import (
    MEMBERS_OWN,
    NEEDS_EVIDENCE,
    Cause,
    LoanStage,
    Ownership,
    Site,
    Stage,
)

SUPPLY_CLAUSE = "130 CMR 409.420(B)"
INCLUDED_CLAUSE = "101 CMR 322.03(9)"

WORDS: Mapping[Stage, str] = {
    Stage.REPORTED: "reported",
    Stage.IN_WORK: "being worked on",
    Stage.WAITING: "waiting",
    Stage.DONE: "done, to go back",
    Stage.RETURNED: "back with the member",
    Stage.REFUSED: "refused",
    Stage.CLOSED: "closed",
}
"""How each stage is said in a sentence."""

OPEN = frozenset({Stage.REPORTED, Stage.IN_WORK, Stage.WAITING})
"""The work is not over."""

_NEXT: Mapping[Stage, frozenset[Stage]] = {
    Stage.REPORTED: frozenset({Stage.IN_WORK, Stage.WAITING, Stage.REFUSED}),
    Stage.IN_WORK: frozenset({Stage.IN_WORK, Stage.WAITING, Stage.DONE, Stage.REFUSED}),
    Stage.WAITING: frozenset({Stage.IN_WORK, Stage.WAITING, Stage.REFUSED}),
    Stage.DONE: frozenset({Stage.RETURNED, Stage.CLOSED}),
    Stage.RETURNED: frozenset({Stage.CLOSED}),
    Stage.REFUSED: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A repair as far as its steps ask: ``loans`` are the stages of its substitutes."""

    repair_no: str
    stage: Stage
    ownership: Ownership
    site: Site
    asked_on: date
    removed_on: date | None = None
    finished_on: date | None = None
    returned_on: date | None = None
    loans: Sequence[LoanStage] = ()


def stage_findings(now: Standing, wanted: Stage) -> list[Finding]:
    """Why a repair cannot go to a stage from where it stands; empty where it can."""
    if wanted in _NEXT[now.stage]:
        return []
    message = f"The repair is {WORDS[now.stage]} and cannot be {WORDS[wanted]} now."
    remedy = (
        "Open another repair: what is over stays as it is."
        if now.stage is Stage.CLOSED
        else "Take the steps between first."
    )
    return [_stop("stage_not_allowed", now, message, remedy)]


def return_findings(now: Standing, *, signer: str, returned_on: date, today: date) -> list[Finding]:
    """Why the equipment cannot be written down as returned and signed for."""
    found = list(_day_findings(now, returned_on, today, "on"))
    if now.ownership is Ownership.STOCK:
        message = "It is a unit of the house: nobody signs for it."
        found.append(_stop("stock_is_not_returned", now, message, "Close the repair."))
        return found
    if now.stage not in (Stage.DONE, Stage.REFUSED):
        message = f"The repair is {WORDS[now.stage]}."
        remedy = "Finish or refuse it first."
        found.append(_stop("not_over", now, message, remedy))
    if now.returned_on is not None:
        message = f"It went back on {now.returned_on}."
        found.append(_stop("returned_already", now, message, "Leave it as it is."))
    if not signer.strip():
        message = "Nobody signed for the return."
        remedy = "Say who signed the return slip."
        found.append(_stop("no_signer", now, message, remedy, field="signer"))
    return found


def close_findings(now: Standing) -> list[Finding]:
    """Everything that keeps a repair from being closed."""
    return [*_stage_to_close(now), *_not_back(now), *_substitute_out(now)]


def _stage_to_close(now: Standing) -> Iterator[Finding]:
    is_members = now.ownership is not Ownership.STOCK
    if now.stage is Stage.DONE and is_members:
        message = "The return is not signed for."
        yield _stop("not_returned", now, message, "Write down who signed the return slip.")
    else:
        yield from stage_findings(now, Stage.CLOSED)


def _not_back(now: Standing) -> Iterator[Finding]:
    is_members = now.ownership is not Ownership.STOCK
    if is_members and now.stage is Stage.REFUSED and now.removed_on and not now.returned_on:
        message = f"The equipment is in the shop since {now.removed_on}."
        yield _stop("still_in_shop", now, message, "Return it to the member first.")


def _substitute_out(now: Standing) -> Iterator[Finding]:
    for one in now.loans:
        if one is LoanStage.OUT:
            message = "The substitute is still with the member."
            yield _stop("substitute_out", now, message, "Fetch it by a pickup slip first.")
        if one is LoanStage.TO_BRING:
            message = "The substitute is on a slip to be brought."
            yield _stop(
                "substitute_on_slip", now, message, "Record that visit, or cancel the slip."
            )


def lend_findings(now: Standing) -> list[Finding]:
    """Why no substitute may be lent now."""
    found = []
    if now.ownership is Ownership.STOCK:
        message = "The unit under repair is the house’s own: nobody misses it."
        found.append(_stop("nobody_to_lend_to", now, message, "Bring the unit by a delivery slip."))
    if now.stage not in OPEN:
        message = f"The repair is {WORDS[now.stage]}: no substitute goes out for it any more."
        found.append(_stop("too_late_to_lend", now, message, "Return the equipment itself."))
    if any(one in (LoanStage.OUT, LoanStage.TO_BRING) for one in now.loans):
        message = "A substitute is out, or on its way, for this repair."
        remedy = "Fetch it first, or cancel its slip."
        found.append(_stop("substitute_is_lent", now, message, remedy))
    return found


def cause_findings(now: Standing, cause: Cause, evidence: str) -> list[Finding]:
    """Abuse, theft and loss are said with their evidence only."""
    if cause in NEEDS_EVIDENCE and not evidence.strip():
        message = f"Nothing is said that shows {cause.value}."
        remedy = "Say what was seen, reported or photographed; attach the papers."
        return [_stop("no_evidence", now, message, remedy, field="note")]
    return []


def may_charge(ownership: Ownership) -> bool:
    """Whether anything of a repair may be charged: the rent includes the repair of what is rented
    (101 CMR 322.03(9)), and the house pays for its own stock.
    """
    return ownership in MEMBERS_OWN


def day_findings(now: Standing, on: date, *, today: date, field: str = "on") -> list[Finding]:
    """That a day has not come, or lies before the call."""
    return list(_day_findings(now, on, today, field))


def _day_findings(now: Standing, on: date, today: date, field: str) -> Iterator[Finding]:
    if on > today:
        message = f"{on} has not come yet."
        yield _stop("day_to_come", now, message, f"Enter {today}, or a day before.", field=field)
    if on < now.asked_on:
        message = f"{on} is before the repair was asked for, on {now.asked_on}."
        yield _stop("before_the_call", now, message, "Enter a later day.", field=field)
    for name, earlier in (("taken in", now.removed_on), ("finished", now.finished_on)):
        if earlier is not None and on < earlier:
            message = f"{on} is before it was {name}, on {earlier}."
            yield _stop("before_last_step", now, message, "Enter a later day.", field=field)


def refuse(found: Sequence[Finding]) -> None:
    """Refuse with all of these, where there are any."""
    if found:
        raise Refused(list(found))


def _stop(code: str, now: Standing, message: str, remedy: str, *, field: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject=now.repair_no, remedy=remedy, field=field)
