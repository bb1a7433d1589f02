"""The lists of limits, of reasons for early replacement, and of what members received."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, exists, func, select

from dmedesk.kit.lists import Sort
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.queries.limits import REPLACEMENT, is_superseded, is_taken_back
from dmedesk.papers.rules.limit_words import (
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Source,
    Stance,
    Treatment,
)
from dmedesk.papers.tables import Limit, Receipt, Replacement
from dmedesk.store.days import day_before, runs_on
from dmedesk.store.lists import ListQuery
from dmedesk.store.tables import Attachment, AttachmentRemoval

_member_name = Member.last_name + ", " + Member.first_name


@dataclass(frozen=True, slots=True)
class LimitListed:
    """One limit that was turned on; ``last_on`` is its last day."""

    id: int
    limit_no: str
    payer: str
    hcpcs: str
    kind: LimitKind
    quantity: int
    every: int
    unit: PeriodUnit
    treatment: Treatment
    stance: Stance
    from_on: date
    last_on: date | None
    citation: str
    why: str
    proposal: str


def _in_force(on: date) -> Any:
    return runs_on(Limit.from_on, Limit.until_on, on)


LIMITS: ListQuery[LimitListed] = ListQuery(
    LimitListed,
    key=Limit.id,
    columns={
        "limit_no": Limit.limit_no,
        "payer": Payer.name,
        "hcpcs": Limit.hcpcs,
        "kind": Limit.kind,
        "quantity": Limit.quantity,
        "every": Limit.every,
        "unit": Limit.unit,
        "treatment": Limit.treatment,
        "stance": Limit.stance,
        "from_on": Limit.from_on,
        "last_on": day_before(Limit.until_on),
        "citation": Limit.citation,
        "why": Limit.why,
        "proposal": Limit.proposal,
    },
    source=lambda chosen: chosen.join(Payer, Payer.id == Limit.payer_id),
    chips={
        "in_force": _in_force,
        "stops": lambda on: and_(_in_force(on), Limit.stance == Stance.STOP),
        "ahead": lambda on: Limit.from_on > on,
        "ended": lambda on: Limit.until_on <= on,
        "own": lambda _on: Limit.proposal == "",
    },
    default=(Sort("payer"), Sort("hcpcs"), Sort("limit_no")),
    one_case={"limit_no"},
)
"""Every limit that was turned on. ``own`` ones are the shop's, and no text's proposal."""


@dataclass(frozen=True, slots=True)
class ReplacementListed:
    """One reason; ``files`` counts what is attached, ``is_undone`` tells that it counts no more."""

    id: int
    replacement_no: str
    member: str
    member_no: str
    hcpcs: str
    reason: EarlyReason
    happened_on: date
    evidence: str
    files: int
    is_undone: bool
    recorded_by: str


_FILES = (
    select(func.count(Attachment.id))
    .where(
        Attachment.kind == REPLACEMENT,
        Attachment.record_id == Replacement.id,
        ~exists().where(AttachmentRemoval.attachment_id == Attachment.id),
    )
    .correlate(Replacement)
    .scalar_subquery()
)
_UNDONE = is_taken_back(Replacement, Replacement.replacement_no)

REPLACEMENTS: ListQuery[ReplacementListed] = ListQuery(
    ReplacementListed,
    key=Replacement.id,
    columns={
        "replacement_no": Replacement.replacement_no,
        "member": _member_name,
        "member_no": Member.member_no,
        "hcpcs": Replacement.hcpcs,
        "reason": Replacement.reason,
        "happened_on": Replacement.happened_on,
        "evidence": Replacement.evidence,
        "files": _FILES,
        "is_undone": case((_UNDONE, True), else_=False),
        "recorded_by": Replacement.recorded_by,
    },
    source=lambda chosen: chosen.join(Member, Member.id == Replacement.member_id).where(
        Replacement.undoes_no.is_(None)
    ),
    chips={
        "unproven": lambda _on: and_(_FILES == 0, ~_UNDONE),
        "proven": lambda _on: and_(_FILES > 0, ~_UNDONE),
        "undone": lambda _on: _UNDONE,
    },
    default=(Sort("happened_on", descending=True), Sort("replacement_no", descending=True)),
    one_case={"replacement_no"},
)
"""Every reason for an early replacement; those that were taken back stay."""


@dataclass(frozen=True, slots=True)
class ReceiptListed:
    """Something that a member received, as it was said last."""

    id: int
    member_id: int
    member: str
    member_no: str
    hcpcs: str
    quantity: int
    days: int | None
    received_on: date
    returned_on: date | None
    source: Source
    source_no: str
    payer: str | None
    note: str


RECEIPTS: ListQuery[ReceiptListed] = ListQuery(
    ReceiptListed,
    key=Receipt.id,
    columns={
        "member_id": Receipt.member_id,
        "member": _member_name,
        "member_no": Member.member_no,
        "hcpcs": Receipt.hcpcs,
        "quantity": Receipt.quantity,
        "days": Receipt.days,
        "received_on": Receipt.received_on,
        "returned_on": Receipt.returned_on,
        "source": Receipt.source,
        "source_no": Receipt.source_no,
        "payer": Payer.name,
        "note": Receipt.note,
    },
    source=lambda chosen: (
        chosen.join(Member, Member.id == Receipt.member_id)
        .outerjoin(Payer, Payer.id == Receipt.payer_id)
        .where(~is_superseded(), Receipt.quantity > 0)
    ),
    chips={
        "with_them": lambda _on: Receipt.returned_on.is_(None),
        "supplies": lambda _on: Receipt.days.is_not(None),
        "earlier": lambda _on: Receipt.source == Source.EARLIER,
        "returned": lambda _on: Receipt.returned_on.is_not(None),
    },
    default=(Sort("received_on", descending=True), Sort("source_no", descending=True)),
    one_case={"source_no"},
)
"""Everything that members received, each once, as it was said last."""
