"""That audit binders were made.

Step 0043, after 0042.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "binders",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("binder_no", sa.String, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        sa.Column("sections", sa.String, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_binders_turn_is_positive")),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_binders_has_pages")),
        sa.CheckConstraint("missing >= 0", name=op.f("ck_binders_missing_is_not_negative")),
        sa.CheckConstraint("until_on > from_on", name=op.f("ck_binders_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_binders_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binders")),
        sa.UniqueConstraint("member_id", "turn", name=op.f("uq_binders_member_id_turn")),
        sa.UniqueConstraint("binder_no", name=op.f("uq_binders_binder_no")),
    )
