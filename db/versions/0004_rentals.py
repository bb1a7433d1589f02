"""Rentals and the ledger of their months.

Step 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_rentals()
    _create_interruptions()
    _create_month_entries()
    _create_rental_units()


def _create_rentals() -> None:
    op.create_table(
        "rentals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("months_already_paid", sa.Integer, nullable=False),
        sa.Column("paid_already_cents", sa.BigInteger),
        sa.Column("pa_required", sa.Boolean, nullable=False),
        sa.Column("proof", sa.String(40), nullable=False),
        sa.Column("proof_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rentals")),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_rentals_asset_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_rentals_member_id")),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_rentals_payer_id")),
        sa.UniqueConstraint("rental_no", name=op.f("uq_rentals_rental_no")),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_rentals_ended_after_started"),
        ),
        sa.CheckConstraint(
            "months_already_paid >= 0", name=op.f("ck_rentals_months_are_not_negative")
        ),
        sa.CheckConstraint(
            "months_already_paid = 0 OR paid_already_cents IS NOT NULL",
            name=op.f("ck_rentals_paid_is_known"),
        ),
        sa.CheckConstraint("paid_already_cents >= 0", name=op.f("ck_rentals_paid_is_not_negative")),
        sa.CheckConstraint(
            "proof IN ('signed', 'driver_note', 'carrier_log', 'none')",
            name=op.f("ck_rentals_proof"),
        ),
    )
    op.create_index(op.f("ix_rentals_asset_id"), "rentals", ["asset_id"])
    op.create_index(op.f("ix_rentals_member_id"), "rentals", ["member_id"])
    op.create_index(
        op.f("uq_rentals_asset_id_open"),
        "rentals",
        ["asset_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def _create_interruptions() -> None:
    op.create_table(
        "interruptions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("reason", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interruptions")),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_interruptions_rental_id")
        ),
        sa.UniqueConstraint(
            "rental_id", "from_on", name=op.f("uq_interruptions_rental_id_from_on")
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on",
            name=op.f("ck_interruptions_from_before_until"),
        ),
    )


def _create_month_entries() -> None:
    op.create_table(
        "month_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("turn_before", sa.Integer),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_entries")),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_month_entries_rental_id")
        ),
        sa.ForeignKeyConstraint(
            ["rental_id", "from_on", "turn_before"],
            ["month_entries.rental_id", "month_entries.from_on", "month_entries.turn"],
            name=op.f("fk_month_entries_turn_before"),
        ),
        sa.UniqueConstraint(
            "rental_id", "from_on", "turn", name=op.f("uq_month_entries_rental_id_from_on_turn")
        ),
        sa.CheckConstraint(
            "(turn % 2 = 1 AND amount_cents >= 0) OR (turn % 2 = 0 AND amount_cents <= 0)",
            name=op.f("ck_month_entries_credits_are_negative"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_month_entries_number_is_positive")),
        sa.CheckConstraint(
            (
                "(turn = 1 AND turn_before IS NULL) OR (turn > 1 AND turn_before IS NOT "
                "NULL AND turn_before = turn - 1)"
            ),
            name=op.f("ck_month_entries_turns_in_a_chain"),
        ),
    )


def _create_rental_units() -> None:
    op.create_table(
        "rental_units",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rental_units")),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_rental_units_asset_id")),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_rental_units_rental_id")
        ),
        sa.UniqueConstraint("rental_id", "from_on", name=op.f("uq_rental_units_rental_id_from_on")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f("ck_rental_units_from_before_until")
        ),
    )
    op.create_index(op.f("ix_rental_units_asset_id"), "rental_units", ["asset_id"])
