"""What remains of an answered line passes on to the next payer: a charge of its own.

Step 0040, after 0039.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_SOURCES = (
    "source IN ('by_hand', 'slip_line', 'repair_line', 'repair_substitute', 'purchase_option',"
    " 'answered_line')"
)
_KINDS = (
    "kind IN ('purchase', 'purchase_option', 'supply', 'repair', 'substitute', 'direct_service',"
    " 'infusion_day', 'pharmacy_item', 'remainder')"
)
_REASONS = (
    "reason IN ('contract', 'uncollectible', 'small_balance', 'filed_late', 'denied_for_good',"
    " 'courtesy', 'passed_on')"
)


def upgrade() -> None:
    for name in ("charge_claims", "charges"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_source"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_source"), _SOURCES)
    with op.batch_alter_table("charges") as table:
        table.drop_constraint(op.f("ck_charges_kind"), type_="check")
        table.create_check_constraint(op.f("ck_charges_kind"), _KINDS)
    with op.batch_alter_table("write_offs") as table:
        table.add_column(sa.Column("charge_id", sa.Integer))
        table.drop_constraint(op.f("ck_write_offs_reason"), type_="check")
        table.create_check_constraint(op.f("ck_write_offs_reason"), _REASONS)
        table.create_check_constraint(
            op.f("ck_write_offs_passed_on_to_a_charge"),
            "(charge_id IS NOT NULL) = (reason = 'passed_on' AND reverses_id IS NULL)",
        )
        table.create_unique_constraint(op.f("uq_write_offs_charge_id"), ["charge_id"])
        table.create_foreign_key(op.f("fk_write_offs_charge_id"), "charges", ["charge_id"], ["id"])
