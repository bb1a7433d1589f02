"""What members have on paper, and what payers want of it: facts for whoever judges them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.members.tables import Practitioner
from dmedesk.papers.rules import AuthorizationFact, Drawn, PrescriptionFact
from dmedesk.papers.rules.elements import elements_in
from dmedesk.papers.rules.requirements import PapersFact, RequirementFact, SupportFact
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationChargeUse,
    AuthorizationDraw,
    AuthorizationUse,
    Prescription,
    Requirement,
    SupportingPaper,
)
from dmedesk.store.bulk import read_many

MemberCode: TypeAlias = tuple[int, str]
"""A member's id and a HCPCS code."""


def required_by_payer(session: Session) -> dict[int, list[RequirementFact]]:
    """What was turned on, by payer: nothing for a shop that turned nothing on."""
    chosen = select(
        Requirement.payer_id,
        Requirement.kind,
        Requirement.from_on,
        Requirement.until_on,
        Requirement.hcpcs,
        Requirement.family,
        Requirement.service,
        Requirement.number,
        Requirement.text,
        Requirement.citation,
    ).order_by(Requirement.id)
    found: dict[int, list[RequirementFact]] = defaultdict(list)
    for payer_id, kind, from_on, until_on, hcpcs, family, service, *rest in session.execute(chosen):
        own = family.value if family else ""
        found[payer_id].append(RequirementFact(kind, from_on, until_on, hcpcs, own, service, *rest))
    return dict(found)


def prescription_facts(
    session: Session, *, member_ids: Collection[int] | None = None
) -> dict[MemberCode, list[PrescriptionFact]]:
    """The prescriptions of these members (or all) by member and code; one statement."""
    statement = select(
        Prescription.member_id,
        Prescription.hcpcs,
        Prescription.signed_on,
        Prescription.expires_on,
        Practitioner.npi,
        Prescription.elements,
    ).join(Practitioner, Practitioner.id == Prescription.practitioner_id)
    found: dict[MemberCode, list[PrescriptionFact]] = defaultdict(list)
    for row in read_many(session, _of(statement, Prescription, member_ids)):
        member_id, hcpcs, signed_on, expires_on, npi, kept = row
        present = frozenset(elements_in(kept)) if kept else frozenset()
        found[member_id, hcpcs].append(PrescriptionFact(signed_on, expires_on, npi, present))
    return found


def support_facts(
    session: Session, *, member_ids: Collection[int] | None = None
) -> dict[MemberCode, list[SupportFact]]:
    """The papers beside the prescriptions, by member and code; one statement."""
    statement = select(
        SupportingPaper.member_id,
        SupportingPaper.hcpcs,
        SupportingPaper.kind,
        SupportingPaper.signed_on,
        SupportingPaper.expires_on,
        SupportingPaper.elements,
    )
    found: dict[MemberCode, list[SupportFact]] = defaultdict(list)
    for row in session.execute(_of(statement, SupportingPaper, member_ids)):
        member_id, hcpcs, kind, signed_on, expires_on, kept = row
        present = frozenset(elements_in(kept))
        found[member_id, hcpcs].append(SupportFact(kind, signed_on, expires_on, present))
    return found


def authorization_facts(
    session: Session, *, member_ids: Collection[int] | None = None
) -> dict[MemberCode, list[AuthorizationFact]]:
    """The prior authorizations by member and code; one statement."""
    statement = select(
        Authorization.member_id,
        Authorization.hcpcs,
        Authorization.id,
        Authorization.pa_number,
        Authorization.from_on,
        Authorization.until_on,
        Authorization.months,
        Authorization.asked_on,
        Authorization.units,
        Authorization.amount_cents,
    )
    found: dict[MemberCode, list[AuthorizationFact]] = defaultdict(list)
    for member_id, hcpcs, *rest in read_many(session, _of(statement, Authorization, member_ids)):
        found[member_id, hcpcs].append(AuthorizationFact(*rest))
    return found


def drawn_by_authorization(session: Session, *, member_ids: Collection[int]) -> dict[int, Drawn]:
    """What was used of these members' authorizations, by id, credits off; three statements."""
    found: dict[int, Drawn] = defaultdict(Drawn)
    for table, columns in _USES.items():
        of_them = (
            select(table.authorization_id, *(func.coalesce(func.sum(one), 0) for one in columns))
            .join(Authorization, Authorization.id == table.authorization_id)
            .where(Authorization.member_id.in_(member_ids))
            .group_by(table.authorization_id)
        )
        for authorization_id, *sums in session.execute(of_them):
            used = found[authorization_id]
            if table is AuthorizationUse:
                found[authorization_id] = used._replace(months=int(sums[0]))
            else:
                found[authorization_id] = used.plus(int(sums[0]), int(sums[1]))
    return dict(found)


_USES: Mapping[Any, tuple[Any, ...]] = {
    AuthorizationUse: (AuthorizationUse.months,),
    AuthorizationChargeUse: (AuthorizationChargeUse.units, AuthorizationChargeUse.amount_cents),
    AuthorizationDraw: (AuthorizationDraw.units, AuthorizationDraw.amount_cents),
}


def papers_of(session: Session, *, member_ids: Collection[int]) -> Mapping[MemberCode, PapersFact]:
    """Everything that these members have, by member and code; three statements."""
    prescriptions = prescription_facts(session, member_ids=member_ids)
    supports = support_facts(session, member_ids=member_ids)
    authorizations = authorization_facts(session, member_ids=member_ids)
    keys = {*prescriptions, *supports, *authorizations}
    return {
        key: PapersFact(
            prescriptions.get(key, ()), supports.get(key, ()), authorizations.get(key, ())
        )
        for key in keys
    }


def _of(statement: Any, table: Any, member_ids: Collection[int] | None) -> Any:
    return statement if member_ids is None else statement.where(table.member_id.in_(member_ids))
