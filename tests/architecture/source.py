"""The program's own source, parsed once, for the tests that read it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dmedesk"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it is, its dotted name, its text and its syntax tree."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        """One line of a complaint that an editor can jump to."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}: {what}"

    @property
    def rooms(self) -> tuple[str, ...]:
        """The folders and the file below ``dmedesk``: ``("rentals", "tables")``."""
        return tuple(self.name.split(".")[1:])


def parse(text: str, name: str = "dmedesk.example") -> Module:
    """A module of the given text, for trying a check out."""
    return Module(ROOT / (name.replace(".", "/") + ".py"), name, text, ast.parse(text))


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Module(path, name, text, ast.parse(text, filename=str(path)))


@cache
def modules(folder: str = "dmedesk") -> tuple[Module, ...]:
    """Every Python file of a folder of the repository, the folders below it included."""
    return tuple(_module(path) for path in sorted((ROOT / folder).rglob("*.py")))


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a tree."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]
