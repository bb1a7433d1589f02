"""Cycle counts: what was expected, what was scanned, what became of each difference.

Step 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_STATES = (
    "'ready', 'on_rent', 'loaned', 'sold', 'cleaning', 'repair', 'quarantined', 'recalled',"
    " 'lost', 'retired'"
)


def upgrade() -> None:
    _create_counts()
    _create_count_facts()


def _create_counts() -> None:
    op.create_table(
        "counts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("count_no", sa.Integer, nullable=False),
        sa.Column("place_id", sa.Integer),
        sa.Column("begun_on", sa.Date, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counts")),
        sa.UniqueConstraint("count_no", name=op.f("uq_counts_count_no")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_counts_place_id")),
    )
    op.create_index(op.f("ix_counts_place_id"), "counts", ["place_id"])
    op.create_table(
        "count_units",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("count_id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_units")),
        sa.UniqueConstraint("count_id", "asset_id", name=op.f("uq_count_units_count_id_asset_id")),
        sa.ForeignKeyConstraint(["count_id"], ["counts.id"], name=op.f("fk_count_units_count_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_count_units_asset_id")),
    )
    op.create_index(op.f("ix_count_units_asset_id"), "count_units", ["asset_id"])


def _create_count_facts() -> None:
    op.create_table(
        "count_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("count_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("scanned", sa.String),
        sa.Column("asset_id", sa.Integer),
        sa.Column("was_state", sa.String(40)),
        sa.Column("was_place_id", sa.Integer),
        sa.Column("settled", sa.String(40)),
        sa.Column("note", sa.String),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_facts")),
        sa.UniqueConstraint("count_id", "turn", name=op.f("uq_count_facts_count_id_turn")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_count_facts_{column}"))
            for column, target in (
                ("count_id", "counts.id"),
                ("asset_id", "assets.id"),
                ("was_place_id", "places.id"),
            )
        ),
        *_checks_of_count_facts(),
    )
    op.create_index(op.f("ix_count_facts_asset_id"), "count_facts", ["asset_id"])


def _checks_of_count_facts() -> list[sa.CheckConstraint]:
    checks = {
        "unit_is_named": "(step = 'closed') = (scanned IS NULL)",
        "settling_is_named": "(step = 'settled') = (settled IS NOT NULL)",
        "step": "step IN ('scanned', 'settled', 'closed')",
        "was_state": f"was_state IN ({_STATES})",
        "settled": "settled IN ('found_later', 'moved', 'lost', 'noted')",
    }
    return [
        sa.CheckConstraint(clause, name=op.f(f"ck_count_facts_{name}"))
        for name, clause in checks.items()
    ]
