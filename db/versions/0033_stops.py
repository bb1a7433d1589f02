"""What stops units: the criteria of notices, and how each unit stands to them.

Step 0033, after 0032.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_stop_criteria()
    _create_stop_marks()


def _create_stop_criteria() -> None:
    op.create_table(
        "stop_criteria",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("cause_kind", sa.String, nullable=False),
        sa.Column("cause_no", sa.String, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("firm", sa.String, nullable=False),
        sa.Column("is_whole", sa.Boolean, nullable=False),
        sa.Column("group_no", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("until_value", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_criteria")),
        sa.UniqueConstraint(
            "cause_kind",
            "cause_no",
            "edition",
            "place",
            name=op.f("uq_stop_criteria_cause_kind_cause_no_edition_place"),
        ),
        *_checks(
            "stop_criteria",
            edition_is_positive="edition >= 1",
            group_is_positive="group_no >= 1",
            kind="kind IN ('model', 'di', 'lot', 'serial', 'serial_range', 'serial_pattern',"
            " 'made')",
            place_is_positive="place >= 1",
        ),
    )


def _create_stop_marks() -> None:
    op.create_table(
        "stop_marks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("cause_kind", sa.String, nullable=False),
        sa.Column("cause_no", sa.String, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("stand", sa.String(40), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("holder_id", sa.Integer),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_marks")),
        sa.UniqueConstraint(
            "asset_id",
            "cause_kind",
            "cause_no",
            "turn",
            name=op.f("uq_stop_marks_asset_id_cause_kind_cause_no_turn"),
        ),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_stop_marks_asset_id")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["members.id"], name=op.f("fk_stop_marks_holder_id")
        ),
        *_checks(
            "stop_marks",
            reason_is_said="reason <> ''",
            stand="stand IN ('certain', 'possible', 'confirmed', 'cleared', 'remedied')",
            turn_is_positive="turn >= 1",
        ),
    )
    op.create_index(op.f("ix_stop_marks_cause_no"), "stop_marks", ["cause_no"])


def _checks(table: str, **clauses: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(clause, name=op.f(f"ck_{table}_{name}"))
        for name, clause in clauses.items()
    ]
