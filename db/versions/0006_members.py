"""Members in full: delivery, emergency, leaving, coverage, notes; practitioners' checks; payers.

Step 0006, after 0005.

That no two coverages of one rank hold on one day is a range's matter, which no plain constraint
says: PostgreSQL excludes it, SQLite asks by triggers. A later step that makes the table anew on
SQLite makes the triggers anew, too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_to_members()
    _add_to_payers()
    _add_to_practitioners()
    _create_practitioner_checks()
    _create_coverages()
    _create_member_notes()
    if op.get_bind().dialect.name == "postgresql":
        _exclude_overlaps()
    else:
        for event in ("INSERT", "UPDATE"):
            _refuse_overlaps(event)


def _add_to_members() -> None:
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("left_on", sa.Date))
        table.add_column(sa.Column("left_reason", sa.String(40)))
        for name in (
            "phone2",
            "language",
            "delivery_address1",
            "delivery_address2",
            "delivery_city",
            "delivery_state",
            "delivery_zip",
            "directions",
            "emergency_name",
            "emergency_relation",
            "emergency_phone",
        ):
            table.add_column(sa.Column(name, sa.String))
        table.create_check_constraint(
            op.f("ck_members_left_reason"), "left_reason IN ('moved_away', 'ended_service')"
        )
        table.create_check_constraint(
            op.f("ck_members_left_for_a_reason"),
            "(left_on IS NULL AND left_reason IS NULL)"
            " OR (left_on IS NOT NULL AND left_reason IS NOT NULL)",
        )


def _add_to_payers() -> None:
    with op.batch_alter_table("payers") as table:
        table.add_column(sa.Column("phone", sa.String))
        table.add_column(sa.Column("electronic_payer_id", sa.String))
        table.add_column(sa.Column("filing_days", sa.Integer))
        table.create_check_constraint(op.f("ck_payers_filing_days_are_positive"), "filing_days > 0")


def _add_to_practitioners() -> None:
    with op.batch_alter_table("practitioners") as table:
        for name in ("fax", "address1", "address2", "city", "state", "zip", "license_no"):
            table.add_column(sa.Column(name, sa.String))
        table.add_column(sa.Column("license_expires_on", sa.Date))


def _create_practitioner_checks() -> None:
    op.create_table(
        "practitioner_checks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("practitioner_id", sa.Integer, nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("checked_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner_checks")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioners.id"],
            name=op.f("fk_practitioner_checks_practitioner_id"),
        ),
        sa.CheckConstraint(
            "standing IN ('enrolled', 'excluded', 'unknown')",
            name=op.f("ck_practitioner_checks_standing"),
        ),
    )
    op.create_index(
        op.f("ix_practitioner_checks_practitioner_id"), "practitioner_checks", ["practitioner_id"]
    )


def _create_coverages() -> None:
    op.create_table(
        "coverages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("payer_id", sa.Integer, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.Column("number", sa.String),
        sa.Column("row_version", sa.Integer, server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverages")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_coverages_member_id")),
        sa.ForeignKeyConstraint(["payer_id"], ["payers.id"], name=op.f("fk_coverages_payer_id")),
        sa.UniqueConstraint(
            "member_id", "rank", "from_on", name=op.f("uq_coverages_member_id_rank_from_on")
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f("ck_coverages_from_before_until")
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_coverages_rank_is_positive")),
    )
    op.create_index(op.f("ix_coverages_payer_id"), "coverages", ["payer_id"])
    op.create_index(
        "uq_coverages_member_id_rank_open",
        "coverages",
        ["member_id", "rank"],
        unique=True,
        sqlite_where=sa.text("until_on IS NULL"),
        postgresql_where=sa.text("until_on IS NULL"),
    )


def _create_member_notes() -> None:
    op.create_table(
        "member_notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_notes")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_member_notes_member_id")
        ),
    )
    op.create_index(op.f("ix_member_notes_member_id"), "member_notes", ["member_id"])


def _exclude_overlaps() -> None:
    op.execute(
        "ALTER TABLE coverages ADD CONSTRAINT ex_coverages_one_of_a_rank EXCLUDE USING gist ("
        "int4range(member_id, member_id, '[]') WITH &&, int4range(rank, rank, '[]') WITH &&,"
        " daterange(from_on, until_on) WITH &&)"
    )


_REFUSING = (
    "CREATE TRIGGER one_coverage_of_a_rank_on_EVENT BEFORE EVENT ON coverages"
    " WHEN EXISTS (SELECT 1 FROM coverages AS other WHERE other.member_id = NEW.member_id"
    " AND other.rank = NEW.rank AND other.id IS NOT NEW.id"
    " AND (other.until_on IS NULL OR other.until_on > NEW.from_on)"
    " AND (NEW.until_on IS NULL OR NEW.until_on > other.from_on))"
    " BEGIN SELECT RAISE(ABORT, 'two coverages of one rank'); END"
)


def _refuse_overlaps(event: str) -> None:
    op.execute(_REFUSING.replace("EVENT", event))
