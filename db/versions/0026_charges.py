"""One-off charges, their ledger, and invoice lines of both kinds.

Step 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_SOURCES = "'by_hand', 'slip_line', 'repair_line', 'repair_substitute', 'purchase_option'"
_KINDS = (
    "'purchase', 'purchase_option', 'supply', 'repair', 'substitute', 'direct_service',"
    " 'infusion_day', 'pharmacy_item'"
)
_CHAIN = (
    "(turn = 1 AND turn_before IS NULL)"
    " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)"
)
_CLAIM = ["source", "source_no", "turn"]
_OF_BOTH = (
    "(entry_id IS NOT NULL AND charge_id IS NULL AND charge_turn IS NULL"
    " AND usual_charge_cents IS NOT NULL)"
    " OR (entry_id IS NULL AND charge_id IS NOT NULL AND charge_turn IS NOT NULL)"
)


def upgrade() -> None:
    _create_claims()
    _create_charges()
    _create_proofs()
    _create_entries()
    _tell_runs_apart()
    _give_charges_their_words()
    _take_both_kinds_of_line()


def _create_claims() -> None:
    op.create_table(
        "charge_claims",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_no", sa.String, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("turn_before", sa.Integer),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_claims")),
        sa.UniqueConstraint(*_CLAIM, name=op.f("uq_charge_claims_source_source_no_turn")),
        sa.ForeignKeyConstraint(
            ["source", "source_no", "turn_before"],
            [f"charge_claims.{name}" for name in _CLAIM],
            name=op.f("fk_charge_claims_turn_before"),
        ),
        sa.CheckConstraint(f"source IN ({_SOURCES})", name=op.f("ck_charge_claims_source")),
        sa.CheckConstraint(_CHAIN, name=op.f("ck_charge_claims_turns_in_a_chain")),
        sa.CheckConstraint(
            "(turn % 2 = 0) = (why <> '')", name=op.f("ck_charge_claims_withdrawn_for_a_reason")
        ),
    )


def _create_charges() -> None:
    op.create_table(
        "charges",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("charge_no", sa.String, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_no", sa.String, nullable=False),
        sa.Column("source_turn", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("service_on", sa.Date, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("hcpcs", "modifiers", "description")
        ),
        sa.Column("product_id", sa.Integer),
        sa.Column("asset_id", sa.Integer),
        sa.Column("condition", sa.String(40), nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("usual_charge_cents", sa.BigInteger),
        sa.Column("asked", sa.String, nullable=False),
        sa.Column("pa_required", sa.Boolean, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        *_constraints_of_charges(),
    )
    for column in ("asset_id", "member_id", "service_on"):
        op.create_index(op.f(f"ix_charges_{column}"), "charges", [column])


def _constraints_of_charges() -> list[sa.Constraint]:
    checks = {
        "rests_on_a_claim": "source_turn % 2 = 1",
        "units_are_positive": "units >= 1",
        "charge_is_not_negative": "usual_charge_cents >= 0",
        "source": f"source IN ({_SOURCES})",
        "kind": f"kind IN ({_KINDS})",
        "condition": "condition IN ('new', 'used')",
    }
    keys = {
        "member_id": "members.id",
        "payer_id": "payers.id",
        "product_id": "products.id",
        "asset_id": "assets.id",
    }
    claim = ["source", "source_no", "source_turn"]
    return [
        sa.UniqueConstraint("charge_no", name=op.f("uq_charges_charge_no")),
        sa.UniqueConstraint(*claim, name=op.f("uq_charges_source_source_no_source_turn")),
        sa.ForeignKeyConstraint(
            claim, [f"charge_claims.{name}" for name in _CLAIM], name=op.f("fk_charges_source")
        ),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_charges_{column}"))
            for column, target in keys.items()
        ),
        *(
            sa.CheckConstraint(clause, name=op.f(f"ck_charges_{name}"))
            for name, clause in checks.items()
        ),
    ]


def _create_proofs() -> None:
    op.create_table(
        "charge_proofs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("charge_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("proof", sa.String(40), nullable=False),
        sa.Column("proof_on", sa.Date),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_proofs")),
        sa.UniqueConstraint("charge_id", "turn", name=op.f("uq_charge_proofs_charge_id_turn")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charges.id"], name=op.f("fk_charge_proofs_charge_id")
        ),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_charge_proofs_turn_is_positive")),
        sa.CheckConstraint(
            "proof IN ('signed', 'driver_note', 'carrier_log', 'none')",
            name=op.f("ck_charge_proofs_proof"),
        ),
    )


def _create_entries() -> None:
    op.create_table(
        "charge_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("charge_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("turn_before", sa.Integer),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_entries")),
        sa.UniqueConstraint("charge_id", "turn", name=op.f("uq_charge_entries_charge_id_turn")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charges.id"], name=op.f("fk_charge_entries_charge_id")
        ),
        sa.ForeignKeyConstraint(
            ["charge_id", "turn_before"],
            ["charge_entries.charge_id", "charge_entries.turn"],
            name=op.f("fk_charge_entries_turn_before"),
        ),
        sa.CheckConstraint(_CHAIN, name=op.f("ck_charge_entries_turns_in_a_chain")),
        sa.CheckConstraint(
            "(turn % 2 = 1 AND amount_cents >= 0) OR (turn % 2 = 0 AND amount_cents <= 0)",
            name=op.f("ck_charge_entries_credits_are_negative"),
        ),
    )


def _tell_runs_apart() -> None:
    with op.batch_alter_table("billing_runs") as table:
        table.add_column(
            sa.Column("kind", sa.String(40), server_default=sa.text("'month'"), nullable=False)
        )
        table.create_check_constraint(op.f("ck_billing_runs_kind"), "kind IN ('month', 'charges')")


def _give_charges_their_words() -> None:
    with op.batch_alter_table("printed_words") as table:
        table.drop_constraint(op.f("ck_printed_words_kind"), type_="check")
        table.create_check_constraint(
            op.f("ck_printed_words_kind"),
            "kind IN ('company', 'member', 'payer', 'product', 'charge')",
        )


def _take_both_kinds_of_line() -> None:
    with op.batch_alter_table("invoice_lines") as table:
        table.alter_column("entry_id", existing_type=sa.Integer, nullable=True)
        table.alter_column("usual_charge_cents", existing_type=sa.BigInteger, nullable=True)
        table.add_column(sa.Column("charge_id", sa.Integer))
        table.add_column(sa.Column("charge_turn", sa.Integer))
        table.create_foreign_key(
            op.f("fk_invoice_lines_charge_id"), "charges", ["charge_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_invoice_lines_charge_turn"),
            "charge_entries",
            ["charge_id", "charge_turn"],
            ["charge_id", "turn"],
        )
        table.create_unique_constraint(
            op.f("uq_invoice_lines_charge_id_charge_turn"), ["charge_id", "charge_turn"]
        )
        table.create_check_constraint(op.f("ck_invoice_lines_a_month_or_a_charge"), _OF_BOTH)
