"""The statements that members were made.

Step 0048, after 0047.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("statement_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("as_of_on", sa.Date, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("is_large", sa.Boolean, nullable=False),
        sa.Column("owed_cents", sa.BigInteger, nullable=False),
        sa.Column("held_cents", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_statements_turn_is_positive")),
        sa.CheckConstraint(
            "owed_cents >= 0 AND held_cents >= 0 AND (owed_cents = 0 OR held_cents = 0)",
            name=op.f("ck_statements_owed_or_held"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_statements_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("statement_no", name=op.f("uq_statements_statement_no")),
        sa.UniqueConstraint(
            "member_id",
            "as_of_on",
            "turn",
            name=op.f("uq_statements_member_id_as_of_on_turn"),
        ),
    )
