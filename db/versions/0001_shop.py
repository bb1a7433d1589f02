"""The audit trail, the company with its logos, and its numbering.

Step 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_audit_entries()
    _create_logos()
    _create_companies()
    _create_number_series()
    _create_audit_additions()
    _create_audit_edits()


def _create_audit_entries() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"])


def _create_logos() -> None:
    op.create_table(
        "logos",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logos")),
        sa.UniqueConstraint("name", name=op.f("uq_logos_name")),
    )


def _create_companies() -> None:
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("address1", sa.String),
        sa.Column("address2", sa.String),
        sa.Column("city", sa.String),
        sa.Column("state", sa.String),
        sa.Column("zip", sa.String),
        sa.Column("phone", sa.String),
        sa.Column("npi", sa.String),
        sa.Column("logo", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.ForeignKeyConstraint(["logo"], ["logos.name"], name=op.f("fk_companies_logo")),
        sa.UniqueConstraint("from_on", name=op.f("uq_companies_from_on")),
    )


def _create_number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("prefix", sa.String, nullable=False),
        sa.Column("next_number", sa.Integer, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("key", name=op.f("uq_number_series_key")),
        sa.CheckConstraint(
            "next_number >= 1", name=op.f("ck_number_series_next_number_is_positive")
        ),
        sa.CheckConstraint("width >= 1", name=op.f("ck_number_series_width_is_positive")),
    )


def _create_audit_additions() -> None:
    op.create_table(
        "audit_additions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("first_id", sa.Integer),
        sa.Column("last_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_additions")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entries.id"], name=op.f("fk_audit_additions_entry_id")
        ),
    )
    op.create_index(op.f("ix_audit_additions_entry_id"), "audit_additions", ["entry_id"])
    op.create_index(
        op.f("ix_audit_additions_table_name_first_id_last_id"),
        "audit_additions",
        ["table_name", "first_id", "last_id"],
    )


def _create_audit_edits() -> None:
    op.create_table(
        "audit_edits",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("old_values", sa.JSON, nullable=False),
        sa.Column("new_values", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_edits")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entries.id"], name=op.f("fk_audit_edits_entry_id")
        ),
        sa.CheckConstraint("verb IN ('changed', 'removed')", name=op.f("ck_audit_edits_verb")),
    )
    op.create_index(op.f("ix_audit_edits_entry_id"), "audit_edits", ["entry_id"])
    op.create_index(
        op.f("ix_audit_edits_table_name_row_id"), "audit_edits", ["table_name", "row_id"]
    )
