"""Payments: batches, what came, what it pays, and what payers answered.

Step 0028, after 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_RIGHTS = (
    "right_name IN ('edit_members', 'edit_units', 'edit_rentals', 'post_month', 'take_payments', "
    "'write_off', 'print_papers', 'change_rates', 'import_files', 'export', 'see_history', "
    "'override', 'change_settings', 'manage_staff')"
)
_CLOSED = (
    "SELECT 1 FROM batch_facts WHERE batch_facts.batch_id = NEW.batch_id"
    " AND batch_facts.step = 'closed'"
)


def upgrade() -> None:
    _create_payment_batches()
    _create_batch_facts()
    _create_remittance_files()
    _create_payments()
    _create_payment_facts()
    _create_remittance_lines()
    _create_allocations()
    _add_rights()
    _keep_what_was_closed()


def _create_payment_batches() -> None:
    op.create_table(
        "payment_batches",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_no", sa.Integer, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batches")),
        sa.UniqueConstraint("batch_no", name=op.f("uq_payment_batches_batch_no")),
    )


def _create_batch_facts() -> None:
    op.create_table(
        "batch_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("expected_cents", sa.BigInteger, nullable=False),
        sa.Column("counted_cents", sa.BigInteger),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_facts")),
        sa.UniqueConstraint("batch_id", "turn", name=op.f("uq_batch_facts_batch_id_turn")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_batch_facts_turn_is_positive")),
        sa.CheckConstraint(
            (
                "(step = 'expected' AND counted_cents IS NULL) OR (step = 'closed' AND "
                "counted_cents IS NOT NULL AND counted_cents = expected_cents)"
            ),
            name=op.f("ck_batch_facts_closed_in_balance"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batches.id"], name=op.f("fk_batch_facts_batch_id")
        ),
        sa.CheckConstraint("step IN ('expected', 'closed')", name=op.f("ck_batch_facts_step")),
    )
    op.create_index(
        "uq_batch_facts_batch_id_closed",
        "batch_facts",
        ["batch_id"],
        unique=True,
        sqlite_where=sa.text("step = 'closed'"),
        postgresql_where=sa.text("step = 'closed'"),
    )


def _create_remittance_files() -> None:
    op.create_table(
        "remittance_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remittance_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_remittance_files_sha256")),
    )


def _create_payments() -> None:
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("payment_no", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("member_id", sa.Integer),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("reference_key", sa.String),
        sa.Column("presented", sa.Integer, nullable=False),
        sa.Column("dated_on", sa.Date),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("is_deposit", sa.Boolean, nullable=False),
        sa.Column("file_id", sa.Integer),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("payment_no", name=op.f("uq_payments_payment_no")),
        sa.UniqueConstraint("batch_id", "place", name=op.f("uq_payments_batch_id_place")),
        sa.UniqueConstraint(
            "payer_id",
            "kind",
            "reference_key",
            "presented",
            name=op.f("uq_payments_payer_id_kind_reference_key_presented"),
        ),
        sa.UniqueConstraint(
            "member_id",
            "kind",
            "reference_key",
            "presented",
            name=op.f("uq_payments_member_id_kind_reference_key_presented"),
        ),
        sa.CheckConstraint(
            "(payer_id IS NULL) <> (member_id IS NULL)", name=op.f("ck_payments_of_one_account")
        ),
        sa.CheckConstraint(
            "amount_cents > 0 OR (amount_cents = 0 AND kind = 'remittance')",
            name=op.f("ck_payments_amount_is_positive"),
        ),
        sa.CheckConstraint("presented >= 1", name=op.f("ck_payments_presented_is_counted")),
        sa.CheckConstraint("place >= 1", name=op.f("ck_payments_place_is_counted")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batches.id"], name=op.f("fk_payments_batch_id")
        ),
        sa.CheckConstraint(
            "kind IN ('check', 'card_slip', 'transfer', 'remittance')",
            name=op.f("ck_payments_kind"),
        ),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_payments_payer_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_payments_member_id")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["remittance_files.id"], name=op.f("fk_payments_file_id")
        ),
    )


def _create_payment_facts() -> None:
    op.create_table(
        "payment_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("payment_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_facts")),
        sa.UniqueConstraint("payment_id", "turn", name=op.f("uq_payment_facts_payment_id_turn")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_payment_facts_turn_is_positive")),
        sa.CheckConstraint(
            (
                "(step = 'reversed' AND reason IS NOT NULL AND amount_cents >= 0) OR "
                "(step = 'returned' AND reason IS NULL AND amount_cents > 0)"
            ),
            name=op.f("ck_payment_facts_reversed_or_returned"),
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_payment_facts_payment_id")
        ),
        sa.CheckConstraint("step IN ('reversed', 'returned')", name=op.f("ck_payment_facts_step")),
        sa.CheckConstraint(
            "reason IN ('bounced', 'stopped', 'taken_back', 'entered_wrong')",
            name=op.f("ck_payment_facts_reason"),
        ),
    )
    op.create_index(
        "uq_payment_facts_payment_id_reversed",
        "payment_facts",
        ["payment_id"],
        unique=True,
        sqlite_where=sa.text("step = 'reversed'"),
        postgresql_where=sa.text("step = 'reversed'"),
    )


def _create_remittance_lines() -> None:
    op.create_table(
        "remittance_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("payment_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("paid_cents", sa.BigInteger, nullable=False),
        sa.Column("allowed_cents", sa.BigInteger),
        sa.Column("adjustments", sa.String, nullable=False),
        sa.Column("remarks", sa.String, nullable=False),
        sa.Column("answered_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remittance_lines")),
        sa.UniqueConstraint(
            "payment_id", "place", name=op.f("uq_remittance_lines_payment_id_place")
        ),
        sa.CheckConstraint("place >= 1", name=op.f("ck_remittance_lines_place_is_counted")),
        sa.CheckConstraint(
            "paid_cents >= 0", name=op.f("ck_remittance_lines_paid_is_not_negative")
        ),
        sa.CheckConstraint(
            "allowed_cents >= 0", name=op.f("ck_remittance_lines_allowed_is_not_negative")
        ),
        sa.CheckConstraint(
            "outcome <> 'denied' OR paid_cents = 0",
            name=op.f("ck_remittance_lines_denied_pays_nothing"),
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_remittance_lines_payment_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["invoice_lines.id"], name=op.f("fk_remittance_lines_line_id")
        ),
        sa.CheckConstraint(
            "outcome IN ('paid', 'reduced', 'denied')", name=op.f("ck_remittance_lines_outcome")
        ),
    )
    op.create_index(op.f("ix_remittance_lines_answered_on"), "remittance_lines", ["answered_on"])
    op.create_index(op.f("ix_remittance_lines_line_id"), "remittance_lines", ["line_id"])


def _create_allocations() -> None:
    op.create_table(
        "allocations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("payment_id", sa.Integer, nullable=False),
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("reverses_id", sa.Integer),
        sa.Column("reversed_cents", sa.BigInteger),
        sa.Column("remittance_line_id", sa.Integer),
        sa.Column("allocated_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
        sa.UniqueConstraint(
            "id",
            "payment_id",
            "line_id",
            "amount_cents",
            name=op.f("uq_allocations_id_payment_id_line_id_amount_cents"),
        ),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_allocations_reverses_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id", "payment_id", "line_id", "reversed_cents"],
            [
                "allocations.id",
                "allocations.payment_id",
                "allocations.line_id",
                "allocations.amount_cents",
            ],
            name=op.f("fk_allocations_reverses_id"),
        ),
        sa.CheckConstraint(
            (
                "(reverses_id IS NULL AND reversed_cents IS NULL AND amount_cents > 0) "
                "OR (reverses_id IS NOT NULL AND reversed_cents IS NOT NULL AND "
                "reversed_cents > 0 AND amount_cents = -reversed_cents)"
            ),
            name=op.f("ck_allocations_positive_or_taken_back"),
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_allocations_payment_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["invoice_lines.id"], name=op.f("fk_allocations_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["remittance_line_id"],
            ["remittance_lines.id"],
            name=op.f("fk_allocations_remittance_line_id"),
        ),
    )
    op.create_index(op.f("ix_allocations_line_id"), "allocations", ["line_id"])
    op.create_index(op.f("ix_allocations_payment_id"), "allocations", ["payment_id"])


def _add_rights() -> None:
    """A table of ticks that names the rights of the program: two more."""
    with op.batch_alter_table("role_rights") as table:
        table.drop_constraint(op.f("ck_role_rights_right_name"), type_="check")
        table.create_check_constraint(op.f("ck_role_rights_right_name"), _RIGHTS)


def _keep_what_was_closed() -> None:
    """No payment comes into a closed batch, and no payment or allocation changes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_payment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF EXISTS ({_CLOSED}) THEN RAISE EXCEPTION 'the batch is closed'"
            " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'what was paid stands'"
            " USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER no_payment_into_a_closed_batch BEFORE INSERT ON payments"
            " FOR EACH ROW EXECUTE FUNCTION refuse_payment()"
        )
        for name in ("payments", "allocations"):
            op.execute(
                f"CREATE TRIGGER {name}_stand BEFORE UPDATE ON {name}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return
    op.execute(
        "CREATE TRIGGER no_payment_into_a_closed_batch BEFORE INSERT ON payments"
        f" WHEN EXISTS ({_CLOSED}) BEGIN SELECT RAISE(ABORT, 'the batch is closed'); END"
    )
    for name in ("payments", "allocations"):
        op.execute(
            f"CREATE TRIGGER {name}_stand BEFORE UPDATE ON {name}"
            " BEGIN SELECT RAISE(ABORT, 'what was paid stands'); END"
        )
