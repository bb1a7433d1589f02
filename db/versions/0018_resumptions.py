"""How rentals go on after a stay away from home.

Step 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resumptions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("resumed_on", sa.Date, nullable=False),
        sa.Column("resumes", sa.String(40), nullable=False),
        sa.Column("statement", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.CheckConstraint(
            "resumes IN ('continue', 'new_anchor', 'new_period')",
            name=op.f("ck_resumptions_resumes"),
        ),
        sa.CheckConstraint(
            "resumes <> 'continue'", name=op.f("ck_resumptions_continuing_needs_none")
        ),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_resumptions_rental_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resumptions")),
        sa.UniqueConstraint(
            "rental_id", "resumed_on", name=op.f("uq_resumptions_rental_id_resumed_on")
        ),
    )
