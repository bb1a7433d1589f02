"""Imports with what they added, imports taken back, and what the import centre remembers.

Step 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_import_batches()
    _create_imported_files()
    _create_import_undos()
    _create_import_recipes()


def _create_import_batches() -> None:
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String, nullable=False),
        sa.Column("added", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )


def _create_imported_files() -> None:
    op.create_table(
        "imported_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_files")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_imported_files_batch_id")
        ),
        sa.CheckConstraint(
            "added >= 0 AND changed >= 0 AND unchanged >= 0",
            name=op.f("ck_imported_files_counts"),
        ),
    )
    op.create_index(op.f("ix_imported_files_batch_id"), "imported_files", ["batch_id"])


def _create_import_undos() -> None:
    op.create_table(
        "import_undos",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_undos")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_import_undos_batch_id")
        ),
        sa.UniqueConstraint("batch_id", name=op.f("uq_import_undos_batch_id")),
    )


def _create_import_recipes() -> None:
    op.create_table(
        "import_recipes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("recipe", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_recipes")),
        sa.UniqueConstraint("name", name=op.f("uq_import_recipes_name")),
    )
