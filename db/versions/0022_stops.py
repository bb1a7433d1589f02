"""The order of a driver's visits.

Step 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("stop_no", sa.Integer))
        table.create_check_constraint(op.f("ck_tickets_stops_are_counted"), "stop_no >= 1")
