"""What was imported, and what was taken back; what the import centre remembers between two days."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.store.base import Base
from dmedesk.store.columns import Moment


class ImportBatch(Base):
    """One import that changed the shop: when (UTC), by whom, and the ids of the rows it added.

    ``added`` maps a table's name to ranges of ids, first and last. What it changed stands in the
    audit entry that added this row.
    """

    __tablename__ = "import_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[str]
    added: Mapped[dict[str, Any]] = mapped_column(JSON)


class ImportedFile(Base):
    """One file or sheet of an import: its name, its SHA-256, its kind, and what its rows did."""

    __tablename__ = "imported_files"
    __table_args__ = (
        CheckConstraint("added >= 0 AND changed >= 0 AND unchanged >= 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey(ImportBatch.id), index=True)
    name: Mapped[str]
    sha256: Mapped[str]
    kind: Mapped[str]
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]


class ImportUndo(Base):
    """An import that was taken back as a whole: when (UTC) and by whom. Once at most."""

    __tablename__ = "import_undos"
    __table_args__ = (UniqueConstraint("batch_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey(ImportBatch.id))
    undone_at: Mapped[datetime] = mapped_column(Moment)
    undone_by: Mapped[str]


class ImportRecipe(Base):
    """What the sheets of files of one name meant, remembered for the next time."""

    __tablename__ = "import_recipes"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    recipe: Mapped[list[Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Moment)
