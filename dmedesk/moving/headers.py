"""Matches the headers of a stranger's spreadsheet with our columns, and guesses what it holds.

Pure: names in, matches out. One header serves one column, the best pair first; a column for which
nothing fits stays open, and the user has the last word on all of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache

from dmedesk.kit.records import Column, RecordFile
from dmedesk.moving import synonyms

_EXACT, _SYNONYM, _SAME_WORDS, _INSIDE, _ALIKE = 1.0, 0.95, 0.9, 0.72, 0.8
_LEAST, _LEAST_ALIKE = 0.6, 0.86
_SHORTEST_ALIKE = 4
_ANOTHERS = 2.0
_SPLIT_NAMES = {"last_name": "last", "first_name": "first"}
_HEADER_LINES = 20
_REMEMBERED = 20_000


class Part(StrEnum):
    """How much of a cell a column takes: all of it, or one name of a whole one."""

    WHOLE = "whole"
    LAST = "last"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a column's cells come from: the place of a header, and how much of each cell.

    Without a place (-1) every row has the same ``always``.
    """

    place: int = -1
    part: Part = Part.WHOLE
    always: str = ""


Matches = Mapping[str, Source]
"""The source of each column that has one, by the column's name."""


def plain(name: str) -> str:
    """A header as it is compared: lower case, words apart, shortened words in full.

    ``Serial #``, ``SERIAL_NO.`` and ``serial number`` are all ``serial no``.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold().replace("#", " no ")
    words = re.sub(r"[^a-z0-9]+", " ", spaced).split()
    return " ".join(synonyms.WORDS.get(word, word) for word in words)


@cache
def _called(column: str) -> tuple[str, tuple[str, ...]]:
    """A column's own name and its others, plain."""
    return plain(column), tuple(plain(name) for name in synonyms.COLUMNS.get(column, ()))


@lru_cache(_REMEMBERED)
def likeness(header: str, column: str) -> float:
    """How well a header (plain) fits a column, from 0 to 1."""
    own, others = _called(column)
    if header == own:
        return _EXACT
    if header in others:
        return _SYNONYM
    words = set(header.split())
    if words and any(words == set(name.split()) for name in (own, *others)):
        return _SAME_WORDS
    if set(own.split()) < words:
        return _INSIDE
    if min(len(header), len(own)) < _SHORTEST_ALIKE:
        return 0.0
    matcher = SequenceMatcher(None, header, own)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _LEAST_ALIKE:
        return 0.0  # neither bound is below the ratio, and both are much sooner known
    ratio = matcher.ratio()
    return ratio * _ALIKE if ratio >= _LEAST_ALIKE else 0.0


def is_called(header: str, column: str) -> bool:
    """Whether a header (plain) is one of a column's names, and does not only look like it."""
    return likeness(header, column) >= _SAME_WORDS


def match(headers: Sequence[str], columns: Iterable[Column]) -> dict[str, Source]:
    """The source of every column that a header fits, the best pairs first."""
    plains = [plain(header) for header in headers]
    names = [column.name for column in columns]
    pairs = sorted(
        (
            (-likeness(header, name), names.index(name), place)
            for place, header in enumerate(plains)
            for name in names
            if likeness(header, name) >= _LEAST
        ),
    )
    found: dict[str, Source] = {}
    taken: set[int] = set()
    for _score, at, place in pairs:
        if names[at] not in found and place not in taken:
            found[names[at]] = Source(place)
            taken.add(place)
    found |= _split_names(plains, names, found, taken)
    return {name: found[name] for name in names if name in found}


def _split_names(
    plains: Sequence[str], names: Sequence[str], found: Matches, taken: set[int]
) -> dict[str, Source]:
    """First and last name out of one column, where they have no columns of their own."""
    if not set(_SPLIT_NAMES) <= set(names) or any(name in found for name in _SPLIT_NAMES):
        return {}
    wholes = [plain(name) for name in synonyms.WHOLE_NAMES]
    place = next((at for at, name in enumerate(plains) if name in wholes and at not in taken), None)
    if place is None:
        return {}
    return {name: Source(place, Part(part)) for name, part in _SPLIT_NAMES.items()}


def part_of(cell: str, part: Part) -> str:
    """The part of a cell: of ``Alda, Rose`` and ``Rose Alda`` the last name is ``Alda``."""
    if part is Part.WHOLE:
        return cell
    last, comma, first = cell.partition(",")
    if not comma:
        first, _, last = cell.rpartition(" ")
    return (last if part is Part.LAST else first).strip()


def guess_kind(
    headers: Sequence[str], *, title: str, kinds: Mapping[str, RecordFile]
) -> str | None:
    """The kind of record that a sheet holds; ``title`` is its name, or its file's.

    None where its headers fit no kind's key.
    """
    scores = {}
    for name, file in kinds.items():
        found = match(headers, file.columns)
        others = _keys_of_others(headers, found, kinds)
        scores[name] = _fit(headers, title, file, found) - _ANOTHERS * others
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _keys_of_others(headers: Sequence[str], found: Matches, kinds: Mapping[str, RecordFile]) -> int:
    """How many headers are what another kind is known by, and nothing to this one: a serial."""
    used = {source.place for source in found.values()}
    unused = [plain(header) for place, header in enumerate(headers) if place not in used]
    keys = {key for other in kinds.values() if len(other.key) == 1 for key in other.key}
    return sum(any(likeness(one, key) >= _SYNONYM for key in keys) for one in unused if one)


def _fit(headers: Sequence[str], title: str, file: RecordFile, found: Matches) -> float:
    """How much speaks for a kind: headers that fit, less those that must be there and are not."""
    called = plain(title)
    if called == plain(file.name):
        return 100.0 if found else 0.0
    named = any(plain(name) == called for name in synonyms.KINDS.get(file.name, ()))
    words = set(called.split())
    hinted = any(set(plain(name).split()) <= words for name in synonyms.KINDS.get(file.name, ()))
    if not (found.keys() & set(file.key)):
        return 0.0
    score = 6.0 if named else 3.0 if hinted else 0.0
    for column in file.columns:
        weight = 2.0 if column.required else 0.5
        if column.name in found:
            score += weight
        elif column.required and not column.may_be_empty:
            score -= 1.5
    # Headers that nobody wants speak for another kind.
    used = {source.place for source in found.values()}
    return score - 0.4 * (len([header for header in headers if header]) - len(used))


def header_line(rows: Sequence[Sequence[str]], *, kinds: Mapping[str, RecordFile]) -> int:
    """Which of a sheet's rows is its header (by place): the one whose cells fit best.

    Titles and empty lines above it are passed over.
    """
    names = {column.name for file in kinds.values() for column in file.columns}

    def fit(cells: Sequence[str]) -> float:
        plains = [plain(cell) for cell in cells if cell]
        return sum(max((likeness(one, name) for name in names), default=0.0) for one in plains)

    scores = [fit(cells) for cells in rows[:_HEADER_LINES]]
    best = max(scores, default=0.0)
    if best >= 1:
        return scores.index(best)
    return next((at for at, cells in enumerate(rows) if any(cells)), 0)
