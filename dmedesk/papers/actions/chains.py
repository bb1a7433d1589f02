"""Turns chains on, makes and changes them, and lets months after a trial wait: owners do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dmedesk.kit.cells import prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping, stops
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.actions.requiring import enter_requirement
from dmedesk.papers.rules.chains import (
    CriterionKind,
    Stage,
    chain_faults,
    chain_proposals,
    codes_in,
    criteria_faults,
)
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.papers.tables import Chain, ChainCriterion, Requirement, Trial
from dmedesk.store.editing import add_row, edit_row, edit_rows
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

CHAIN_PREFIX, CHAIN_WIDTH = "CHN-", 4
"""What the numbers of chains begin with, and to how many figures they are filled up."""

CRITERIA = "criteria"
_NAMES = {
    "payer_id": "payer",
    "title": "title",
    "codes": "code",
    "trial_months": "length of the trial",
    "ask_days": "days before its end",
    "from_on": "first day",
    "citation": "place where it says so",
}
_CRITERION_NAMES = {
    "stage": "stage",
    "label": "number",
    "kind": "kind",
    "text": "text",
}
_TEXTS = ("line", "unit", "citation", "confirm")
_FIXED = ("payer_id", "codes", "trial_months")


def turn_on_chain(
    work: UnitOfWork, *, proposal: str, payer_id: int, from_on: date, holds: bool
) -> int:
    """Turn a shipped chain on for a payer, from a day; answers the chain's id.

    ``holds``: from that day on, months after the trial wait for the second authorization, and all
    of them for the first. ``LookupError`` where there is no such proposal, ``Refused`` where its
    codes have a chain of this payer already.
    """
    own = chain_proposals()[proposal]
    if from_on < own.from_on:
        message = f"The text is taken from {own.from_on} on."
        raise Refused([stopping("before_text", message, "Choose a later day.", "from_on")])
    chain_id = enter_chain(
        work,
        values={
            "payer_id": payer_id,
            "title": own.title,
            "codes": own.codes,
            "trial_months": own.trial_months,
            "ask_days": own.ask_days,
            "from_on": from_on,
            "citation": own.citation,
            "why": own.why,
            "confirm": own.confirm,
            "proposal": own.key,
            CRITERIA: [{"id": None, **one._asdict()} for one in own.criteria],
        },
    )
    if holds:
        hold_chain(work, chain_id=chain_id, from_on=from_on)
    return chain_id


def enter_chain(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a chain by the attributes of ``Chain`` and its ``criteria``; answers the id.

    ``until_on`` is the day after the last. Raises ``Refused`` with everything that is wrong.
    """
    own = {"why": "", "proposal": "", "confirm": "", **_own(values)}
    criteria = [_criterion(one) for one in own.pop(CRITERIA, None) or ()]
    _refuse(work, own, criteria, 0)
    number = next_number(work, Chain.chain_no, prefix=CHAIN_PREFIX, width=CHAIN_WIDTH)
    chain_id = add_row(work, Chain, values={**own, "chain_no": number})
    edit_rows(work, ChainCriterion, of={"chain_id": chain_id}, rows=criteria)
    return chain_id


def change_chain(
    work: UnitOfWork, *, chain_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    A chain with trials keeps its payer, codes, length and criteria: end it, and make another.
    """
    stored = work.session.get(Chain, chain_id)
    names = (*_NAMES, "until_on", "why", "confirm")
    before = {} if stored is None else {name: getattr(stored, name) for name in names}
    own = _own(values)
    given = own.pop(CRITERIA, None)
    criteria = None if given is None else [_criterion(one) for one in given]
    fixed = criteria is not None or any(own.get(n, before.get(n)) != before.get(n) for n in _FIXED)
    if fixed and _has_trials(work, chain_id):
        message = "Members are in it: its payer, codes, length and criteria stay."
        raise Refused([stopping("chain_in_use", message, "End it, and make another.", "until_on")])
    _refuse(work, {**before, **own}, criteria, chain_id)
    if criteria is not None:
        edit_rows(work, ChainCriterion, of={"chain_id": chain_id}, rows=criteria)
    return edit_row(work, Chain, row_id=chain_id, version=version, values=own)


def hold_chain(work: UnitOfWork, *, chain_id: int, from_on: date) -> list[int]:
    """Let months wait for the authorizations of a chain from a day on; answers the requirements.

    What is required already is left as it is. ``Refused`` where nothing is left to turn on.
    """
    chain = work.session.get_one(Chain, chain_id)
    own = chain_proposals().get(chain.proposal)
    wanted = [
        (RequirementKind.AUTHORIZATION, Service.ANY, None, own.first if own else ""),
        (
            *(RequirementKind.SECOND_AUTHORIZATION, Service.RENTAL),
            *(chain.trial_months, own.second if own else ""),
        ),
    ]
    entered = []
    for code in codes_in(chain.codes):
        for kind, service, number, proposal in wanted:
            if not _is_required(work, chain.payer_id, kind, code):
                values = {
                    "payer_id": chain.payer_id,
                    "kind": kind,
                    "service": service,
                    "hcpcs": code,
                    "number": number,
                    "from_on": from_on,
                    "citation": chain.citation,
                    "why": f"{chain.chain_no} {chain.title}",
                    "proposal": proposal,
                }
                entered.append(enter_requirement(work, values=values))
    if not entered:
        message = "Months wait for these authorizations already."
        raise Refused(
            [stopping("required_already", message, "Look under Requirements.", "from_on")]
        )
    return entered


def _is_required(work: UnitOfWork, payer_id: int, kind: RequirementKind, code: str) -> bool:
    chosen = select(Requirement.id).where(
        Requirement.payer_id == payer_id,
        Requirement.kind == kind,
        Requirement.hcpcs == code,
        Requirement.until_on.is_(None),
    )
    return work.session.scalars(chosen).first() is not None


def _has_trials(work: UnitOfWork, chain_id: int) -> bool:
    count = select(func.count(Trial.id)).where(Trial.chain_id == chain_id)
    return bool(work.session.scalar(count))


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """As it is stored: texts that may be empty are never None, codes one space apart."""
    own = tidy(values)
    for name in ("why", "proposal", "confirm"):
        if name in own:
            own[name] = own[name] or ""
    if own.get("codes"):
        own["codes"] = " ".join(codes_in(own["codes"]))
    return own


def _criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    """A criterion as it is stored."""
    own = tidy(row)
    for name in _TEXTS:
        own[name] = own.get(name) or ""
    own["stage"] = own.get("stage") and Stage(own["stage"])
    own["kind"] = own.get("kind") and CriterionKind(own["kind"])
    own["label"] = (own.get("label") or "").lower()
    return {
        **own,
        "may_except": bool(own.get("may_except")),
        "is_optional": bool(own.get("is_optional")),
    }


def _refuse(
    work: UnitOfWork,
    whole: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]] | None,
    own_id: int,
) -> None:
    texts = dict.fromkeys(("title", "citation", "why", "confirm"), prose)
    findings = by_field(
        missing(whole, _NAMES),
        unreadable(whole, texts),
        from_before_until(whole),
        chain_faults(whole),
    )
    findings += [
        *(
            _placed(at, fault)
            for at, one in enumerate(criteria or ())
            for fault in (*missing(one, _CRITERION_NAMES), *unreadable(one, _READ))
        ),
        *(_placed(at, fault) for at, fault in criteria_faults(criteria or ())),
    ]
    if criteria is not None and not any(one["stage"] is Stage.TRIAL for one in criteria):
        message, remedy = "Nothing has to be shown for the trial.", "Add a criterion."
        findings.append(stopping("no_criteria", message, remedy, CRITERIA))
    if not stops(findings):
        findings += _twice(work, whole, own_id)
    if stops(findings):
        raise Refused(findings)


_READ = dict.fromkeys(("text", "line", "unit", "citation", "confirm"), prose)


def _twice(work: UnitOfWork, whole: Mapping[str, Any], own_id: int) -> list[Finding]:
    """A code has one chain of a payer at a time."""
    codes, until_on = set(codes_in(whole["codes"])), whole.get("until_on") or date.max
    chosen = select(Chain).where(Chain.payer_id == whole["payer_id"], Chain.id != own_id)
    for one in work.session.scalars(chosen.order_by(Chain.id)):
        meets = one.from_on < until_on and whole["from_on"] < (one.until_on or date.max)
        if meets and (both := codes & set(codes_in(one.codes))):
            message = f"{', '.join(sorted(both))} has {one.chain_no} of this payer at that time."
            return [stopping("chain_twice", message, "End that one first.", "codes")]
    return []


def _placed(place: int, fault: Fault) -> Finding:
    found = fault.found()
    return replace(found, field=f"{CRITERIA}/{place}/{found.field}")
