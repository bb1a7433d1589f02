"""What members have on file, with the ids of the records: for jumps to what mends a line."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.members.tables import Practitioner
from dmedesk.papers.queries.facts import MemberCode, authorization_facts
from dmedesk.papers.rules.mending import OnFile, Signed
from dmedesk.papers.tables import Prescription, SupportingPaper, Trial
from dmedesk.store.bulk import read_many

_MANY = 500
"""So many members are read as all of them."""


def on_file(session: Session, *, member_ids: Collection[int]) -> Mapping[MemberCode, OnFile]:
    """The papers, authorizations and trials of these members by member and code."""
    if not member_ids:
        return {}
    these = None if len(member_ids) > _MANY else member_ids
    signed: dict[MemberCode, list[Signed]] = defaultdict(list)
    for table in (Prescription, SupportingPaper):
        for member_id, hcpcs, *rest in read_many(session, _chosen(table, these)):
            signed[member_id, hcpcs].append(Signed(*rest))
    trials: dict[MemberCode, list[int]] = defaultdict(list)
    columns = select(Trial.member_id, Trial.hcpcs, Trial.id)
    for member_id, hcpcs, trial_id in read_many(session, _of(columns, Trial, these)):
        trials[member_id, hcpcs].append(trial_id)
    authorizations = authorization_facts(session, member_ids=these)
    return {
        key: OnFile(signed.get(key, ()), authorizations.get(key, ()), trials.get(key, ()))
        for key in {*signed, *authorizations, *trials}
    }


def _chosen(table: Any, member_ids: Collection[int] | None) -> Any:
    columns = [
        table.member_id,
        table.hcpcs,
        table.id,
        table.signed_on,
        table.expires_on,
        table.practitioner_id,
        Practitioner.npi,
    ]
    if table is SupportingPaper:
        columns.append(table.kind)
    statement = select(*columns).join(Practitioner, Practitioner.id == table.practitioner_id)
    return _of(statement, table, member_ids)


def _of(statement: Any, table: Any, member_ids: Collection[int] | None) -> Any:
    return statement if member_ids is None else statement.where(table.member_id.in_(member_ids))
