"""Photos and papers attached to any record: kept with their bytes, never edited, taken off by a
further fact. The same bytes are stored once, on however many records they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.attachments import (
    LARGEST_MEGABYTES,
    Attached,
    bytes_of_megabytes,
    too_large,
)
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.media import media_type, plain_name
from dmedesk.kit.references import RecordRef
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.store.rows import stored_rows
from dmedesk.store.tables import AttachedFile, Attachment, AttachmentRemoval
from dmedesk.store.unit_of_work import UnitOfWork

LOCK = "attached_files"
_NAME = "This file"
_AT_ONCE = 20


def attached_faults(session: Session) -> Iterator[Finding]:
    """Attached files whose bytes are not those of their SHA-256 any more."""
    chosen = select(AttachedFile.sha256, AttachedFile.content).execution_options(yield_per=_AT_ONCE)
    for digest, content in session.execute(chosen):
        if sha256(content).hexdigest() != digest:
            yield Finding(
                Severity.STOP,
                "attachment_damaged",
                "An attached file is not the one that was attached.",
                subject=digest[:12],
                remedy="Take it from a backup.",
            )


def kept_content(session: Session, *, sha256: str) -> bytes:
    """The bytes of this digest, whichever records they are attached to, or were."""
    chosen = select(AttachedFile.content).where(AttachedFile.sha256 == sha256)
    return session.scalars(chosen).one()


@dataclass(frozen=True, slots=True)
class Attachments:
    """The door of pages (``kit.attachments.AttachmentDoor``).

    ``megabytes_of`` answers what a file may have at most, with an open session.
    """

    megabytes_of: Callable[[Session], int] = lambda _session: LARGEST_MEGABYTES

    def largest(self, session: Session) -> int:
        """The bytes that one file may have at most."""
        return bytes_of_megabytes(self.megabytes_of(session))

    def listed(self, session: Session, ref: RecordRef) -> list[Attached]:
        """The files attached to a record and not removed, the newest first."""
        rows = session.execute(
            select(Attachment, AttachedFile.size, AttachedFile.sha256)
            .join(AttachedFile, AttachedFile.id == Attachment.file_id)
            .outerjoin(AttachmentRemoval, AttachmentRemoval.attachment_id == Attachment.id)
            .where(
                Attachment.kind == ref.kind,
                Attachment.record_id == ref.id,
                AttachmentRemoval.id.is_(None),
            )
            .order_by(Attachment.attached_at.desc(), Attachment.id.desc())
        )
        return [
            Attached(
                id=one.id,
                file_name=one.file_name,
                media_type=one.media_type,
                size=size,
                sha256=digest,
                title=one.title,
                attached_at=one.attached_at,
                attached_by=one.attached_by,
            )
            for one, size, digest in rows
        ]

    def content(self, session: Session, attachment_id: int) -> bytes:
        """The bytes of an attached file, removed or not."""
        chosen = select(AttachedFile.content).join(
            Attachment, Attachment.file_id == AttachedFile.id
        )
        return session.scalars(chosen.where(Attachment.id == attachment_id)).one()

    def attach(
        self, work: UnitOfWork, *, ref: RecordRef, file_name: str, content: bytes, title: str = ""
    ) -> int:
        """Attach a file to a record; answers the attachment's id.

        ``Refused`` for an empty file, one that is too large, and one that the record has already.
        """
        name = plain_name(file_name) or "file"
        digest = sha256(content).hexdigest()
        findings = _file_findings(name, len(content), self.largest(work.session))
        if any(one.sha256 == digest for one in self.listed(work.session, ref)):
            findings.append(
                _stop(
                    "attached_already",
                    f"{name} is attached to this record already.",
                    name,
                    "Open the one that is there.",
                )
            )
        if findings:
            raise Refused(findings)
        attachment = Attachment(
            kind=ref.kind,
            record_id=ref.id,
            file_id=_keep_bytes(work, digest, content),
            file_name=name,
            media_type=media_type(content, name),
            title=title.strip() or name,
            attached_at=work.now,
            attached_by=work.actor,
        )
        work.session.add(attachment)
        work.session.flush()
        return attachment.id

    def remove(self, work: UnitOfWork, *, attachment_id: int, reason: str) -> None:
        """Take a file off its record. ``Refused`` without a reason, or where it is off already."""
        if not reason.strip():
            raise Refused([_stop("no_reason", "A file is not removed without a reason.")])
        taken_off = select(AttachmentRemoval.id).where(
            AttachmentRemoval.attachment_id == attachment_id
        )
        if work.session.scalar(taken_off) is not None:
            raise Refused([_stop("removed_already", f"{_NAME} has been removed already.")])
        work.session.add(
            AttachmentRemoval(
                attachment_id=attachment_id,
                removed_at=work.now,
                removed_by=work.actor,
                reason=reason.strip(),
            )
        )
        work.session.flush()


def stored_attachments(session: Session) -> list[StoredRow]:
    """Every attachment with its record as kind and id, its file's hash, and its removal."""
    return stored_rows(
        session,
        select(
            Attachment.id,
            Attachment.kind,
            Attachment.record_id,
            AttachedFile.sha256,
            Attachment.attached_at,
            Attachment.attached_by,
            Attachment.file_name,
            Attachment.media_type,
            Attachment.title,
            AttachmentRemoval.removed_at,
            AttachmentRemoval.removed_by,
            AttachmentRemoval.reason,
        )
        .join(AttachedFile, AttachedFile.id == Attachment.file_id)
        .outerjoin(AttachmentRemoval, AttachmentRemoval.attachment_id == Attachment.id)
        .order_by(Attachment.id),
    )


def stored_content(session: Session, *, digest: str) -> bytes:
    """The bytes that have this SHA-256."""
    chosen = select(AttachedFile.content).where(AttachedFile.sha256 == digest)
    return session.scalars(chosen).one()


def take_attachments(
    work: UnitOfWork, *, added: Sequence[Values], contents: Iterable[bytes]
) -> None:
    """Enter attachments as another shop had them, by the columns of ``stored_attachments``.

    ``contents`` has the bytes of each, in the same order.
    """
    for values, content in zip(added, contents, strict=True):
        kept = {name: value for name, value in values.items() if name not in _OF_ELSEWHERE}
        attachment = Attachment(**kept, file_id=_keep_bytes(work, values["sha256"], content))
        work.session.add(attachment)
        work.session.flush()
        take_removals(work, removed={attachment.id: values})


def take_removals(work: UnitOfWork, *, removed: Mapping[int, Values]) -> None:
    """Enter that attachments were removed, by their ids; those that were not are passed over."""
    for attachment_id, values in removed.items():
        if values.get("removed_at") is not None:
            said: dict[str, Any] = {name: values.get(name) or "" for name in _REMOVAL}
            work.session.add(AttachmentRemoval(attachment_id=attachment_id, **said))
    work.session.flush()


_REMOVAL = ("removed_at", "removed_by", "reason")
_OF_ELSEWHERE = frozenset({"sha256", *_REMOVAL})


def _keep_bytes(work: UnitOfWork, digest: str, content: bytes) -> int:
    work.lock(LOCK)
    known = work.session.scalar(select(AttachedFile.id).where(AttachedFile.sha256 == digest))
    if known is not None:
        return known
    file = AttachedFile(sha256=digest, size=len(content), content=content)
    work.session.add(file)
    work.session.flush()
    work.session.expunge(file)
    return file.id


def _file_findings(name: str, size: int, largest: int) -> list[Finding]:
    if size == 0:
        return [_stop("empty_file", f"{name} is empty.", name, "Choose another file.")]
    if size > largest:
        return [too_large(name, size, largest)]
    return []


def _stop(code: str, message: str, subject: str = "", remedy: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject, remedy)
