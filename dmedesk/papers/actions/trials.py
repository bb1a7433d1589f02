"""Opens a member's trial, writes down what is shown for it, when it begins, and how it ends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping, stops
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.queries.chains import criterion_of, is_in_force
from dmedesk.papers.rules.chains import HEADS, Criterion, codes_in
from dmedesk.papers.rules.trials import answer_fault
from dmedesk.papers.tables import Chain, ChainCriterion, OrderLine, Trial, TrialAnswer
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

TRIAL_PREFIX, TRIAL_WIDTH = "TRL-", 6
"""What the numbers of trials begin with, and to how many figures they are filled up."""

_NAMES = {
    "chain_id": "chain",
    "member_id": "member",
    "hcpcs": "code",
    "opened_on": "day of opening",
}
_EDITED = (*_NAMES, "order_id", "begun_on", "closed_on", "note")


def open_trial(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Open a trial by the attributes of ``Trial``; answers the id.

    It gets the next number. Raises ``Refused`` with everything that is wrong: a code that the
    chain is not for, a chain not in force, a trial that the member is in already.
    """
    own = _own(values)
    _refuse(work, own, 0)
    number = next_number(work, Trial.trial_no, prefix=TRIAL_PREFIX, width=TRIAL_WIDTH)
    return add_row(work, Trial, values={**own, "trial_no": number})


def change_trial(
    work: UnitOfWork, *, trial_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    One for which something is written down keeps its chain, member and code.
    """
    stored = work.session.get(Trial, trial_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _EDITED}
    own = _own(values)
    whole = {**before, **own}
    _refuse(work, whole, trial_id)
    count = select(func.count(TrialAnswer.id)).where(TrialAnswer.trial_id == trial_id)
    kept = ("chain_id", "member_id", "hcpcs")
    if any(whole[name] != before.get(name) for name in kept) and work.session.scalar(count):
        message = "Something is written down for it: its chain, member and code stay."
        raise Refused(
            [stopping("trial_in_use", message, "Close it, and open another.", "chain_id")]
        )
    return edit_row(work, Trial, row_id=trial_id, version=version, values=own)


def answer_criterion(
    work: UnitOfWork,
    *,
    trial_id: int,
    criterion_id: int,
    said: str | None,
    reason: str | None = None,
    evidence: str | None = None,
    evidence_on: date | None = None,
    file_sha256: str | None = None,
) -> int:
    """Write down what is shown for a criterion, with its evidence; answers the id of the fact.

    ``said`` None takes back what was written down, for a ``reason``; a reason beside a value asks
    the payer for an exception, where the text allows one. Raises ``Refused`` where the value does
    not fit what is asked, or nothing proves it.
    """
    trial = _locked(work, trial_id)
    row = work.session.get_one(ChainCriterion, criterion_id)
    if row.chain_id != trial.chain_id:
        raise ValueError("a criterion of another chain")
    own = tidy({"said": said, "reason": reason, "evidence": evidence})
    today = work.now.astimezone().date()
    found = _answer_findings(criterion_of(row), own, evidence_on, today)
    if trial.closed_on is not None:
        found.append(_closed(trial))
    if found:
        raise Refused(found)
    last = select(func.coalesce(func.max(TrialAnswer.turn), 0))
    turn = int(work.session.scalar(last.where(TrialAnswer.trial_id == trial_id)) or 0) + 1
    fact = {
        **own,
        "trial_id": trial_id,
        "turn": turn,
        "criterion_id": criterion_id,
        "evidence_on": evidence_on,
        "file_sha256": file_sha256,
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    return add_row(work, TrialAnswer, values=fact)


def begin_trial(work: UnitOfWork, *, trial_id: int, begun_on: date) -> None:
    """The member received it on a day: the months of the trial run from it.

    ``Refused`` where it is closed. A day that was written down is corrected.
    """
    trial = _locked(work, trial_id)
    if trial.closed_on is not None:
        raise Refused([_closed(trial)])
    trial.begun_on = begun_on
    work.session.flush()


def begin_trials(work: UnitOfWork, *, order_id: int, on: date | None) -> None:
    """The trials of an order begin on the day on which it was brought; None: it was not.

    Whoever fills orders calls this. A day that somebody wrote down stays.
    """
    codes = select(OrderLine.hcpcs).where(OrderLine.order_id == order_id)
    chosen = select(Trial).where(
        Trial.order_id == order_id, Trial.closed_on.is_(None), Trial.hcpcs.in_(codes)
    )
    for trial in work.session.scalars(chosen.with_for_update()):
        if on is None or trial.begun_on is None:
            trial.begun_on = on
    work.session.flush()


def close_trial(work: UnitOfWork, *, trial_id: int, closed_on: date, because: str) -> None:
    """Close a trial for a reason. ``Refused`` without one, or where it is closed already."""
    trial = _locked(work, trial_id)
    found = []
    if trial.closed_on is not None:
        found.append(_closed(trial))
    if not because.strip():
        found.append(stopping("missing_value", "Why is missing.", "Write it.", "because"))
    if closed_on < (trial.begun_on or trial.opened_on):
        message = f"It began on {trial.begun_on or trial.opened_on} only."
        found.append(stopping("before_trial", message, "Correct the day.", "closed_on"))
    if found:
        raise Refused(found)
    trial.closed_on, trial.closed_because = closed_on, because.strip()
    work.session.flush()


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    own = tidy(values)
    return {**own, "hcpcs": own["hcpcs"].upper()} if own.get("hcpcs") else own


def _refuse(work: UnitOfWork, whole: Mapping[str, Any], own_id: int) -> None:
    findings = by_field(missing(whole, _NAMES), unreadable(whole, {"hcpcs": hcpcs, "note": prose}))
    if not stops(findings):
        findings += _whole_findings(work, whole, own_id)
    if stops(findings):
        raise Refused(findings)


def _whole_findings(work: UnitOfWork, whole: Mapping[str, Any], own_id: int) -> list[Finding]:
    chain = work.session.get_one(Chain, whole["chain_id"])
    found = []
    if whole["hcpcs"] not in codes_in(chain.codes):
        message = f"{chain.chain_no} is for {chain.codes}."
        found.append(
            stopping("code_of_another", message, "Choose its code, or its chain.", "hcpcs")
        )
    if not is_in_force(chain, whole["opened_on"]):
        message = f"{chain.chain_no} is not asked on that day."
        found.append(stopping("chain_not_in_force", message, "Choose another.", "chain_id"))
    chosen = select(Trial.trial_no).where(
        Trial.member_id == whole["member_id"],
        Trial.hcpcs == whole["hcpcs"],
        Trial.closed_on.is_(None),
        Trial.id != own_id,
    )
    if whole.get("closed_on") is None and (other := work.session.scalar(chosen)) is not None:
        message = f"The member is in {other} with this code."
        found.append(stopping("trial_twice", message, "Go on there, or close it.", "member_id"))
    return found


def _answer_findings(
    one: Criterion, own: Mapping[str, Any], evidence_on: date | None, today: date
) -> list[Finding]:
    found = []
    said, reason = own["said"], own["reason"]
    if one.kind in HEADS:
        message = f"{one.label} is judged by its parts."
        return [stopping("head_answered", message, "Answer its parts.", "said")]
    if said is None and reason is None:
        message = "Nothing is written down."
        found.append(
            stopping("missing_value", message, "Write it, or why it is taken back.", "said")
        )
    if said is not None and (fault := answer_fault(one, said)):
        found.append(
            stopping("bad_answer", f"{said!r} is no answer to {one.label}.", fault, "said")
        )
    if said is not None and not own["evidence"]:
        message = "What shows it is missing."
        found.append(
            stopping("no_evidence", message, "Name the paper: lab report, note.", "evidence")
        )
    if said is not None and reason is not None and not one.may_except:
        message = "The text allows no exception here."
        found.append(stopping("no_exception", message, "Clear the reason.", "reason"))
    if evidence_on is not None and evidence_on > today:
        message = "The day is in the future."
        found.append(stopping("not_yet", message, "Write the day on the paper.", "evidence_on"))
    return found


def _closed(trial: Trial) -> Finding:
    message = f"{trial.trial_no} was closed on {trial.closed_on}."
    return stopping("trial_closed", message, "Open another one.", "")


def _locked(work: UnitOfWork, trial_id: int) -> Trial:
    chosen = select(Trial).where(Trial.id == trial_id).with_for_update()
    return work.session.scalars(chosen.execution_options(populate_existing=True)).one()
