"""Chains: trials of members with their criteria, and the second authorization after them.

Step 0044, after 0043.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_REQUIRED = (
    "kind IN ('necessity_papers', 'elements', 'prescription_age', 'prescription_in_time',"
    " 'written_order', 'order_before_delivery', 'encounter', 'authorization', 'request_in_time',"
    " 'second_authorization', 'scrub')"
)
_KINDS = (
    "kind IN ('yes', 'no', 'over', 'at_least', 'under', 'not_above', 'date', 'choice', 'text',"
    " 'any_of', 'all_of')"
)


def upgrade() -> None:
    with op.batch_alter_table("requirements") as table:
        table.drop_constraint(op.f("ck_requirements_kind"), type_="check")
        table.create_check_constraint(op.f("ck_requirements_kind"), _REQUIRED)
    _create_chains()
    _create_trials()


def _create_chains() -> None:
    _create(
        "chains",
        sa.Column("chain_no", sa.String, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("codes", sa.String, nullable=False),
        sa.Column("trial_months", sa.Integer, nullable=False),
        sa.Column("ask_days", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        *(sa.Column(name, sa.String, nullable=False) for name in _SAID),
        _version(),
        unique=("chain_no",),
        refers={"payer_id": "payers.id"},
        from_before_until="until_on IS NULL OR until_on > from_on",
        trial_has_a_month="trial_months >= 1",
        ask_days_are_not_negative="ask_days >= 0",
        has_a_code="codes <> ''",
    )
    _index("chains", "payer_id")
    _create(
        "chain_criteria",
        sa.Column("chain_id", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("line", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("may_except", sa.Boolean, nullable=False),
        sa.Column("is_optional", sa.Boolean, nullable=False),
        sa.Column("citation", sa.String, nullable=False),
        sa.Column("confirm", sa.String, nullable=False),
        _version(),
        unique=("chain_id", "stage", "label"),
        refers={"chain_id": "chains.id"},
        has_a_label="label <> ''",
        stage="stage IN ('trial', 'continuing', 'not_covered')",
        kind=_KINDS,
    )


_SAID = ("proposal", "citation", "why", "confirm")


def _create_trials() -> None:
    _create(
        "trials",
        sa.Column("trial_no", sa.String, nullable=False),
        sa.Column("chain_id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("order_id", sa.Integer),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("begun_on", sa.Date),
        sa.Column("closed_on", sa.Date),
        sa.Column("closed_because", sa.String),
        sa.Column("note", sa.String),
        _version(),
        unique=("trial_no",),
        refers={"chain_id": "chains.id", "member_id": "members.id", "order_id": "orders.id"},
        closed_for_a_reason="(closed_on IS NULL) = (closed_because IS NULL)",
        closed_after_it_began="closed_on >= begun_on",
    )
    for name in ("chain_id", "member_id", "order_id"):
        _index("trials", name)
    open_ones = sa.text("closed_on IS NULL")
    op.create_index(
        "uq_trials_member_id_hcpcs_open",
        "trials",
        ["member_id", "hcpcs"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )
    _create(
        "trial_answers",
        sa.Column("trial_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("criterion_id", sa.Integer, nullable=False),
        sa.Column("said", sa.String),
        sa.Column("reason", sa.String),
        sa.Column("evidence", sa.String),
        sa.Column("evidence_on", sa.Date),
        sa.Column("file_sha256", sa.String(64)),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        unique=("trial_id", "turn"),
        refers={"trial_id": "trials.id", "criterion_id": "chain_criteria.id"},
        turn_is_positive="turn >= 1",
        said_or_taken_back="said IS NOT NULL OR reason IS NOT NULL",
    )
    _index("trial_answers", "criterion_id")


def _version() -> sa.Column[Any]:
    return sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False)


def _create(
    table: str,
    *columns: sa.Column[Any],
    unique: tuple[str, ...],
    refers: dict[str, str],
    **checks: str,
) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{'_'.join(unique)}")),
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
