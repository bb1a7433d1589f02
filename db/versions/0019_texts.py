"""The texts that papers bear, by versions.

Step 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('phone_24h', 'tasks', 'rights', 'agreement', 'privacy', 'assignment')"


def upgrade() -> None:
    op.create_table(
        "paper_texts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_paper_texts_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_texts")),
    )
    op.create_index(op.f("ix_paper_texts_kind_from_on"), "paper_texts", ["kind", "from_on"])
