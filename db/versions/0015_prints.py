"""How often each stored paper was printed.

Step 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prints",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("copy", sa.Integer, nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.String(200), nullable=False),
        sa.Column("printer", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prints")),
        sa.UniqueConstraint("kind", "number", "copy", name=op.f("uq_prints_kind_number_copy")),
        sa.CheckConstraint("copy >= 1", name=op.f("ck_prints_copy_is_positive")),
    )
