"""Values of a stranger's sheet that mean one of ours: ``W/C std`` a product, ``x`` a yes.

Pure: which values are not understood yet, and which of ours each is likely to mean.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher

from dmedesk.kit.cells import Reader, Unreadable, choices_of
from dmedesk.kit.records import Column, RecordFile
from dmedesk.moving import synonyms
from dmedesk.moving.headers import plain
from dmedesk.moving.plan import SheetPlan, folded
from dmedesk.moving.workbooks import Sheet, theirs, understood

NAMED_KINDS = ("payers", "products")
"""Kinds that other sheets name in their own words; what a person or a unit is, nobody guesses."""

_LEAST_ALIKE = 0.72

Known = Mapping[str, Mapping[str, str]]
"""What can be meant: by kind, the words that say what a record is, by its code."""


@dataclass(frozen=True, slots=True)
class OpenValue:
    """A value of a column that is none of ours: how often it stands there, what it may mean.

    ``options`` are ours with their words; ``suggested`` is the likely one, or empty. ``refers_to``
    is the kind of which it names a record, empty for a choice.
    """

    sheet: str
    column: str
    theirs: str
    count: int
    options: Mapping[str, str]
    suggested: str
    refers_to: str = ""


def open_values(
    sheet: Sheet, plan: SheetPlan, file: RecordFile, *, known: Known
) -> list[OpenValue]:
    """The values of the sheet that are not understood, most frequent first, by column."""
    found: list[OpenValue] = []
    for column in file.columns:
        if column.name not in plan.sources:
            continue
        kind = _kind_named(column, file)
        options = known.get(kind, {}) if kind else {one: one for one in choices_of(column.read)}
        if not options and not kind:
            continue
        counted = _not_understood(sheet, plan, column, options)
        found += [
            OpenValue(
                sheet=sheet.key,
                column=column.name,
                theirs=cell,
                count=count,
                options=options,
                suggested=suggest(cell, options),
                refers_to=kind,
            )
            for cell, count in counted
        ]
    return found


def _kind_named(column: Column, file: RecordFile) -> str:
    """The kind that the column's cells name by their own words, or empty."""
    for reference in file.references:
        if reference.columns == (column.name,) and reference.file in NAMED_KINDS:
            return reference.file
    return ""


def _not_understood(
    sheet: Sheet, plan: SheetPlan, column: Column, options: Mapping[str, str]
) -> Sequence[tuple[str, int]]:
    meanings = plan.meanings.get(column.name, {})
    counted: Counter[str] = Counter()
    words: dict[str, str] = {}
    for line in sheet.rows(plan):
        if line.number in plan.left_out:
            continue
        cell = theirs(line, plan.sources[column.name])
        if cell and not _is_ours(
            understood(cell, column.name, column.read, meanings), column, options
        ):
            counted[folded(cell)] += 1
            words.setdefault(folded(cell), cell)
    return [(words[cell], count) for cell, count in counted.most_common()]


def _is_ours(cell: str, column: Column, options: Mapping[str, str]) -> bool:
    """Whether it is empty or can be meant; what is remembered may mean a record that is gone."""
    if not cell or cell in options:
        return True
    return bool(choices_of(column.read)) and _reads(column.read, cell)


def _reads(read: Reader, cell: str) -> bool:
    with suppress(Unreadable):
        read(cell)
        return True
    return False


def suggest(cell: str, options: Mapping[str, str]) -> str:
    """The one of ours that the value is likely to mean; empty where none or several are alike."""
    wanted = words_of(cell)
    if not wanted:
        return ""
    exact = [code for code, label in options.items() if wanted in (words_of(code), words_of(label))]
    if len(exact) == 1:
        return exact[0]
    holding = [code for code, label in options.items() if wanted <= words_of(f"{code} {label}")]
    if len(holding) == 1:
        return holding[0]
    scored = sorted(
        ((_alike(wanted, label), code) for code, label in options.items()), reverse=True
    )
    tied = len(scored) > 1 and scored[1][0] == scored[0][0]
    return scored[0][1] if scored and scored[0][0] >= _LEAST_ALIKE and not tied else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a value, shortened ones in full: ``W/C std`` is ``wheelchair standard``."""
    spaced = f" {plain(text)} "
    for short, full in synonyms.ABBREVIATIONS.items():
        spaced = spaced.replace(f" {short} ", f" {full} ")
    return frozenset(spaced.split())


def _alike(wanted: frozenset[str], label: str) -> float:
    return SequenceMatcher(
        None, " ".join(sorted(wanted)), " ".join(sorted(words_of(label)))
    ).ratio()
