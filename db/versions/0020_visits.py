"""A visit has its day while it waits; lines say what moved, and on what terms; proofs are frozen.

Step 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_VISITED = "stage IN ('waiting', 'reason_given', 'done')"

_DAYS = """
UPDATE tickets SET visited_on = (
  SELECT max(moved_on) FROM movements
  WHERE cause_kind = 'ticket' AND cause_no = tickets.ticket_no
) WHERE stage IN ('waiting', 'reason_given', 'done') AND visited_on IS NULL
"""

# Nothing of it ever moved: it is still out.
_STILL_OUT = """
UPDATE tickets SET stage = 'out'
WHERE stage IN ('waiting', 'reason_given', 'done') AND visited_on IS NULL
"""

_MOVED = """
UPDATE ticket_lines SET has_moved = true WHERE ticket_id IN (
  SELECT id FROM tickets WHERE stage IN ('waiting', 'reason_given', 'done')
)
"""


def upgrade() -> None:
    _give_visits_their_day()
    _add_to_lines()
    _add_to_proofs()


def _give_visits_their_day() -> None:
    with op.batch_alter_table("tickets") as table:
        table.drop_constraint(op.f("ck_tickets_done_has_a_day"), type_="check")
    op.execute(_DAYS)
    op.execute(_STILL_OUT)
    with op.batch_alter_table("tickets") as table:
        table.create_check_constraint(
            op.f("ck_tickets_visited_has_a_day"), f"({_VISITED}) = (visited_on IS NOT NULL)"
        )


def _add_to_lines() -> None:
    with op.batch_alter_table("ticket_lines") as table:
        table.add_column(
            sa.Column("terms", sa.String(40), server_default=sa.text("'rent'"), nullable=False)
        )
        table.add_column(sa.Column("has_moved", sa.Boolean))
        table.create_check_constraint(op.f("ck_ticket_lines_terms"), "terms IN ('rent', 'sale')")
    op.execute(_MOVED)


def _add_to_proofs() -> None:
    with op.batch_alter_table("proofs") as table:
        table.add_column(
            sa.Column("kind", sa.String(40), server_default=sa.text("'visit'"), nullable=False)
        )
        table.add_column(sa.Column("about_turn", sa.Integer))
        for name in ("why", "lines"):
            table.add_column(
                sa.Column(name, sa.String, server_default=sa.text("''"), nullable=False)
            )
        table.create_check_constraint(
            op.f("ck_proofs_kind"), "kind IN ('visit', 'addendum', 'taken_back')"
        )
    op.execute("UPDATE proofs SET kind = 'addendum', about_turn = turn - 1 WHERE turn > 1")
    with op.batch_alter_table("proofs") as table:
        table.create_foreign_key(
            op.f("fk_proofs_about_turn"),
            "proofs",
            ["ticket_id", "about_turn"],
            ["ticket_id", "turn"],
        )
        table.create_check_constraint(
            op.f("ck_proofs_addenda_name_a_proof"), "(kind = 'visit') = (about_turn IS NULL)"
        )
        table.create_check_constraint(op.f("ck_proofs_about_a_former_one"), "about_turn < turn")
