"""What was said about what is owed.

Step 0032, after 0031.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("note_no", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("promised_on", sa.Date),
        sa.Column("promised_cents", sa.BigInteger),
        sa.Column("follow_up_on", sa.Date),
        sa.Column("settles_id", sa.Integer),
        sa.Column("noted_on", sa.Date, nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String, nullable=False),
        sa.CheckConstraint("settles_id < id", name=op.f("ck_account_notes_settles_an_earlier_one")),
        sa.CheckConstraint(
            "promised_cents > 0", name=op.f("ck_account_notes_promised_is_positive")
        ),
        sa.CheckConstraint(
            "promised_cents IS NULL OR promised_on IS NOT NULL",
            name=op.f("ck_account_notes_promised_on_a_day"),
        ),
        sa.CheckConstraint(
            "kind IN ('call', 'letter', 'visit', 'note')", name=op.f("ck_account_notes_kind")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_account_notes_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["payer_id"], ["payers.id"], name=op.f("fk_account_notes_payer_id")
        ),
        sa.ForeignKeyConstraint(
            ["settles_id"], ["account_notes.id"], name=op.f("fk_account_notes_settles_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_notes")),
        sa.UniqueConstraint("note_no", name=op.f("uq_account_notes_note_no")),
        sa.UniqueConstraint("settles_id", name=op.f("uq_account_notes_settles_id")),
    )
    op.create_index(op.f("ix_account_notes_member_id"), "account_notes", ["member_id"])
    op.create_index(op.f("ix_account_notes_follow_up_on"), "account_notes", ["follow_up_on"])
