"""The search index: what is shown of each record, its words, and how far the index has come.

Step 0008, after 0007. The words stand in a table of each database's own kind: FTS5 on SQLite, a
``tsvector`` under a GIN index on PostgreSQL. Everything here is derived and may be emptied.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("line", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
    )
    op.create_table(
        "search_feeds",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("reached_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_feeds")),
        sa.UniqueConstraint("kind", name=op.f("uq_search_feeds_kind")),
    )
    op.create_table(
        "search_marks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("late", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_marks")),
    )
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5 (tokens, content='',"
            " contentless_delete=1, detail='none', prefix='3 4 5 6 7 8 9 10 11 12',"
            " tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE search_words (id bigint PRIMARY KEY"
            " REFERENCES search_entries ON DELETE CASCADE, tokens tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words_tokens ON search_words USING gin (tokens)")
