"""The steps themselves: one after the other, frozen, and nobody else's code in them."""

import ast
import runpy
from pathlib import Path

import pytest

from dmedesk.kit.paths import migrations
from dmedesk.store.migrate import steps

FILES = sorted((migrations() / "versions").glob("*.py"))
PACKAGE = Path(__file__).resolve().parents[2] / "dmedesk"


def test_there_are_steps() -> None:
    assert steps() == tuple(file.stem.split("_")[0] for file in FILES) != ()


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert steps() == tuple(f"{number:04d}" for number in range(1, len(FILES) + 1))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_step_follows_the_one_before(file: Path) -> None:
    step = runpy.run_path(str(file))
    place = FILES.index(file)
    assert step["revision"] == steps()[place]
    assert step["down_revision"] == (steps()[place - 1] if place else None)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_step_imports_nothing_of_the_program(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "dmedesk" not in imported


def test_the_environment_knows_every_house_with_tables() -> None:
    tree = ast.parse((migrations() / "env.py").read_text(encoding="utf-8"))
    (named,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "HOUSES"
    ]
    houses = {path.parent.name for path in PACKAGE.glob("*/tables*") if path.suffix != ".pyc"}
    assert set(named) == houses
