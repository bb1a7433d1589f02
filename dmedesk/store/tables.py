"""The audit trail's tables: who did what, when, to which records.

One ``AuditEntry`` an action that changed anything. What was edited or removed stands beneath it
with its old and new values; what was added stands there as a range of ids, for rows that are
only ever added are their own history.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
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

    The ids are empty where rows were added in bulk and nobody asked for their ids.
    """

    __tablename__ = "audit_additions"
    __table_args__ = (Index(None, "table_name", "first_id", "last_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entries.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(63))
    row_count: Mapped[int]
    first_id: Mapped[int | None]
    last_id: Mapped[int | None]
