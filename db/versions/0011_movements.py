"""Where units are and who has them: places, movements, checks at the bench.

Step 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOVES = (
    "'rented_out', 'lent', 'sold', 'returned', 'passed_check', 'failed_check', 'sent_to_repair',"
    " 'repaired', 'quarantined', 'released', 'recalled', 'remedied', 'lost', 'found', 'retired',"
    " 'transferred', 'taken_back'"
)
_STATES = (
    "'ready', 'on_rent', 'loaned', 'sold', 'cleaning', 'repair', 'quarantined', 'recalled',"
    " 'lost', 'retired'"
)


def upgrade() -> None:
    _create_places()
    _add_to_assets()
    _create_movements()
    _create_unit_checks()


def _create_places() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("name", name=op.f("uq_places_name")),
        sa.CheckConstraint(
            "kind IN ('shelf', 'van', 'workshop', 'maker')", name=op.f("ck_places_kind")
        ),
    )


def _add_to_assets() -> None:
    with op.batch_alter_table("assets") as table:
        table.add_column(sa.Column("turn", sa.Integer, server_default=sa.text("0"), nullable=False))
        table.add_column(sa.Column("holder_id", sa.Integer))
        table.add_column(sa.Column("place_id", sa.Integer))
        table.create_foreign_key(op.f("fk_assets_holder_id"), "members", ["holder_id"], ["id"])
        table.create_foreign_key(op.f("fk_assets_place_id"), "places", ["place_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_assets_in_one_place"), "holder_id IS NULL OR place_id IS NULL"
        )
        table.create_index(op.f("ix_assets_holder_id"), ["holder_id"])
        table.create_index(op.f("ix_assets_place_id"), ["place_id"])


def _create_movements() -> None:
    op.create_table(
        "movements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("turn_before", sa.Integer),
        sa.Column("move", sa.String(40), nullable=False),
        sa.Column("moved_on", sa.Date, nullable=False),
        sa.Column("from_state", sa.String(40), nullable=False),
        sa.Column("to_state", sa.String(40), nullable=False),
        sa.Column("from_member_id", sa.Integer),
        sa.Column("to_member_id", sa.Integer),
        sa.Column("from_place_id", sa.Integer),
        sa.Column("to_place_id", sa.Integer),
        sa.Column("cause_kind", sa.String),
        sa.Column("cause_no", sa.String),
        sa.Column("note", sa.String),
        sa.Column("reverses", sa.Integer),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movements")),
        sa.UniqueConstraint("asset_id", "turn", name=op.f("uq_movements_asset_id_turn")),
        sa.UniqueConstraint("asset_id", "reverses", name=op.f("uq_movements_asset_id_reverses")),
        *_foreign_keys_of_movements(),
        *_checks_of_movements(),
    )
    op.create_index(op.f("ix_movements_to_member_id"), "movements", ["to_member_id"])


def _foreign_keys_of_movements() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_movements_asset_id")),
        sa.ForeignKeyConstraint(
            ["asset_id", "turn_before"],
            ["movements.asset_id", "movements.turn"],
            name=op.f("fk_movements_turn_before"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_movements_{column}"))
            for column, target in (
                ("from_member_id", "members.id"),
                ("to_member_id", "members.id"),
                ("from_place_id", "places.id"),
                ("to_place_id", "places.id"),
            )
        ),
    ]


def _checks_of_movements() -> list[sa.CheckConstraint]:
    checks = {
        "turns_in_a_chain": "(turn = 1 AND turn_before IS NULL)"
        " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)",
        "reversal_is_named": "(move = 'taken_back') = (reverses IS NOT NULL)",
        "only_the_last_is_reversed": "reverses IS NULL OR reverses = turn_before",
        "cause_is_named_in_full": "(cause_kind IS NULL) = (cause_no IS NULL)",
        "to_one_place": "to_member_id IS NULL OR to_place_id IS NULL",
        "move": f"move IN ({_MOVES})",
        "from_state": f"from_state IN ({_STATES})",
        "to_state": f"to_state IN ({_STATES})",
    }
    return [
        sa.CheckConstraint(clause, name=op.f(f"ck_movements_{name}"))
        for name, clause in checks.items()
    ]


def _create_unit_checks() -> None:
    op.create_table(
        "unit_checks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("technician", sa.String, nullable=False),
        sa.Column("seen", sa.String, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_checks")),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], name=op.f("fk_unit_checks_asset_id")),
    )
    op.create_index(op.f("ix_unit_checks_asset_id"), "unit_checks", ["asset_id"])
