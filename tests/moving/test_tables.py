"""An import is taken back once at most; a name has one recipe."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from dmedesk.store.engine import writing

BATCH = (
    "INSERT INTO import_batches (id, taken_at, taken_by, added)"
    " VALUES (1, '2026-11-22', 'kim', '{}')"
)
UNDO = "INSERT INTO import_undos (batch_id, undone_at, undone_by) VALUES (1, '2026-11-22', 'kim')"
RECIPE = "INSERT INTO import_recipes (name, recipe, kept_at) VALUES ('old', '[]', '2026-11-22')"


@pytest.mark.parametrize("twice", [UNDO, RECIPE])
def test_once_at_most(shop_engine: Engine, twice: str) -> None:
    with writing(shop_engine).begin() as connection:
        connection.execute(text(BATCH))
        connection.execute(text(twice))
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(text(twice))


def test_a_file_belongs_to_an_import(shop_engine: Engine) -> None:
    file = (
        "INSERT INTO imported_files (batch_id, name, sha256, kind, added, changed, unchanged)"
        " VALUES (9, 'a', '', 'members', 1, 0, 0)"
    )
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(text(file))
