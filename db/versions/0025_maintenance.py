"""Plans of preventive maintenance, and each unit's log of work and hours.

Step 0025, after 0024.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_plans()
    _create_entries()


def _create_plans() -> None:
    op.create_table(
        "maintenance_plans",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("plan_no", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("work", sa.String, nullable=False),
        sa.Column("every", sa.String(40), nullable=False),
        sa.Column("interval_count", sa.Integer),
        sa.Column("source", sa.String),
        sa.Column("ended_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_plans")),
        sa.UniqueConstraint("plan_no", name=op.f("uq_maintenance_plans_plan_no")),
        sa.UniqueConstraint(
            "product_id", "work", name=op.f("uq_maintenance_plans_product_id_work")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_maintenance_plans_product_id")
        ),
        *_checks(
            "maintenance_plans",
            interval_is_counted="(every = 'return') = (interval_count IS NULL)",
            interval_is_positive="interval_count >= 1",
            every="every IN ('months', 'hours', 'return')",
        ),
    )


def _create_entries() -> None:
    op.create_table(
        "maintenance_entries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("plan_id", sa.Integer),
        sa.Column("fault", sa.String),
        sa.Column("work", sa.String),
        sa.Column("hours", sa.Integer),
        sa.Column("parts", sa.String),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("technician", sa.String),
        sa.Column("vendor", sa.String),
        sa.Column("note", sa.String),
        sa.Column("reverses", sa.Integer),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_entries")),
        *(
            sa.UniqueConstraint(
                "asset_id", column, name=op.f(f"uq_maintenance_entries_asset_id_{column}")
            )
            for column in ("turn", "reverses")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_maintenance_entries_{column}")
            )
            for column, target in (("asset_id", "assets.id"), ("plan_id", "maintenance_plans.id"))
        ),
        *_checks(
            "maintenance_entries",
            reversal_is_named="(step = 'taken_back') = (reverses IS NOT NULL)",
            work_is_said="(step = 'work') = (work IS NOT NULL)",
            reading_has_hours="step <> 'reading' OR hours IS NOT NULL",
            hours_are_not_negative="hours >= 0",
            cost_is_not_negative="cost_cents >= 0",
            step="step IN ('work', 'reading', 'taken_back')",
        ),
    )
    op.create_index(op.f("ix_maintenance_entries_plan_id"), "maintenance_entries", ["plan_id"])


def _checks(table: str, **clauses: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))
        for name, clause in clauses.items()
    ]
