"""Kits: products that go out together, and lines of slips whose unit is still to be scanned.

Step 0027, after 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kits",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("note", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on > from_on", name=op.f("ck_kits_from_before_ended")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kits")),
        sa.UniqueConstraint("name", name=op.f("uq_kits_name")),
    )
    op.create_table(
        "kit_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kit_id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("by_serial", sa.Boolean, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_kit_lines_quantity_is_positive")),
        sa.ForeignKeyConstraint(["kit_id"], ["kits.id"], name=op.f("fk_kit_lines_kit_id")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_kit_lines_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_lines")),
        sa.UniqueConstraint("kit_id", "product_id", name=op.f("uq_kit_lines_kit_id_product_id")),
    )
    with op.batch_alter_table("ticket_lines") as batch:
        batch.add_column(
            sa.Column("awaits_unit", sa.Boolean, server_default=sa.text("false"), nullable=False)
        )
        batch.create_check_constraint(
            op.f("ck_ticket_lines_awaits_one_unit"),
            "NOT awaits_unit OR (asset_id IS NULL AND quantity = 1)",
        )
