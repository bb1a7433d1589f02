"""Limits of frequency, what members received, why early, contacts about refills.

Step 0045, after 0044.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("order_lines") as batch:
        batch.add_column(sa.Column("days", sa.Integer))
        batch.create_check_constraint(op.f("ck_order_lines_days_are_positive"), "days >= 1")
    _create_limits()
    _create_receipts()
    _create_replacements()
    _create_contacts()
    _create_statements()


def _create_limits() -> None:
    _create(
        "limits",
        sa.Column("limit_no", sa.String, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("treatment", sa.String(40), nullable=False),
        sa.Column("stance", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("proposal", sa.String, nullable=False),
        sa.Column("citation", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=[("limit_no",)],
        refers={"payer_id": "payers.id"},
        from_before_until="until_on IS NULL OR until_on > from_on",
        quantity_is_positive="quantity >= 1",
        every_is_positive="every >= 1",
        kind="kind IN ('replacement', 'supply')",
        unit="unit IN ('days', 'months', 'years')",
        treatment="treatment IN ('any', 'insulin', 'no_insulin')",
        stance="stance IN ('warn', 'stop')",
    )
    _index("limits", "payer_id")


def _create_receipts() -> None:
    _create(
        "receipts",
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_no", sa.String, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("returned_on", sa.Date),
        sa.Column("note", sa.String, nullable=False),
        *_recorded(),
        unique=[("source", "source_no", "turn")],
        refers={"member_id": "members.id", "payer_id": "payers.id"},
        turn_is_positive="turn >= 1",
        quantity_is_not_negative="quantity >= 0",
        days_are_positive="days >= 1",
        returned_after_receipt="returned_on IS NULL OR returned_on >= received_on",
        source="source IN ('delivery', 'earlier')",
    )
    _index("receipts", "member_id")


def _create_replacements() -> None:
    _create(
        "replacements",
        sa.Column("replacement_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("undoes_no", sa.String),
        *_recorded(),
        unique=[("replacement_no",), ("undoes_no",)],
        refers={"member_id": "members.id", "undoes_no": "replacements.replacement_no"},
        evidence_is_said="evidence <> ''",
        reason="reason IN ('worn', 'lost', 'stolen', 'damaged', 'changed_need')",
    )
    _index("replacements", "member_id")


def _create_contacts() -> None:
    _create(
        "refill_contacts",
        sa.Column("contact_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("contacted_on", sa.Date, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("quantity_left", sa.Integer),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("undoes_no", sa.String),
        *_recorded(),
        unique=[("contact_no",), ("undoes_no",)],
        refers={"member_id": "members.id", "undoes_no": "refill_contacts.contact_no"},
        quantity_left_is_not_negative="quantity_left >= 0",
        channel="channel IN ('phone', 'text', 'email', 'visit', 'shop')",
        answer="answer IN ('wanted', 'not_now', 'stopped', 'no_answer')",
    )
    _index("refill_contacts", "member_id")


def _create_statements() -> None:
    _create(
        "insulin_statements",
        sa.Column("statement_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("is_treated", sa.Boolean, nullable=False),
        sa.Column("said_by", sa.String, nullable=False),
        *_recorded(),
        unique=[("statement_no",)],
        refers={"member_id": "members.id"},
    )
    _index("insulin_statements", "member_id")


def _recorded() -> list[sa.Column[Any]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    ]


def _create(
    table: str,
    *columns: sa.Column[Any],
    unique: list[tuple[str, ...]],
    refers: dict[str, str],
    **checks: str,
) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))
            for names in unique
        ),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
            for column, target in refers.items()
        ),
        *(
            sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))
            for name, clause in checks.items()
        ),
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
