"""``dmedesk imports``: listed with their numbers, taken back, refused with every reason."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_an_import_is_listed_and_taken_back(shop: Command, files: Path) -> None:
    assert shop("imports").out == "Nothing was imported yet.\n"
    shop("import", files)
    (one,) = json.loads(shop("imports", "--json").out)["imports"]
    assert (one["changed"], one["undone_at"]) == (0, None)
    assert "members.csv" in shop("imports").out
    done = shop("imports", "--undo", str(one["import"]))
    assert done.status == 0
    assert done.out.startswith("Taken back: ")
    assert "taken back" in shop("imports").out
    again = shop("imports", "--undo", str(one["import"]))
    assert (again.status, "taken back already" in again.err) == (1, True)


def test_an_import_that_is_not_there_is_refused(shop: Command) -> None:
    told = shop("imports", "--undo", "9", "--json")
    assert told.status == 1
    assert json.loads(told.out)["findings"][0]["code"] == "unknown_import"
