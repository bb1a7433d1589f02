"""Papers beside the prescription, requests for authorization, and what payers want of them.

Step 0035, after 0034.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_KINDS = "'letter', 'written_order', 'encounter', 'cmn', 'dif'"
_STEPS = (
    "'granted', 'modified', 'denied', 'appealed', 'appeal_granted', 'appeal_denied', 'withdrawn'"
)
_REQUIRED = (
    "'necessity_papers', 'elements', 'prescription_age', 'prescription_in_time', 'written_order',"
    " 'order_before_delivery', 'encounter', 'authorization', 'request_in_time'"
)
_FAMILIES = (
    "'dme', 'supply', 'oxygen', 'respiratory', 'infusion', 'enteral', 'wheeled_mobility',"
    " 'patient_lift', 'tracheostomy_custom', 'diabetic', 'drug', 'ventilator', 'safety_bed',"
    " 'speech_device', 'elevating_leg_rest'"
)


def upgrade() -> None:
    _add_columns()
    _create_supporting_papers()
    _create_draws()
    _create_requests()
    _create_requirements()


def _add_columns() -> None:
    op.add_column("prescriptions", sa.Column("elements", sa.String))
    with op.batch_alter_table("authorizations") as table:
        table.add_column(sa.Column("asked_on", sa.Date))
        table.add_column(sa.Column("units", sa.Integer))
        table.add_column(sa.Column("amount_cents", sa.BigInteger))
        table.add_column(sa.Column("note", sa.String))
        table.create_check_constraint(
            op.f("ck_authorizations_units_are_not_negative"), "units >= 0"
        )
        table.create_check_constraint(
            op.f("ck_authorizations_amount_is_not_negative"), "amount_cents >= 0"
        )


def _create_supporting_papers() -> None:
    _create(
        "supporting_papers",
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        sa.Column("practitioner_id", sa.Integer, nullable=False),
        sa.Column("expires_on", sa.Date),
        sa.Column("elements", sa.String),
        sa.Column("note", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=("member_id", "hcpcs", "kind", "signed_on", "practitioner_id"),
        refers={"member_id": "members.id", "practitioner_id": "practitioners.id"},
        expires_after_signed="expires_on IS NULL OR expires_on >= signed_on",
        kind=f"kind IN ({_KINDS})",
    )
    _index("supporting_papers", "practitioner_id")


def _create_draws() -> None:
    _create(
        "authorization_draws",
        sa.Column("authorization_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        *_recorded(),
        unique=("authorization_id", "turn"),
        refers={"authorization_id": "authorizations.id"},
        something_is_drawn="units <> 0 OR amount_cents <> 0",
    )


def _create_requests() -> None:
    _create(
        "authorization_requests",
        sa.Column("request_no", sa.String, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=("request_no",),
        refers={"member_id": "members.id", "payer_id": "payers.id"},
    )
    _index("authorization_requests", "member_id")
    _create(
        "authorization_steps",
        sa.Column("request_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("answer_by", sa.Date),
        sa.Column("authorization_id", sa.Integer),
        sa.Column("reason", sa.String),
        *_recorded(),
        unique=("request_id", "turn"),
        refers={
            "request_id": "authorization_requests.id",
            "authorization_id": "authorizations.id",
        },
        turn_is_positive="turn >= 1",
        step=f"step IN ({_STEPS})",
    )


def _create_requirements() -> None:
    _create(
        "requirements",
        sa.Column("requirement_no", sa.String, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("hcpcs", sa.String, nullable=False),
        sa.Column("family", sa.String(40)),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("proposal", sa.String, nullable=False),
        sa.Column("citation", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        unique=("requirement_no",),
        refers={"payer_id": "payers.id"},
        from_before_until="until_on IS NULL OR until_on > from_on",
        number_is_positive="number >= 1",
        a_code_or_a_family="hcpcs = '' OR family IS NULL",
        elements_have_a_text="(kind = 'elements') = (text <> '')",
        kind=f"kind IN ({_REQUIRED})",
        family=f"family IN ({_FAMILIES})",
        service="service IN ('any', 'rental', 'purchase')",
    )
    _index("requirements", "payer_id")


def _recorded() -> list[sa.Column[Any]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    ]


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
