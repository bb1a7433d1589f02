"""The lists of papers beside prescriptions, of requests for authorization, of requirements."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, or_, select

from dmedesk.catalog.rules.words import Family
from dmedesk.kit.lists import Sort
from dmedesk.members.queries.listed import DAYS_AHEAD
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.rules.words import PaperKind, RequirementKind, Service, Step
from dmedesk.papers.tables import (
    AuthorizationRequest,
    AuthorizationStep,
    Requirement,
    SupportingPaper,
)
from dmedesk.store.days import day_before, runs_on
from dmedesk.store.lists import ListQuery

_member_name = Member.last_name + ", " + Member.first_name
_practitioner_name = case(
    (Practitioner.first_name.is_(None), Practitioner.last_name),
    else_=Practitioner.last_name + ", " + Practitioner.first_name,
)


@dataclass(frozen=True, slots=True)
class PaperListed:
    """One paper beside a prescription; ``expires_on`` is its last good day."""

    id: int
    member: str
    member_no: str
    kind: PaperKind
    hcpcs: str
    signed_on: date
    expires_on: date | None
    practitioner: str
    npi: str
    note: str | None


def _with_signer(chosen: Select[Any]) -> Select[Any]:
    return chosen.join(Member, Member.id == SupportingPaper.member_id).join(
        Practitioner, Practitioner.id == SupportingPaper.practitioner_id
    )


PAPERS: ListQuery[PaperListed] = ListQuery(
    PaperListed,
    key=SupportingPaper.id,
    columns={
        "member": _member_name,
        "member_no": Member.member_no,
        "kind": SupportingPaper.kind,
        "hcpcs": SupportingPaper.hcpcs,
        "signed_on": SupportingPaper.signed_on,
        "expires_on": SupportingPaper.expires_on,
        "practitioner": _practitioner_name,
        "npi": Practitioner.npi,
        "note": SupportingPaper.note,
    },
    source=_with_signer,
    chips={
        "letters": lambda _on: SupportingPaper.kind == PaperKind.LETTER,
        "written_orders": lambda _on: SupportingPaper.kind == PaperKind.WRITTEN_ORDER,
        "encounters": lambda _on: SupportingPaper.kind == PaperKind.ENCOUNTER,
        "ending": lambda on: SupportingPaper.expires_on.between(
            on, on + timedelta(days=DAYS_AHEAD)
        ),
        "expired": lambda on: SupportingPaper.expires_on < on,
    },
    default=(Sort("member"), Sort("signed_on", descending=True)),
)
"""Every paper beside a prescription."""


@dataclass(frozen=True, slots=True)
class RequestListed:
    """One request; ``step`` is what became of it last, on ``done_on``, None while it waits."""

    id: int
    request_no: str
    member: str
    member_no: str
    payer: str
    hcpcs: str
    asked_on: date
    step: Step | None
    done_on: date | None
    answer_by: date | None
    reason: str | None


def _last(column: Any) -> Any:
    return (
        select(column)
        .where(AuthorizationStep.request_id == AuthorizationRequest.id)
        .order_by(AuthorizationStep.turn.desc())
        .limit(1)
        .scalar_subquery()
    )


def _is_now(*steps: Step) -> Any:
    return _last(AuthorizationStep.step).in_(steps)


def _of_people(chosen: Select[Any]) -> Select[Any]:
    return chosen.join(Member, Member.id == AuthorizationRequest.member_id).join(
        Payer, Payer.id == AuthorizationRequest.payer_id
    )


_ANSWERED = exists().where(AuthorizationStep.request_id == AuthorizationRequest.id)
_DENIED = (Step.DENIED, Step.APPEAL_DENIED, Step.MODIFIED)

REQUESTS: ListQuery[RequestListed] = ListQuery(
    RequestListed,
    key=AuthorizationRequest.id,
    columns={
        "request_no": AuthorizationRequest.request_no,
        "member": _member_name,
        "member_no": Member.member_no,
        "payer": Payer.name,
        "hcpcs": AuthorizationRequest.hcpcs,
        "asked_on": AuthorizationRequest.asked_on,
        "step": _last(AuthorizationStep.step),
        "done_on": _last(AuthorizationStep.done_on),
        "answer_by": _last(AuthorizationStep.answer_by),
        "reason": _last(AuthorizationStep.reason),
    },
    source=_of_people,
    chips={
        "waiting": lambda _on: or_(~_ANSWERED, _is_now(Step.APPEALED)),
        "denied": lambda _on: _is_now(*_DENIED),
        "appeal_ending": lambda on: and_(
            _is_now(*_DENIED),
            _last(AuthorizationStep.answer_by).between(on, on + timedelta(days=DAYS_AHEAD)),
        ),
        "granted": lambda _on: _is_now(Step.GRANTED, Step.APPEAL_GRANTED),
    },
    default=(Sort("asked_on", descending=True), Sort("request_no", descending=True)),
    one_case={"request_no"},
)
"""Every request for authorization. Those ``waiting`` have no answer, or none to their appeal."""


@dataclass(frozen=True, slots=True)
class RequirementListed:
    """One requirement that was turned on; ``last_on`` is its last day."""

    id: int
    requirement_no: str
    payer: str
    kind: RequirementKind
    hcpcs: str
    family: Family | None
    service: Service
    number: int | None
    text: str
    from_on: date
    last_on: date | None
    citation: str
    why: str
    proposal: str


def _in_force(on: date) -> Any:
    return runs_on(Requirement.from_on, Requirement.until_on, on)


REQUIREMENTS: ListQuery[RequirementListed] = ListQuery(
    RequirementListed,
    key=Requirement.id,
    columns={
        "requirement_no": Requirement.requirement_no,
        "payer": Payer.name,
        "kind": Requirement.kind,
        "hcpcs": Requirement.hcpcs,
        "family": Requirement.family,
        "service": Requirement.service,
        "number": Requirement.number,
        "text": Requirement.text,
        "from_on": Requirement.from_on,
        "last_on": day_before(Requirement.until_on),
        "citation": Requirement.citation,
        "why": Requirement.why,
        "proposal": Requirement.proposal,
    },
    source=lambda chosen: chosen.join(Payer, Payer.id == Requirement.payer_id),
    chips={
        "in_force": _in_force,
        "ahead": lambda on: Requirement.from_on > on,
        "ended": lambda on: Requirement.until_on <= on,
        "own": lambda _on: Requirement.proposal == "",
    },
    default=(Sort("payer"), Sort("requirement_no")),
    one_case={"requirement_no"},
)
"""Every requirement that was turned on. ``own`` ones are the shop's, and no text's proposal."""
