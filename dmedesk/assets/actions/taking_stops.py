"""Takes what stops units as the files have it: written down, not matched again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.assets.tables import StopCriterion, StopMark
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_stop_criteria(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append criteria, as ``stop_criteria.csv`` has them. A known one never changes."""
    take_rows(work, StopCriterion, added=added, changed=changed, names={"cause": "cause_kind"})


def take_stop_marks(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append how units stood, as ``stop_marks.csv`` has it. A known one never changes."""
    members: dict[Any, Any] = {None: None} | member_ids(work.session)
    take_rows(
        work,
        StopMark,
        added=sorted(added, key=lambda values: (values["serial"], values["turn"])),
        changed=changed,
        names={"serial": "asset_id", "cause": "cause_kind", "holder": "holder_id"},
        ids={"serial": asset_ids(work.session), "holder": members},
    )
