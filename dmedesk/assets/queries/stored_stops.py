"""What stops units, as the files have it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset, StopCriterion, StopMark
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member
from dmedesk.store.rows import stored_rows


def stored_stop_criteria(session: Session) -> list[StoredRow]:
    """Every criterion, as ``stop_criteria.csv`` has it."""
    return stored_rows(
        session,
        select(
            StopCriterion.id,
            StopCriterion.cause_kind.label("cause"),
            StopCriterion.cause_no,
            StopCriterion.edition,
            StopCriterion.place,
            StopCriterion.firm,
            StopCriterion.is_whole,
            StopCriterion.group_no,
            StopCriterion.kind,
            StopCriterion.value,
            StopCriterion.until_value,
            StopCriterion.recorded_at,
            StopCriterion.recorded_by,
        ),
    )


def stored_stop_marks(session: Session) -> list[StoredRow]:
    """How units stood to notices, as ``stop_marks.csv`` has it."""
    return stored_rows(
        session,
        select(
            StopMark.id,
            Asset.serial_key.label("serial"),
            StopMark.cause_kind.label("cause"),
            StopMark.cause_no,
            StopMark.turn,
            StopMark.stand,
            StopMark.reason,
            Member.member_no.label("holder"),
            StopMark.recorded_at,
            StopMark.recorded_by,
        )
        .join(Asset, Asset.id == StopMark.asset_id)
        .outerjoin(Member, Member.id == StopMark.holder_id),
    )
