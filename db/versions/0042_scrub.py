"""Steps over findings of the scrub; requirements that turn a rule of the scrub on.

Step 0042, after 0041.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('necessity_papers', 'elements', 'prescription_age', 'prescription_in_time',"
    " 'written_order', 'order_before_delivery', 'encounter', 'authorization', 'request_in_time',"
    " 'scrub')"
)
_TEXTS = "(kind IN ('elements', 'scrub')) = (text <> '')"


def upgrade() -> None:
    with op.batch_alter_table("requirements") as table:
        table.drop_constraint(op.f("ck_requirements_kind"), type_="check")
        table.create_check_constraint(op.f("ck_requirements_kind"), _KINDS)
        table.drop_constraint(op.f("ck_requirements_elements_have_a_text"), type_="check")
        table.create_check_constraint(
            op.f("ck_requirements_elements_and_rules_have_a_text"), _TEXTS
        )
    op.create_table(
        "scrub_overrides",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("rental_id", sa.Integer),
        sa.Column("charge_id", sa.Integer),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.CheckConstraint("why <> ''", name=op.f("ck_scrub_overrides_has_a_reason")),
        sa.CheckConstraint(
            "(rental_id IS NULL) <> (charge_id IS NULL)",
            name=op.f("ck_scrub_overrides_a_rental_or_a_charge"),
        ),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_scrub_overrides_turn_is_positive")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charges.id"], name=op.f("fk_scrub_overrides_charge_id")
        ),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_scrub_overrides_rental_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scrub_overrides")),
        sa.UniqueConstraint(
            "rule", "charge_id", "turn", name=op.f("uq_scrub_overrides_rule_charge_id_turn")
        ),
        sa.UniqueConstraint(
            "rule",
            "rental_id",
            "from_on",
            "turn",
            name=op.f("uq_scrub_overrides_rule_rental_id_from_on_turn"),
        ),
    )
    op.create_index(op.f("ix_scrub_overrides_charge_id"), "scrub_overrides", ["charge_id"])
    op.create_index(op.f("ix_scrub_overrides_rental_id"), "scrub_overrides", ["rental_id"])
