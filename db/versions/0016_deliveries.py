"""Tickets of deliveries, pickups and exchanges, their lines, and the proofs of what was done.

Step 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KINDS = "'delivery', 'pickup', 'exchange'"
_STAGES = "'to_print', 'out', 'waiting', 'reason_given', 'done', 'cancelled'"
_REASONS = (
    "'no_longer_needed', 'discharged', 'deceased', 'moved_away', 'defective', 'unpaid', 'recall'"
)
_METHODS = "'direct', 'unsigned', 'carrier', 'facility', 'before_discharge'"
_SIGNERS = (
    "'self', 'spouse', 'family', 'caregiver', 'guardian', 'neighbor', 'facility_staff',"
    " 'supplier_staff'"
)
_UNSIGNED = (
    "'physically_unable', 'cognitively_unable', 'nobody_home', 'left_as_agreed',"
    " 'refused_to_sign', 'infection'"
)


def upgrade() -> None:
    _create_tickets()
    _create_ticket_lines()
    _create_proofs()


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("ticket_no", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("planned_on", sa.Date, nullable=False),
        sa.Column("visited_on", sa.Date),
        sa.Column("driver", sa.String),
        sa.Column("reason", sa.String(40)),
        sa.Column("note", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("ticket_no", name=op.f("uq_tickets_ticket_no")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_tickets_member_id")),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_tickets_payer_id")),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_tickets_kind")),
        sa.CheckConstraint(f"stage IN ({_STAGES})", name=op.f("ck_tickets_stage")),
        sa.CheckConstraint(f"reason IN ({_REASONS})", name=op.f("ck_tickets_reason")),
        sa.CheckConstraint(
            "(kind = 'pickup') = (reason IS NOT NULL)",
            name=op.f("ck_tickets_pickups_have_a_reason"),
        ),
        sa.CheckConstraint(
            "(stage = 'done') = (visited_on IS NOT NULL)", name=op.f("ck_tickets_done_has_a_day")
        ),
    )
    for column in ("stage", "member_id", "planned_on"):
        op.create_index(op.f(f"ix_tickets_{column}"), "tickets", [column])


def _create_ticket_lines() -> None:
    op.create_table(
        "ticket_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("ticket_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer),
        sa.Column("moved_asset_id", sa.Integer),
        sa.Column("rental_id", sa.Integer),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("accessories", sa.String),
        sa.Column("is_open", sa.Boolean, server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_lines")),
        sa.UniqueConstraint("ticket_id", "place", name=op.f("uq_ticket_lines_ticket_id_place")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_ticket_lines_{column}"))
            for column, target in (
                ("ticket_id", "tickets.id"),
                ("product_id", "products.id"),
                ("asset_id", "assets.id"),
                ("moved_asset_id", "assets.id"),
                ("rental_id", "rentals.id"),
            )
        ),
        sa.CheckConstraint("way IN ('out', 'back')", name=op.f("ck_ticket_lines_way")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_ticket_lines_quantity_is_positive")),
        sa.CheckConstraint(
            "asset_id IS NULL OR quantity = 1", name=op.f("ck_ticket_lines_a_unit_is_one")
        ),
    )
    for column in ("asset_id", "rental_id"):
        op.create_index(op.f(f"ix_ticket_lines_{column}"), "ticket_lines", [column])
    op.create_index(
        op.f("uq_ticket_lines_asset_id_open"),
        "ticket_lines",
        ["asset_id"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )


def _create_proofs() -> None:
    op.create_table(
        "proofs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("ticket_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("delivered_on", sa.Date),
        sa.Column("has_signature", sa.Boolean, nullable=False),
        sa.Column("signer", sa.String, nullable=False),
        sa.Column("relationship", sa.String(40)),
        sa.Column("signed_on", sa.Date),
        sa.Column("reason", sa.String(40)),
        sa.Column("driver_note", sa.String, nullable=False),
        sa.Column("carrier", sa.String, nullable=False),
        sa.Column("package_id", sa.String, nullable=False),
        sa.Column("shipped_on", sa.Date),
        sa.Column("carrier_evidence", sa.String, nullable=False),
        sa.Column("facility", sa.String, nullable=False),
        sa.Column("received_by", sa.String, nullable=False),
        sa.Column("discharged_on", sa.Date),
        sa.Column("delivered_by", sa.String, nullable=False),
        sa.Column("tasks_done", sa.String, nullable=False),
        sa.Column("strokes", sa.String),
        sa.Column("service_on", sa.Date),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proofs")),
        sa.UniqueConstraint("ticket_id", "turn", name=op.f("uq_proofs_ticket_id_turn")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_proofs_ticket_id")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_proofs_turn_is_positive")),
        sa.CheckConstraint(f"method IN ({_METHODS})", name=op.f("ck_proofs_method")),
        sa.CheckConstraint(f"relationship IN ({_SIGNERS})", name=op.f("ck_proofs_relationship")),
        sa.CheckConstraint(f"reason IN ({_UNSIGNED})", name=op.f("ck_proofs_reason")),
    )
