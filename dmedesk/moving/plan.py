"""How a stranger's spreadsheets are to be taken: what each sheet is, and what its cells mean.

A plan is what the user of the import centre decides, step by step. It is plain: it goes to JSON and
back, so that it can be left and resumed, and its meanings are remembered under a name.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from dmedesk.moving.headers import Part, Source, plain

LEFT_OUT = ""
"""The kind of a sheet that is not taken."""


class Way(StrEnum):
    """What becomes of a row that is, or may be, a record of the shop already."""

    SKIP = "skip"
    MERGE = "merge"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Decision:
    """A way; merging fills what is empty, and takes the file's value in the ``fields`` named."""

    way: Way
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetPlan:
    """One sheet: its kind, the place of its header line, where each column comes from.

    ``meanings`` tell by column what a cell (as ``folded``) stands for; ``fixes`` what a cell of a
    line is corrected to; ``left_out`` the lines that stay out; ``decisions`` go by lines too.
    """

    kind: str = LEFT_OUT
    header: int = 0
    sources: dict[str, Source] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    decisions: dict[int, Decision] = field(default_factory=dict)


@dataclass(slots=True)
class ImportPlan:
    """A whole import: its files by path, its sheets by key, records that are entered with it.

    ``entered`` holds cells by column, by kind: a product that a file names and nobody knows.
    """

    name: str = ""
    paths: list[str] = field(default_factory=list)
    sheets: dict[str, SheetPlan] = field(default_factory=dict)
    entered: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def folded(cell: str) -> str:
    """A cell as its meaning is remembered: without regard to case and spaces."""
    return " ".join(cell.casefold().split())


def as_json(plan: ImportPlan) -> dict[str, Any]:
    """The plan as JSON knows it."""
    told = asdict(plan)
    for sheet in told["sheets"].values():
        sheet["left_out"] = sorted(sheet["left_out"])
    return told


def from_json(told: Mapping[str, Any]) -> ImportPlan:
    """The plan of ``as_json``."""
    return ImportPlan(
        name=told["name"],
        paths=list(told["paths"]),
        sheets={key: _sheet(sheet) for key, sheet in told["sheets"].items()},
        entered={kind: [dict(row) for row in rows] for kind, rows in told["entered"].items()},
    )


def _sheet(told: Mapping[str, Any]) -> SheetPlan:
    return SheetPlan(
        kind=told["kind"],
        header=told["header"],
        sources={
            name: Source(one["place"], Part(one["part"]), one["always"])
            for name, one in told["sources"].items()
        },
        meanings={name: dict(cells) for name, cells in told["meanings"].items()},
        fixes={int(line): dict(cells) for line, cells in told["fixes"].items()},
        left_out=set(told["left_out"]),
        decisions={
            int(line): Decision(Way(one["way"]), tuple(one["fields"]))
            for line, one in told["decisions"].items()
        },
    )


@dataclass(frozen=True, slots=True)
class SheetRecipe:
    """What is remembered of one sheet: by its headers (plain), what it was and what it meant."""

    headers: tuple[str, ...]
    kind: str
    sources: Mapping[str, Source]
    meanings: Mapping[str, Mapping[str, str]]


def recipe_of(sheet: SheetPlan, headers: tuple[str, ...]) -> dict[str, Any]:
    """What is to be remembered of a sheet, as JSON knows it."""
    return {
        "headers": [plain(header) for header in headers],
        "kind": sheet.kind,
        "sources": {name: asdict(source) for name, source in sheet.sources.items()},
        "meanings": sheet.meanings,
    }


def recipe_from_json(told: Mapping[str, Any]) -> SheetRecipe:
    """The recipe of ``recipe_of``."""
    sources = {
        name: Source(one["place"], Part(one["part"]), one["always"])
        for name, one in told["sources"].items()
    }
    return SheetRecipe(tuple(told["headers"]), told["kind"], sources, told["meanings"])


def apply_recipe(sheet: SheetPlan, headers: tuple[str, ...], recipe: SheetRecipe) -> bool:
    """Take over what is remembered: all of a sheet with these headers, else its meanings.

    Meanings of the same kind always come along; what the sheet says itself stays. Answers whether
    the headers were known.
    """
    same = tuple(plain(header) for header in headers) == recipe.headers
    if same:
        sheet.kind = recipe.kind
        sheet.sources = dict(recipe.sources)
    if sheet.kind == recipe.kind:
        for name, cells in recipe.meanings.items():
            sheet.meanings[name] = {**cells, **sheet.meanings.get(name, {})}
    return same
