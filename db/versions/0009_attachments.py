"""Photos and papers attached to records.

Step 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_attached_files()
    _create_attachments()
    _create_attachment_removals()


def _create_attached_files() -> None:
    op.create_table(
        "attached_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attached_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attached_files_sha256")),
        sa.CheckConstraint("size > 0", name=op.f("ck_attached_files_size_is_positive")),
    )


def _create_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("file_id", sa.Integer, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attached_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["attached_files.id"], name=op.f("fk_attachments_file_id")
        ),
        sa.UniqueConstraint(
            "kind",
            "record_id",
            "file_id",
            "attached_at",
            name=op.f("uq_attachments_kind_record_id_file_id_attached_at"),
        ),
    )
    op.create_index(op.f("ix_attachments_file_id"), "attachments", ["file_id"])


def _create_attachment_removals() -> None:
    op.create_table(
        "attachment_removals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("attachment_id", sa.Integer, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_removals")),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_attachment_removals_attachment_id"),
        ),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_attachment_removals_attachment_id")),
    )
