"""Photos and papers attached to records, as plain values, and the door through which a page keeps
and reads them: a page's box of tools knows no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef

LARGEST_MEGABYTES = 20
"""What an attached file may have at most unless the shop says otherwise."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Attached:
    """One file attached to a record; ``title`` says what it is, ``size`` is in bytes."""

    id: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    title: str
    attached_at: datetime
    attached_by: str


class AttachmentDoor(Protocol):
    """Keeps and reads attached files; the first argument is what the database's door opens."""

    def largest(self, session: Any) -> int:
        """The bytes that one file may have at most."""
        ...

    def listed(self, session: Any, ref: RecordRef) -> Sequence[Attached]:
        """The files attached to a record and not removed, the newest first."""
        ...

    def content(self, session: Any, attachment_id: int) -> bytes:
        """The bytes of one."""
        ...

    def attach(
        self, work: Any, *, ref: RecordRef, file_name: str, content: bytes, title: str = ""
    ) -> int:
        """Attach a file to a record; answers its id. ``Refused`` for one that cannot be kept."""
        ...

    def remove(self, work: Any, *, attachment_id: int, reason: str) -> None:
        """Take a file off its record, for a reason; its bytes stay. ``Refused`` without one."""
        ...


class _NoAttachments:
    """The door of a workplace that has none: nothing is attached, and nothing can be."""

    def largest(self, _session: Any) -> int:
        """None fits."""
        return 0

    def listed(self, _session: Any, _ref: RecordRef) -> Sequence[Attached]:
        """Nothing."""
        return ()

    def content(self, _session: Any, attachment_id: int) -> bytes:
        """There is none: LookupError."""
        raise LookupError(attachment_id)

    def attach(
        self, _work: Any, *, ref: RecordRef, file_name: str, content: bytes, title: str = ""
    ) -> int:
        """There is no place for it: LookupError."""
        raise LookupError(ref, file_name, len(content), title)

    def remove(self, _work: Any, *, attachment_id: int, reason: str) -> None:
        """There is none: LookupError."""
        raise LookupError(attachment_id, reason)


NO_ATTACHMENTS: AttachmentDoor = _NoAttachments()
"""What a workplace has unless the desk gives it the shop's own."""


def in_megabytes(size: int) -> str:
    """A size as people read it: ``640 kB``, ``2.4 MB``."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / _MEGABYTE:,.1f} MB"


def bytes_of_megabytes(megabytes: int) -> int:
    """A limit in bytes."""
    return megabytes * _MEGABYTE


def too_large(name: str, size: int, largest: int) -> Finding:
    """That a file is larger than a shop keeps; sizes in bytes."""
    return Finding(
        Severity.STOP,
        code="file_too_large",
        message=f"{name} has {in_megabytes(size)}; at most {in_megabytes(largest)} are kept.",
        subject=name,
        remedy="Scan it again with fewer dots, or photograph it smaller.",
    )
