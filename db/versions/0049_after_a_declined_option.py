"""What follows where a purchase option is declined; why a unit is fetched after it.

Step 0049, after 0048.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_REASONS = (
    "reason IN ('no_longer_needed', 'discharged', 'deceased', 'moved_away', 'defective', 'unpaid',"
    " 'recall', 'option_declined')"
)


def upgrade() -> None:
    with op.batch_alter_table("option_facts") as table:
        table.add_column(sa.Column("ends_on", sa.Date))
        table.add_column(sa.Column("goes_on_why", sa.String))
        table.create_check_constraint(
            op.f("ck_option_facts_a_no_says_what_follows"),
            "answer = 'declined' OR (ends_on IS NULL AND goes_on_why IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_option_facts_one_thing_follows"), "ends_on IS NULL OR goes_on_why IS NULL"
        )
        table.create_check_constraint(
            op.f("ck_option_facts_goes_on_for_a_reason"), "goes_on_why <> ''"
        )
    with op.batch_alter_table("tickets") as table:
        table.drop_constraint(op.f("ck_tickets_reason"), type_="check")
        table.create_check_constraint(op.f("ck_tickets_reason"), _REASONS)
