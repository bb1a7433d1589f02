"""A file and a function can be read in one go; nothing is silenced without saying what."""

from tests.architecture import checks
from tests.architecture.source import modules

# Too long for a reason: {the file's or the function's name: the reason}.
LONG: dict[str, str] = {}

EVERYTHING = (*modules("dmedesk"), *modules("db"), *modules("tests"))


# A migration step lists a table's columns one by one: long, and no logic.
READ = [module for module in EVERYTHING if module.rooms[:1] != ("versions",)]


def test_files_and_functions_are_short() -> None:
    found = [line for module in READ for line in checks.oversized(module, LONG)]
    assert found == []


def test_every_suppression_names_its_rule_and_nothing_is_left_undone() -> None:
    assert [line for module in EVERYTHING for line in checks.bare_suppressions(module)] == []
