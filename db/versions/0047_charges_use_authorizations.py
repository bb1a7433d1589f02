"""Units and money of an authorization that an invoiced charge takes.

Step 0047, after 0046.
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authorization_charge_uses",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("authorization_id", sa.Integer, nullable=False),
        sa.Column("charge_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorization_charge_uses")),
        sa.ForeignKeyConstraint(
            ["authorization_id"],
            ["authorizations.id"],
            name=op.f("fk_authorization_charge_uses_authorization_id"),
        ),
        sa.UniqueConstraint(
            "charge_id", "turn", name=op.f("uq_authorization_charge_uses_charge_id_turn")
        ),
        sa.CheckConstraint(
            "(turn % 2 = 1 AND units >= 1 AND amount_cents >= 0)"
            " OR (turn % 2 = 0 AND units <= -1 AND amount_cents <= 0)",
            name=op.f("ck_authorization_charge_uses_taken_or_given_back"),
        ),
    )
    op.create_index(
        op.f("ix_authorization_charge_uses_authorization_id"),
        "authorization_charge_uses",
        ["authorization_id"],
    )
