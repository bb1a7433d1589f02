"""Limits that were turned on, what members received, and how refills were asked for, as facts."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased

from dmedesk.members.tables import Payer
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
from dmedesk.papers.rules.limits import (
    NOTHING_RECEIVED,
    AllReceived,
    Asked,
    EarlyFact,
    LimitFact,
    ReceiptFact,
    Received,
    Verdict,
    judge_limits,
)
from dmedesk.papers.rules.refills import ContactFact
from dmedesk.papers.tables import InsulinStatement, Limit, Receipt, RefillContact, Replacement
from dmedesk.store.bulk import read_many
from dmedesk.store.tables import Attachment, AttachmentRemoval

REPLACEMENT = "replacement"
"""The kind under which files are attached to a reason."""


def limits_by_payer(session: Session) -> dict[int, list[LimitFact]]:
    """The limits that were turned on, by payer: nothing for a shop that turned none on."""
    chosen = select(
        Limit.payer_id,
        Limit.limit_no,
        Limit.kind,
        Limit.stance,
        Limit.hcpcs,
        Limit.quantity,
        Limit.every,
        Limit.unit,
        Limit.from_on,
        Limit.until_on,
        Limit.treatment,
        Limit.citation,
    ).order_by(Limit.id)
    found: dict[int, list[LimitFact]] = defaultdict(list)
    for payer_id, *rest in session.execute(chosen):
        found[payer_id].append(LimitFact(*rest))
    return dict(found)


def is_superseded() -> Any:
    """The condition of receipts of which more was said later."""
    later = aliased(Receipt)
    return exists().where(
        later.source == Receipt.source,
        later.source_no == Receipt.source_no,
        later.turn > Receipt.turn,
    )


def is_taken_back(table: Any, number: Any) -> Any:
    """The condition of facts that another one undoes."""
    later = aliased(table)
    return exists().where(later.undoes_no == number)


def received_by(session: Session, *, member_ids: Collection[int] | None = None) -> AllReceived:
    """What these members (or all) received, why early, with insulin or not; three statements."""
    found: dict[tuple[int, str], Received] = {}
    receipts = _receipts(session, member_ids)
    reasons = _reasons(session, member_ids)
    for key in {*receipts, *reasons}:
        found[key] = replace(
            NOTHING_RECEIVED, receipts=receipts.get(key, ()), reasons=reasons.get(key, ())
        )
    return AllReceived(found, _insulin(session, member_ids))


def contacts_by(
    session: Session, *, member_ids: Collection[int] | None = None
) -> Mapping[tuple[int, str], list[ContactFact]]:
    """How these members (or all) were asked for refills, by member and code; one statement."""
    chosen = select(
        RefillContact.member_id,
        RefillContact.hcpcs,
        RefillContact.contacted_on,
        RefillContact.answer,
        RefillContact.who,
        RefillContact.contact_no,
    ).where(
        RefillContact.undoes_no.is_(None),
        ~is_taken_back(RefillContact, RefillContact.contact_no),
    )
    found: dict[tuple[int, str], list[ContactFact]] = defaultdict(list)
    for member_id, hcpcs, *rest in session.execute(_of(chosen, RefillContact, member_ids)):
        found[member_id, hcpcs].append(ContactFact(*rest))
    return found


def limit_verdicts(
    session: Session, *, member_id: int, payer_id: int, asked: Asked
) -> list[Verdict]:
    """How what a payer is asked for stands to its limits; for many at once, judge the facts."""
    limits = limits_by_payer(session).get(payer_id, [])
    if not limits:
        return []
    regime = session.scalars(select(Payer.regime).where(Payer.id == payer_id)).one()
    received = received_by(session, member_ids=[member_id])
    return judge_limits(limits, received.of(member_id, asked.hcpcs), asked, regime=regime.value)


def limits_fact(session: Session, *, member_ids: Collection[int] | None = None) -> LimitsFact:
    """What holds by limits; one statement where none was turned on."""
    limits = limits_by_payer(session)
    if not limits:
        return NO_LIMITS
    return LimitsFact(limits, received_by(session, member_ids=member_ids))


def _receipts(
    session: Session, member_ids: Collection[int] | None
) -> dict[tuple[int, str], list[ReceiptFact]]:
    chosen = select(
        Receipt.member_id,
        Receipt.hcpcs,
        Receipt.received_on,
        Receipt.quantity,
        Receipt.days,
        Receipt.returned_on,
        Receipt.source_no,
    ).where(~is_superseded(), Receipt.quantity > 0)
    found: dict[tuple[int, str], list[ReceiptFact]] = defaultdict(list)
    for member_id, hcpcs, *rest in read_many(session, _of(chosen, Receipt, member_ids)):
        found[member_id, hcpcs].append(ReceiptFact(*rest))
    return found


def _reasons(
    session: Session, member_ids: Collection[int] | None
) -> dict[tuple[int, str], list[EarlyFact]]:
    is_attached = exists().where(
        and_(Attachment.kind == REPLACEMENT, Attachment.record_id == Replacement.id),
        ~exists().where(AttachmentRemoval.attachment_id == Attachment.id),
    )
    chosen = select(
        Replacement.member_id,
        Replacement.hcpcs,
        Replacement.happened_on,
        Replacement.reason,
        Replacement.evidence,
        is_attached.label("is_attached"),
        Replacement.replacement_no,
    ).where(
        Replacement.undoes_no.is_(None), ~is_taken_back(Replacement, Replacement.replacement_no)
    )
    found: dict[tuple[int, str], list[EarlyFact]] = defaultdict(list)
    for row in session.execute(_of(chosen, Replacement, member_ids)):
        member_id, hcpcs, happened_on, reason, evidence, attached, number = row
        found[member_id, hcpcs].append(
            EarlyFact(happened_on, reason, evidence, bool(attached), number)
        )
    return found


def _insulin(
    session: Session, member_ids: Collection[int] | None
) -> dict[int, list[tuple[date, bool]]]:
    """By member; of two statements about one day the later one counts."""
    chosen = select(
        InsulinStatement.member_id, InsulinStatement.from_on, InsulinStatement.is_treated
    ).order_by(InsulinStatement.id)
    said: dict[int, dict[date, bool]] = defaultdict(dict)
    for member_id, from_on, is_treated in session.execute(
        _of(chosen, InsulinStatement, member_ids)
    ):
        said[member_id][from_on] = is_treated
    return {member_id: sorted(days.items()) for member_id, days in said.items()}


def _of(statement: Any, table: Any, member_ids: Collection[int] | None) -> Any:
    return statement if member_ids is None else statement.where(table.member_id.in_(member_ids))
