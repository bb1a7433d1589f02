"""Billing runs, invoices, credits and held months.

Step 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_printed_words()
    _create_rulings()
    _create_billing_runs()
    _create_invoices()
    _create_credits()
    _create_held_months()
    _create_invoice_documents()
    _create_invoice_lines()


def _create_printed_words() -> None:
    op.create_table(
        "printed_words",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Integer, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_words")),
        sa.CheckConstraint(
            "kind IN ('company', 'member', 'payer', 'product')", name=op.f("ck_printed_words_kind")
        ),
    )


def _create_rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("modifiers", sa.String, nullable=False),
        sa.Column("basis", sa.String, nullable=False),
        sa.Column("citations", sa.String, nullable=False),
        sa.Column("readings", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint(
            "modifiers",
            "basis",
            "citations",
            "readings",
            name=op.f("uq_rulings_modifiers_basis_citations_readings"),
        ),
    )


def _create_billing_runs() -> None:
    op.create_table(
        "billing_runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("month_on", sa.Date, nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_on", sa.Date, nullable=False),
        sa.Column("posted_by", sa.String, nullable=False),
        sa.Column("engine_edition", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_billing_runs")),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_billing_runs_payer_id")),
    )
    op.create_index(op.f("ix_billing_runs_month_on"), "billing_runs", ["month_on"])


def _create_invoices() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("invoice_no", sa.String, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("total_cents", sa.BigInteger, nullable=False),
        sa.Column("company_words_id", sa.Integer, nullable=False),
        sa.Column("member_words_id", sa.Integer, nullable=False),
        sa.Column("payer_words_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.ForeignKeyConstraint(
            ["company_words_id"], ["printed_words.id"], name=op.f("fk_invoices_company_words_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_invoices_member_id")),
        sa.ForeignKeyConstraint(
            ["member_words_id"], ["printed_words.id"], name=op.f("fk_invoices_member_words_id")
        ),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_invoices_payer_id")),
        sa.ForeignKeyConstraint(
            ["payer_words_id"], ["printed_words.id"], name=op.f("fk_invoices_payer_words_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["billing_runs.id"], name=op.f("fk_invoices_run_id")),
        sa.UniqueConstraint("invoice_no", name=op.f("uq_invoices_invoice_no")),
    )
    op.create_index(op.f("ix_invoices_member_id"), "invoices", ["member_id"])
    op.create_index(op.f("ix_invoices_run_id"), "invoices", ["run_id"])


def _create_credits() -> None:
    op.create_table(
        "credits",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("credit_no", sa.String, nullable=False),
        sa.Column("invoice_id", sa.Integer, nullable=False),
        sa.Column("credited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("credited_on", sa.Date, nullable=False),
        sa.Column("credited_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_credits_invoice_id")
        ),
        sa.UniqueConstraint("credit_no", name=op.f("uq_credits_credit_no")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_credits_invoice_id")),
    )


def _create_held_months() -> None:
    op.create_table(
        "held_months",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("rental_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reasons", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_months")),
        sa.ForeignKeyConstraint(
            ["rental_id"], ["rentals.id"], name=op.f("fk_held_months_rental_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["billing_runs.id"], name=op.f("fk_held_months_run_id")
        ),
        sa.UniqueConstraint(
            "run_id", "rental_id", "from_on", name=op.f("uq_held_months_run_id_rental_id_from_on")
        ),
    )
    op.create_index(op.f("ix_held_months_rental_id"), "held_months", ["rental_id"])


def _create_invoice_documents() -> None:
    op.create_table(
        "invoice_documents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("invoice_id", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_documents")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_documents_invoice_id")
        ),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_invoice_documents_invoice_id")),
    )


def _create_invoice_lines() -> None:
    op.create_table(
        "invoice_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("invoice_id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("product_words_id", sa.Integer, nullable=False),
        sa.Column("serial", sa.String, nullable=False),
        sa.Column("ruling_id", sa.Integer, nullable=False),
        sa.Column("last_month", sa.Integer),
        sa.Column("usual_charge_cents", sa.BigInteger, nullable=False),
        sa.Column("trace", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_lines")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["month_entries.id"], name=op.f("fk_invoice_lines_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_lines_invoice_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_words_id"],
            ["printed_words.id"],
            name=op.f("fk_invoice_lines_product_words_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["rulings.id"], name=op.f("fk_invoice_lines_ruling_id")
        ),
        sa.UniqueConstraint("entry_id", name=op.f("uq_invoice_lines_entry_id")),
        sa.CheckConstraint(
            "usual_charge_cents >= 0", name=op.f("ck_invoice_lines_charge_is_not_negative")
        ),
    )
    op.create_index(op.f("ix_invoice_lines_invoice_id"), "invoice_lines", ["invoice_id"])
