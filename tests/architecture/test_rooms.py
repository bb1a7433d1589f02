"""Floors and rooms, where import-linter cannot look: what stands inside a room."""

import tomllib

from tests.architecture import checks
from tests.architecture.source import PACKAGE, ROOT, Module, modules

ROOMS = {"rules", "tables", "queries", "actions", "sheets", "files", "offers", "screens"}

# Folders that are no houses of a noun: they have no rooms, or have tables of their own.
NOT_HOUSES = {
    "rates",
    "kit",
    "store",
    "printing",
    "scans",
    "widgets",
    "moving",
    "demo",
    "desk",
    "bootstrap",
    "cli",
}

# Names that say nothing about what stands in a module.
EMPTY_NAMES = {"manager", "helper", "helpers", "utils", "util", "data", "info", "common", "misc"}


def _in_room(room: str) -> list[Module]:
    """The modules of one room of every house, be it a file or a folder."""
    return [module for module in modules() if module.rooms[1:2] == (room,)]


def _contract(kind: str, name: str) -> dict[str, list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = [one for one in contracts if one["type"] == kind and one["name"].startswith(name)]
    return dict(found)


def _houses() -> set[str]:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    return folders - NOT_HOUSES


def test_every_house_is_held_to_the_rooms() -> None:
    containers = _contract("layers", "Rooms")["containers"]
    assert {f"dmedesk.{house}" for house in _houses()} == set(containers)


def test_the_contract_knows_every_room() -> None:
    layers = _contract("layers", "Rooms")["layers"]
    assert {layer.strip("()") for layer in layers} == ROOMS


def test_tables_have_no_methods() -> None:
    found = [line for module in _in_room("tables") for line in checks.methods_of_tables(module)]
    assert found == []


def test_actions_take_the_unit_of_work_and_keywords() -> None:
    found = [line for module in _in_room("actions") for line in checks.shapes_of_actions(module)]
    assert found == []


def test_nobody_but_the_store_begins_or_ends_a_transaction() -> None:
    others = [
        module for module in modules() if not _paints(module) and module.rooms[:1] != ("store",)
    ]
    assert [line for module in others for line in checks.commits(module)] == []


def _paints(module: Module) -> bool:
    """Qt's painters begin, too; where Qt is, the contracts let no SQLAlchemy in."""
    return bool({"widgets", "desk"} & set(module.rooms[:1])) or "screens" in module.rooms


def test_names_say_what_stands_in_a_module() -> None:
    bad = [
        module.name
        for module in (*modules(), *modules("tests"))
        if EMPTY_NAMES & {part for room in module.rooms for part in room.split("_")}
    ]
    assert bad == []
