"""Why a charge goes to its payer, where another one pays first or the member would be billed.

Step 0037, after 0036.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("charges") as table:
        table.add_column(
            sa.Column("why_payer", sa.String, server_default=sa.text("''"), nullable=False)
        )
