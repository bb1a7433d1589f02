"""What is given up of a line, and what is appealed.

Step 0029, after 0028.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_write_offs()
    _create_appeals()


def _create_write_offs() -> None:
    op.create_table(
        "write_offs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("reverses_id", sa.Integer),
        sa.Column("reversed_cents", sa.BigInteger),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("written_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_offs")),
        sa.UniqueConstraint(
            "id", "line_id", "amount_cents", name=op.f("uq_write_offs_id_line_id_amount_cents")
        ),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_write_offs_reverses_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id", "line_id", "reversed_cents"],
            ["write_offs.id", "write_offs.line_id", "write_offs.amount_cents"],
            name=op.f("fk_write_offs_reverses_id"),
        ),
        sa.CheckConstraint(
            (
                "(reverses_id IS NULL AND reversed_cents IS NULL AND amount_cents > 0) "
                "OR (reverses_id IS NOT NULL AND reversed_cents IS NOT NULL AND "
                "reversed_cents > 0 AND amount_cents = -reversed_cents)"
            ),
            name=op.f("ck_write_offs_positive_or_taken_back"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["invoice_lines.id"], name=op.f("fk_write_offs_line_id")
        ),
        sa.CheckConstraint(
            (
                "reason IN ('contract', 'uncollectible', 'small_balance', 'filed_late',"
                " 'denied_for_good', 'courtesy')"
            ),
            name=op.f("ck_write_offs_reason"),
        ),
    )
    op.create_index(op.f("ix_write_offs_line_id"), "write_offs", ["line_id"])


def _create_appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("remittance_line_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("deadline_on", sa.Date),
        sa.Column("citation", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint(
            "remittance_line_id", "turn", name=op.f("uq_appeals_remittance_line_id_turn")
        ),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_appeals_turn_is_positive")),
        sa.CheckConstraint(
            "(step = 'sent') = (turn % 2 = 1)", name=op.f("ck_appeals_sent_before_answered")
        ),
        sa.CheckConstraint(
            "step = 'sent' OR deadline_on IS NULL", name=op.f("ck_appeals_only_sent_has_a_deadline")
        ),
        sa.ForeignKeyConstraint(
            ["remittance_line_id"],
            ["remittance_lines.id"],
            name=op.f("fk_appeals_remittance_line_id"),
        ),
        sa.CheckConstraint(
            "step IN ('sent', 'granted', 'refused', 'withdrawn')", name=op.f("ck_appeals_step")
        ),
    )
