"""Files of scans, their pages, and what became of each page.

Step 0023, after 0022.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_files()
    _create_pages()
    _create_decisions()


def _create_files() -> None:
    op.create_table(
        "received_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("page_count", sa.Integer, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_received_files_sha256")),
        sa.CheckConstraint(
            "page_count >= 1", name=op.f("ck_received_files_page_count_is_positive")
        ),
    )


def _create_pages() -> None:
    op.create_table(
        "received_pages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("scan_no", sa.String, nullable=False),
        sa.Column("file_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("barcodes", sa.String, nullable=False),
        sa.Column("turned", sa.Integer, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_pages")),
        sa.UniqueConstraint("scan_no", name=op.f("uq_received_pages_scan_no")),
        sa.UniqueConstraint("file_id", "place", name=op.f("uq_received_pages_file_id_place")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["received_files.id"], name=op.f("fk_received_pages_file_id")
        ),
        sa.CheckConstraint(
            "verdict IN ('filed', 'unread', 'foreign', 'unsure', 'several', 'again')",
            name=op.f("ck_received_pages_verdict"),
        ),
        sa.CheckConstraint("place >= 1", name=op.f("ck_received_pages_place_is_positive")),
    )
    for column in ("fingerprint", "verdict"):
        op.create_index(op.f(f"ix_received_pages_{column}"), "received_pages", [column])


def _create_decisions() -> None:
    op.create_table(
        "page_decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("page_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(40), nullable=False),
        sa.Column("ticket_id", sa.Integer),
        sa.Column("by_barcode", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_decisions")),
        sa.UniqueConstraint("page_id", "turn", name=op.f("uq_page_decisions_page_id_turn")),
        sa.ForeignKeyConstraint(
            ["page_id"], ["received_pages.id"], name=op.f("fk_page_decisions_page_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_page_decisions_ticket_id")
        ),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_page_decisions_turn_is_positive")),
        sa.CheckConstraint(
            "decision IN ('filed', 'set_aside', 'put_back')",
            name=op.f("ck_page_decisions_decision"),
        ),
        sa.CheckConstraint(
            "(decision = 'filed') = (ticket_id IS NOT NULL)",
            name=op.f("ck_page_decisions_filed_to_a_ticket"),
        ),
        sa.CheckConstraint(
            "decision = 'filed' OR reason <> ''",
            name=op.f("ck_page_decisions_others_have_a_reason"),
        ),
    )
    op.create_index(op.f("ix_page_decisions_ticket_id"), "page_decisions", ["ticket_id"])
