"""What is answered to the offer to buy a rental's unit; a purchase option is of a rental.

Step 0041, after 0040.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "option_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("answered_on", sa.Date, nullable=False),
        sa.Column("cents", sa.BigInteger, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option_facts")),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_option_facts_rental_id")
        ),
        sa.UniqueConstraint("rental_id", "turn", name=op.f("uq_option_facts_rental_id_turn")),
        sa.CheckConstraint(
            "answer IN ('taken', 'declined', 'taken_back')", name=op.f("ck_option_facts_answer")
        ),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_option_facts_turn_is_positive")),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_option_facts_price_is_not_negative")),
        sa.CheckConstraint("why <> ''", name=op.f("ck_option_facts_answered_for_a_reason")),
    )
    with op.batch_alter_table("charges") as batch:
        batch.create_check_constraint(
            op.f("ck_charges_option_of_a_rental"),
            "(kind = 'purchase_option') = (source = 'purchase_option')",
        )
