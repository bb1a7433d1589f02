"""The store's own tables: the audit trail, attached files, and the search index.

The audit trail tells who did what, when, to which records. One ``AuditEntry`` an action that
changed anything. What was edited or removed stands beneath it with its old and new values; what
was added stands there as a range of ids, for rows that are only ever added are their own history.
Attached files are such rows: a file that is taken off a record gets a further fact that says so,
and its bytes stay.

The search index is derived from the other tables and from the trail: it may be dropped and made
anew at any time, is not exported and not audited. The words themselves stand in ``search_words``,
which each database has in a form of its own (``store.words``).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.store.base import Base
from dmedesk.store.columns import Moment, choice


class Verb(StrEnum):
    """What became of a record."""

    CHANGED = "changed"
    REMOVED = "removed"


class AuditEntry(Base):
    """One action that changed something: when (UTC), who (the system's login), and its name."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(200))


class AuditEdit(Base):
    """One record that the action changed or removed; only the columns that differ.

    ``old_values`` and ``new_values`` map a column's name to its value: money in cents, dates and
    moments as ISO text, choices as their text, bytes as length and SHA-256.
    """

    __tablename__ = "audit_edits"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entries.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[int]
    verb: Mapped[Verb] = mapped_column(choice(Verb, "verb"))
    old_values: Mapped[dict[str, Any]] = mapped_column(JSON)
    new_values: Mapped[dict[str, Any]] = mapped_column(JSON)


class AuditAddition(Base):
    """The rows that the action added to one table: how many, and their first and last id.

    The ids are empty where rows were added in bulk and nobody asked for their ids; such rows
    stand apart from those that the same action added otherwise.
    """

    __tablename__ = "audit_additions"
    __table_args__ = (Index(None, "table_name", "first_id", "last_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entries.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(63))
    row_count: Mapped[int]
    first_id: Mapped[int | None]
    last_id: Mapped[int | None]


class SearchEntry(Base):
    """What a search shows of one record; ``id`` holds its kind and its row (``store.search``)."""

    __tablename__ = "search_entries"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    title: Mapped[str]
    line: Mapped[str]


class SearchFeed(Base):
    """How far one kind of record is read into the index.

    ``reached_id`` is the last row read while the kind is read as a whole, empty when that is done.
    ``edition`` is the feed's, so that a feed that tells other words is read anew.
    """

    __tablename__ = "search_feeds"
    __table_args__ = (UniqueConstraint("kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    edition: Mapped[int]
    reached_id: Mapped[int | None] = mapped_column(BigInteger)


class SearchMark(Base):
    """How far the audit trail is read into the index: one row.

    ``late`` lists numbers of entries before ``entry_id`` that were not there yet, each with the
    transaction number from which on nobody can still bring it (PostgreSQL; SQLite has none late).
    """

    __tablename__ = "search_marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int]
    late: Mapped[list[list[int]]] = mapped_column(JSON)


class AttachedFile(Base):
    """The bytes of files that are attached to records: the same bytes are stored once."""

    __tablename__ = "attached_files"
    __table_args__ = (
        UniqueConstraint("sha256"),
        CheckConstraint("size > 0", name="size_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Base):
    """A file attached to a record: what it was called, what it is, when and by whom.

    ``kind`` and ``record_id`` are those of a ``RecordRef``. Never edited.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        UniqueConstraint("kind", "record_id", "file_id", "attached_at"),
        Index(None, "file_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("attached_files.id"))
    file_name: Mapped[str]
    media_type: Mapped[str]
    title: Mapped[str]
    attached_at: Mapped[datetime] = mapped_column(Moment)
    attached_by: Mapped[str]


class AttachmentRemoval(Base):
    """That a file was taken off its record: when, by whom, why."""

    __tablename__ = "attachment_removals"
    __table_args__ = (UniqueConstraint("attachment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"))
    removed_at: Mapped[datetime] = mapped_column(Moment)
    removed_by: Mapped[str]
    reason: Mapped[str]


class KeptDraft(Base):
    """What one person typed into a record's form and did not save (``record_id`` 0: a new one).

    ``typed`` maps a field to what stands in it, ``base`` to what stood there before. Convenience:
    neither audited nor exported.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("kind", "record_id", "person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    person: Mapped[str] = mapped_column(String(200))
    typed: Mapped[dict[str, Any]] = mapped_column(JSON)
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Moment)


class PaperPrint(Base):
    """That a stored paper was printed: which copy, when, by whom, on which printer.

    ``kind`` and ``number`` name the paper (``invoice``, ``INV-000012``); ``copy`` counts from 1. A
    fact: never edited. Not exported, for it tells of paper and not of the business.
    """

    __tablename__ = "prints"
    __table_args__ = (
        UniqueConstraint("kind", "number", "copy"),
        CheckConstraint("copy >= 1", name="copy_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str]
    copy: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(Moment)
    printed_by: Mapped[str] = mapped_column(String(200))
    printer: Mapped[str]
