"""What a supplier knows of a unit besides: its own number, UDI, warranty, vendor; notes about it.

Step 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_to_assets()
    _create_asset_notes()


def _add_to_assets() -> None:
    with op.batch_alter_table("assets") as table:
        for name in ("inventory_no", "udi_di", "udi_pi", "vendor", "purchase_invoice_no"):
            table.add_column(sa.Column(name, sa.String))
        for name in ("lot_expires_on", "warranty_ends_on"):
            table.add_column(sa.Column(name, sa.Date))
        table.create_unique_constraint(op.f("uq_assets_inventory_no"), ["inventory_no"])


def _create_asset_notes() -> None:
    op.create_table(
        "asset_notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_notes")),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_asset_notes_asset_id")),
    )
    op.create_index(op.f("ix_asset_notes_asset_id"), "asset_notes", ["asset_id"])
