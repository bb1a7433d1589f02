"""What the shop says at the end of statements.

Step 0038, after 0037.
"""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('phone_24h', 'tasks', 'rights', 'agreement', 'privacy', 'assignment', 'statement')"
)


def upgrade() -> None:
    with op.batch_alter_table("paper_texts") as table:
        table.drop_constraint(op.f("ck_paper_texts_kind"), type_="check")
        table.create_check_constraint(op.f("ck_paper_texts_kind"), _KINDS)
