"""Why an item of a slip did not move.

Step 0039, after 0038.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_REASONS = (
    "stayed IN ('refused', 'nobody_home', 'not_needed', 'does_not_fit', 'defective', 'not_found',"
    " 'not_on_the_truck', 'entered_wrong')"
)


def upgrade() -> None:
    with op.batch_alter_table("ticket_lines") as batch:
        batch.add_column(sa.Column("stayed", sa.String(40)))
        batch.create_check_constraint(op.f("ck_ticket_lines_stayed"), _REASONS)
        batch.create_check_constraint(
            op.f("ck_ticket_lines_what_moved_did_not_stay"),
            "stayed IS NULL OR has_moved IS NULL OR NOT has_moved",
        )
