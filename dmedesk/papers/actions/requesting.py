"""Asks a payer for authorization, and writes down what became of it and what was used of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping, stops
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.actions.entering import enter_authorization
from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.papers.rules.entering import grants, steps_after
from dmedesk.papers.rules.words import STEP_WORDS, Step
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
)
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

REQUEST_PREFIX, REQUEST_WIDTH = "PAR-", 6
"""What the numbers of requests begin with, and to how many figures they are filled up."""

_NAMES = {
    "member_id": "member",
    "payer_id": "payer",
    "hcpcs": "code",
    "asked_on": "day of the request",
}


def enter_request(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a request by the attributes of ``AuthorizationRequest``; answers the id.

    It gets the next number. Raises ``Refused`` with everything that is wrong.
    """
    own = _own(values)
    _refuse(own)
    number = next_number(
        work, AuthorizationRequest.request_no, prefix=REQUEST_PREFIX, width=REQUEST_WIDTH
    )
    return add_row(work, AuthorizationRequest, values={**own, "request_no": number})


def change_request(
    work: UnitOfWork, *, request_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version."""
    stored = work.session.get(AuthorizationRequest, request_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _NAMES}
    own = _own(values)
    _refuse({**before, **own})
    return edit_row(work, AuthorizationRequest, row_id=request_id, version=version, values=own)


def answer_request(
    work: UnitOfWork,
    *,
    request_id: int,
    step: Step,
    done_on: date,
    reason: str | None = None,
    answer_by: date | None = None,
    granted: Mapping[str, Any] | None = None,
) -> int:
    """Write down what became of a request; answers the id of the fact.

    ``granted`` are the values of the authorization that a grant brings, without member, code and
    day of the request. Raises ``Refused`` where the step cannot follow, a denial has no reason, or
    anything of the authorization is wrong.
    """
    request = work.session.scalars(
        select(AuthorizationRequest).where(AuthorizationRequest.id == request_id).with_for_update()
    ).one()
    last = work.session.scalar(
        select(AuthorizationStep)
        .where(AuthorizationStep.request_id == request_id)
        .order_by(AuthorizationStep.turn.desc())
        .limit(1)
    )
    found = _step_findings(request, None if last is None else last.step, step, done_on, reason)
    if found:
        raise Refused(found)
    authorization_id = None
    if grants(step):
        own = {"member_id": request.member_id, "hcpcs": request.hcpcs}
        asked = {"asked_on": request.asked_on}
        authorization_id = enter_authorization(work, values={**(granted or {}), **own, **asked})
    fact = {
        "request_id": request_id,
        "turn": 1 if last is None else last.turn + 1,
        "step": step,
        "done_on": done_on,
        "answer_by": answer_by,
        "authorization_id": authorization_id,
        "reason": (reason or "").strip() or None,
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    return add_row(work, AuthorizationStep, values=fact)


def draw_authorization(
    work: UnitOfWork,
    *,
    authorization_id: int,
    used_on: date,
    what: str,
    units: int = 0,
    amount_cents: int = 0,
) -> int:
    """Write down that units or money of an authorization are used, or given back (below nothing).

    Answers the id of the fact. ``Refused`` where nothing is drawn, or more is given back than was
    used, or more is used than was granted.
    """
    own = work.session.scalars(
        select(Authorization).where(Authorization.id == authorization_id).with_for_update()
    ).one()
    last = select(func.max(AuthorizationDraw.turn)).where(
        AuthorizationDraw.authorization_id == authorization_id
    )
    turn = work.session.scalar(last) or 0
    used_units, used_cents = drawn_of(work.session, authorization_id=authorization_id)
    found = [
        *_drawn("units", units, used_units, own.units),
        *_drawn("amount_cents", amount_cents, used_cents, own.amount_cents),
    ]
    if not units and not amount_cents:
        found.append(stopping("nothing_drawn", "Nothing is used.", "Say how much.", "units"))
    if not what.strip():
        found.append(
            stopping("missing_value", "What it is used for is missing.", "Say it.", "what")
        )
    if found:
        raise Refused(found)
    fact = {
        "authorization_id": authorization_id,
        "turn": turn + 1,
        "used_on": used_on,
        "units": units,
        "amount_cents": amount_cents,
        "what": what.strip(),
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    return add_row(work, AuthorizationDraw, values=fact)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    own = tidy(values)
    return {**own, "hcpcs": own["hcpcs"].upper()} if own.get("hcpcs") else own


def _refuse(whole: Mapping[str, Any]) -> None:
    findings = by_field(missing(whole, _NAMES), unreadable(whole, {"hcpcs": hcpcs, "note": prose}))
    if stops(findings):
        raise Refused(findings)


def _step_findings(
    request: AuthorizationRequest, last: Step | None, step: Step, on: date, reason: str | None
) -> list[Finding]:
    found = []
    if step not in steps_after(last):
        now = "not answered yet" if last is None else STEP_WORDS[last].lower()
        message = f"{request.request_no} is {now}: this cannot follow."
        found.append(stopping("step_out_of_order", message, "Choose what can follow.", "step"))
    if on < request.asked_on:
        message = f"It was asked for on {request.asked_on} only."
        found.append(stopping("before_request", message, "Correct the day.", "done_on"))
    if step in (Step.DENIED, Step.APPEAL_DENIED) and not (reason or "").strip():
        message = "Why it was denied is missing."
        found.append(stopping("missing_value", message, "Write what the payer says.", "reason"))
    return found


def _drawn(field: str, now: int, used: int, granted: int | None) -> list[Finding]:
    if used + now < 0:
        message = "More is given back than was used."
        return [stopping("more_than_used", message, "Give back what was used at most.", field)]
    if granted is not None and now > 0 and used + now > granted:
        message = "That is more than was granted and is left."
        return [stopping("more_than_granted", message, "Ask for a further authorization.", field)]
    return []
