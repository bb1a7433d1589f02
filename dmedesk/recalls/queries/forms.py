"""A recall's own values as its form has them, its criteria among them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from dmedesk.assets.queries.stops import notice_of
from dmedesk.recalls.queries.cases import cause_of
from dmedesk.recalls.tables import Recall

_NOT_TYPED = frozenset({"id", "row_version", "recorded_at", "recorded_by", "source"})


@dataclass(frozen=True, slots=True)
class RecallRecord:
    """A recall for its form."""

    title: str
    values: dict[str, Any]
    version: int


def recall_record(session: Session, recall_id: int) -> RecallRecord | None:
    """One recall; None where there is none."""
    recall = session.get(Recall, recall_id)
    if recall is None:
        return None
    values = {
        column.key: getattr(recall, column.key)
        for column in Recall.__table__.columns
        if column.key not in _NOT_TYPED
    }
    rows = [
        {
            "id": place,
            "row_version": 1,
            "group_no": one.group,
            "kind": one.kind,
            "value": one.value,
            "until_value": one.until,
        }
        for place, one in enumerate(notice_of(session, cause_of(recall)).criteria, start=1)
    ]
    return RecallRecord(recall.recall_no, {**values, "criteria": rows}, recall.row_version)
