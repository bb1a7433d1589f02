"""Who has each unit that is out on an open rental.

Step 0012, after 0011: data alone.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE assets SET holder_id = (SELECT member_id FROM rentals"
        " WHERE rentals.asset_id = assets.id AND rentals.ended_on IS NULL)"
    )
