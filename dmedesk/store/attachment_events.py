"""What attached files add to the history of a record of any kind."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.offers import Event, State
from dmedesk.kit.references import RecordRef
from dmedesk.store.tables import Attachment, AttachmentRemoval


def attachment_events(session: Session, ref: RecordRef) -> list[Event]:
    """What was attached to a record and taken off it, for its history."""
    rows = session.execute(
        select(
            Attachment.title,
            Attachment.attached_at,
            Attachment.attached_by,
            AttachmentRemoval.removed_at,
            AttachmentRemoval.removed_by,
            AttachmentRemoval.reason,
        )
        .outerjoin(AttachmentRemoval, AttachmentRemoval.attachment_id == Attachment.id)
        .where(Attachment.kind == ref.kind, Attachment.record_id == ref.id)
    )
    found = []
    for title, attached_at, attached_by, removed_at, removed_by, reason in rows:
        on = attached_at.astimezone().date()
        found.append(Event(on, f"Attached: {title}", State.CLOSED, attached_by))
        if removed_at is not None:
            said = f"Removed: {title}. {reason}"
            on = removed_at.astimezone().date()
            found.append(Event(on, said, State.CLOSED, removed_by, place=1))
    return found
