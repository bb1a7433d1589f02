"""Checks on one module's source that neither Ruff, mypy nor import-linter can make.

Each takes a parsed module and answers its complaints, one line each; none means all is well.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

from tests.architecture.source import Module, functions

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40

# Words in a string that state a legal number: a share, a sum, a span, a fraction, a date.
_LEGAL_WORDS = re.compile(
    r"\d\s*%|\$\s*\d|\d+\s+(?:months?|days?|hours?)\b|\bmonths?\s+\d|\b\d+/\d+\b|\d{4}-\d\d-\d\d"
)
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLOCK_CALLS = frozenset({"today", "now", "utcnow", "time", "localtime", "monotonic"})
_FILE_CALLS = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "files", "joinpath", "glob"}
)
_MODULES_OF_THE_WORLD = frozenset(
    {"asyncio", "io", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3"}
    | {"subprocess", "tempfile", "threading", "time", "urllib"}
)
_UNFINISHED = re.compile(r"#\s*(?:TODO|FIXME|XXX|HACK)\b")
_SUPPRESSION = re.compile(r"#\s*(?:type:\s*ignore|noqa)\b(?P<rest>.*)", re.IGNORECASE)
_COMMITTING = frozenset({"commit", "rollback", "begin", "begin_nested"})


def _docstrings(tree: ast.Module) -> set[int]:
    """The identities of the constants that are docstrings, or strings standing alone."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _places(tree: ast.Module) -> set[int]:
    """The identities of the constants inside ``[...]``: places in a tuple, no amounts."""
    return {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        for part in ast.walk(node.slice)
    }


def legal_numbers(module: Module, allowed: Iterable[object] = ()) -> Iterator[str]:
    """Numbers typed into the rate engine: they belong into its dated, cited parameters.

    0 and 1 are always fine, in digits too, and so is a place in a tuple. ``allowed`` holds the
    module's further numbers and words.
    """
    passed = _docstrings(module.tree) | _places(module.tree)
    fine = {0, 1, "0", "1", *allowed}
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or id(node) in passed or node.value in fine:
            continue
        value = node.value
        if isinstance(value, float | complex):
            yield module.at(node, f"{value!r} is not exact")
        elif isinstance(value, int):
            yield module.at(node, f"the number {value} belongs into the parameters")
        elif isinstance(value, str) and _states_a_number(value):
            yield module.at(node, f"{value!r} states a number that belongs into the parameters")


def _states_a_number(text: str) -> bool:
    return bool(_LEGAL_WORDS.search(text) or _BARE_NUMBER.fullmatch(text))


def foreign_imports(module: Module, own: str) -> Iterator[str]:
    """Imports of anything but the standard library and the package ``own``."""
    for node, name in imports(module.tree):
        top = name.split(".")[0]
        if top not in sys.stdlib_module_names and name != own and not name.startswith(own + "."):
            yield module.at(node, f"imports {name}, which is not of the standard library")


def imports(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every import statement with the full name of the module that it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or "."


def touches_of_the_world(module: Module) -> Iterator[str]:
    """The clock, chance, files, processes, the network: a pure module knows none of them."""
    for node, name in imports(module.tree):
        if name.split(".")[0] in _MODULES_OF_THE_WORLD:
            yield module.at(node, f"imports {name}")
    for node, name in _calls(module.tree):
        if name in _CLOCK_CALLS | _FILE_CALLS:
            yield module.at(node, f"calls {name}()")


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def methods_of_tables(module: Module) -> Iterator[str]:
    """Functions in a table's class: a table holds columns, relations and constraints only."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            for method in functions(node):
                yield module.at(method, f"{node.name}.{method.name}: a table has no methods")


def shapes_of_actions(module: Module) -> Iterator[str]:
    """Public actions that take anything but their way to the database by position.

    That is the open unit of work, or the session of an action that only looks (a preview).
    """
    for node in module.tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        by_position = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
        if by_position not in ([], ["work"], ["session"]):
            yield module.at(node, f"{node.name}: only `work` goes by position, not {by_position}")


def commits(module: Module) -> Iterator[str]:
    """Calls that begin or end a transaction: the door does that, and nobody behind it."""
    for node, name in _calls(module.tree):
        if name in _COMMITTING:
            yield module.at(node, f"calls {name}(): transactions belong to the unit of work")


def oversized(module: Module, allowed: Iterable[str] = ()) -> Iterator[str]:
    """The file and the functions that are too long to be read in one go.

    ``allowed`` names exceptions: a file by its path's last part, a function by its name.
    """
    names = set(allowed)
    lines = module.text.count("\n")
    if lines > MOST_LINES_OF_A_FILE and module.path.name not in names:
        yield module.at(module.tree, f"{lines} lines, more than {MOST_LINES_OF_A_FILE}")
    for node in functions(module.tree):
        length = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
        if length > MOST_LINES_OF_A_FUNCTION and node.name not in names:
            yield module.at(node, f"{node.name}: {length} lines without its docstring")


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


def bare_suppressions(module: Module) -> Iterator[str]:
    """Suppressed complaints that do not name what they suppress, and notes of unfinished work."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        where = f"{module.at(module.tree, '').split(':')[0]}:{number}"
        if _UNFINISHED.search(line):
            yield f"{where}: a note of unfinished work"
        found = _SUPPRESSION.search(line)
        if found and not re.match(r"\[[a-z-]|:\s*[A-Z]", found["rest"]):
            yield f"{where}: suppresses a complaint without naming its rule"
