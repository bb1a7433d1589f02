"""Staff with their PINs and rights, policies by date, closed days; whether numbers were given.

Step 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROLES = "role IN ('owner', 'biller', 'intake', 'driver', 'reader')"
_RIGHTS = (
    "right_name IN ('edit_members', 'edit_units', 'edit_rentals', 'post_month', 'print_papers', "
    "'change_rates', 'import_files', 'export', 'see_history', 'override', 'change_settings', "
    "'manage_staff')"
)


def upgrade() -> None:
    _create_staff()
    _create_staff_pins()
    _create_role_rights()
    _create_policies()
    _create_closed_days()
    _tell_whether_numbers_were_given()


def _create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name")),
        sa.CheckConstraint(_ROLES, name=op.f("ck_staff_role")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f("ck_staff_from_before_until")
        ),
    )


def _create_staff_pins() -> None:
    op.create_table(
        "staff_pins",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("wrong_count", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.Column("wrong_at", sa.DateTime(timezone=True)),
        sa.Column("right_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_pins")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.id"], name=op.f("fk_staff_pins_person_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_staff_pins_person_id")),
        sa.CheckConstraint("wrong_count >= 0", name=op.f("ck_staff_pins_wrong_count_is_a_count")),
    )


def _create_role_rights() -> None:
    op.create_table(
        "role_rights",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("right_name", sa.String(40), nullable=False),
        sa.Column("is_ticked", sa.Boolean, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_rights")),
        sa.UniqueConstraint("role", "right_name", name=op.f("uq_role_rights_role_right_name")),
        sa.CheckConstraint(_ROLES, name=op.f("ck_role_rights_role")),
        sa.CheckConstraint(_RIGHTS, name=op.f("ck_role_rights_right_name")),
    )


def _create_policies() -> None:
    op.create_table(
        "policies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("regime", sa.String, nullable=False),
        sa.Column("payer_code", sa.String, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("said_by", sa.String, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
    )
    op.create_index(
        op.f("ix_policies_key_regime_payer_code_from_on"),
        "policies",
        ["key", "regime", "payer_code", "from_on"],
    )


def _create_closed_days() -> None:
    op.create_table(
        "closed_days",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_days")),
        sa.UniqueConstraint("closed_on", name=op.f("uq_closed_days_closed_on")),
    )


def _tell_whether_numbers_were_given() -> None:
    op.add_column(
        "number_series",
        sa.Column("is_begun", sa.Boolean, server_default=sa.text("false"), nullable=False),
    )
    op.execute("UPDATE number_series SET is_begun = true WHERE EXISTS (SELECT 1 FROM invoices)")
