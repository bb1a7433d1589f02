"""Credits of single lines, with their reasons.

Step 0030, after 0029. Every credit until now took back a whole invoice, when a month's posting was
taken back: it gets all lines of its invoice, and that reason.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_REASONS = (
    "reason IN ('month_undone', 'death', 'left', 'returned_earlier', 'wrong_payer', 'wrong_item',"
    " 'wrong_amount', 'denied', 'in_error', 'other')"
)


def upgrade() -> None:
    _add_to_credits()
    _create_credit_lines()
    op.execute(
        "INSERT INTO credit_lines (credit_id, line_id)"
        " SELECT credits.id, invoice_lines.id FROM credits"
        " JOIN invoice_lines ON invoice_lines.invoice_id = credits.invoice_id"
        " ORDER BY credits.id, invoice_lines.id"
    )


def _add_to_credits() -> None:
    with op.batch_alter_table("credits") as table:
        table.add_column(sa.Column("total_cents", sa.BigInteger))
        table.add_column(sa.Column("reason", sa.String(40)))
        table.add_column(sa.Column("note", sa.String))
    op.execute(
        "UPDATE credits SET reason = 'month_undone', note = '', total_cents ="
        " (SELECT total_cents FROM invoices WHERE invoices.id = credits.invoice_id)"
    )
    with op.batch_alter_table("credits") as table:
        for name in ("total_cents", "reason", "note"):
            table.alter_column(name, nullable=False)
        table.create_check_constraint(op.f("ck_credits_reason"), _REASONS)
        table.drop_constraint(op.f("uq_credits_invoice_id"), type_="unique")
        table.create_index(op.f("ix_credits_invoice_id"), ["invoice_id"])


def _create_credit_lines() -> None:
    op.create_table(
        "credit_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("credit_id", sa.Integer, nullable=False),
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["credit_id"], ["credits.id"], name=op.f("fk_credit_lines_credit_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["invoice_lines.id"], name=op.f("fk_credit_lines_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_lines")),
        sa.UniqueConstraint("line_id", name=op.f("uq_credit_lines_line_id")),
    )
    op.create_index(op.f("ix_credit_lines_credit_id"), "credit_lines", ["credit_id"])
