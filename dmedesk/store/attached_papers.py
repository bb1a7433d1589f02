"""The files attached to records as papers of an audit binder: each is read when its turn is."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.binders import BinderPaper
from dmedesk.store.attachments import stored_content
from dmedesk.store.tables import AttachedFile, Attachment, AttachmentRemoval


def attached_papers(
    session: Session, *, kind: str, named: Mapping[int, str]
) -> tuple[list[BinderPaper], list[str]]:
    """The files of these records of one kind that were not removed, oldest first, and the names of
    the records that have none. Each title begins with its record's name.
    """
    chosen = (
        select(
            Attachment.record_id,
            Attachment.title,
            Attachment.media_type,
            Attachment.attached_at,
            AttachedFile.sha256,
        )
        .join(AttachedFile, AttachedFile.id == Attachment.file_id)
        .outerjoin(AttachmentRemoval, AttachmentRemoval.attachment_id == Attachment.id)
        .where(
            Attachment.kind == kind,
            Attachment.record_id.in_(list(named)),
            AttachmentRemoval.id.is_(None),
        )
        .order_by(Attachment.attached_at, Attachment.id)
    )
    found, filed = [], set()
    for record_id, title, media, attached_at, digest in session.execute(chosen):
        filed.add(record_id)
        found.append(
            BinderPaper(
                f"{named[record_id]}: {title}",
                partial(_content, digest=digest),
                on=attached_at.astimezone().date(),
                sha256=digest,
                media_type=media,
            )
        )
    return found, [name for record_id, name in named.items() if record_id not in filed]


def _content(session: Session, /, *, digest: str) -> bytes:
    return stored_content(session, digest=digest)
