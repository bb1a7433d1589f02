"""The audit trail's own tables: what they refer to is there, what they say is one of few words."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from dmedesk.store.engine import writing

EDIT = (
    "INSERT INTO audit_edits (entry_id, table_name, row_id, verb, old_values, new_values)"
    " VALUES ({entry}, 'payers', 1, '{verb}', '{{}}', '{{}}')"
)


@pytest.mark.parametrize(
    ("entry", "verb", "taken"),
    [(1, "changed", True), (1, "removed", True), (1, "lost", False), (2, "changed", False)],
)
def test_an_edit_belongs_to_an_entry_and_has_a_known_verb(
    shop_engine: Engine, entry: int, verb: str, taken: bool
) -> None:
    with writing(shop_engine).connect() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_entries (id, at, actor, action)"
                " VALUES (1, '2026-11-22 10:00:00', 'ann', 'edit')"
            )
        )
        if taken:
            connection.execute(text(EDIT.format(entry=entry, verb=verb)))
        else:
            with pytest.raises(IntegrityError):
                connection.execute(text(EDIT.format(entry=entry, verb=verb)))
        connection.rollback()
