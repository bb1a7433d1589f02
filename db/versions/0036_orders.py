"""Orders with their lines, what a line became later, and which papers were asked for.

Step 0036, after 0035.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_OVER = "stage IN ('filled', 'cancelled')"


def upgrade() -> None:
    _create_orders()
    _create_lines()
    _create_papers_asked()
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("order_id", sa.Integer))
        table.create_foreign_key(op.f("fk_tickets_order_id"), "orders", ["order_id"], ["id"])
        table.create_index(op.f("ix_tickets_order_id"), ["order_id"])


def _create_orders() -> None:
    _create(
        "orders",
        sa.Column("order_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("practitioner_id", sa.Integer),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("referred_by", sa.String),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("review_on", sa.Date),
        sa.Column("held_because", sa.String),
        sa.Column("closed_on", sa.Date),
        sa.Column("note", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=("order_no",),
        refers={
            "member_id": "members.id",
            "payer_id": "payers.id",
            "practitioner_id": "practitioners.id",
        },
        held_until_a_day="(stage = 'held') = (review_on IS NOT NULL)",
        held_for_a_reason="(stage = 'held') = (held_because IS NOT NULL)",
        closed_on_a_day=f"({_OVER}) = (closed_on IS NOT NULL)",
        stage="stage IN ('open', 'held', 'on_slip', 'filled', 'cancelled')",
    )
    for column in ("member_id", "practitioner_id", "stage"):
        _index("orders", column)


def _create_lines() -> None:
    _create(
        "order_lines",
        sa.Column("order_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("product_id", sa.Integer),
        sa.Column("description", sa.String),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("terms", sa.String(40), nullable=False),
        sa.Column("needs_pa", sa.Boolean, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=("order_id", "place"),
        refers={"order_id": "orders.id", "product_id": "products.id"},
        quantity_is_positive="quantity >= 1",
        terms="terms IN ('rent', 'buy')",
    )
    _create(
        "order_conversions",
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("terms", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        *_recorded(),
        unique=("line_id", "turn"),
        refers={"line_id": "order_lines.id"},
        turn_is_positive="turn >= 1",
        terms="terms IN ('rent', 'buy')",
    )


def _create_papers_asked() -> None:
    _create(
        "papers_asked",
        sa.Column("ask_no", sa.Integer, nullable=False),
        sa.Column("practitioner_id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("paper", sa.String, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        *_recorded(),
        unique=("ask_no",),
        refers={"practitioner_id": "practitioners.id", "member_id": "members.id"},
    )
    _index("papers_asked", "practitioner_id")


def _recorded() -> list[sa.Column[Any]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    ]


def _create(
    table: str,
    *columns: sa.Column[Any],
    unique: tuple[str, ...],
    refers: dict[str, str],
    **checks: str,
) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{'_'.join(unique)}")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
            for column, target in refers.items()
        ),
        *(
            sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))
            for name, clause in checks.items()
        ),
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
