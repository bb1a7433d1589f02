"""Who settled that another unit came back than was expected.

Step 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "return_settlements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("line_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("settled_on", sa.Date, nullable=False),
        sa.Column("settled", sa.String(40), nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_return_settlements_turn_is_positive")),
        sa.CheckConstraint(
            "settled IN ('came_back', 'lost', 'mixed_up', 'stays')",
            name=op.f("ck_return_settlements_settled"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["ticket_lines.id"], name=op.f("fk_return_settlements_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_settlements")),
        sa.UniqueConstraint("line_id", "turn", name=op.f("uq_return_settlements_line_id_turn")),
    )
