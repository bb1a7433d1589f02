"""What files call ``on_rent`` and ``member_no``, in the words of the screens.

Files and commands keep to the names of their contract (docs/formats/billing.md); whoever moves in
by the import centre never sees one.
"""

import re
from dataclasses import replace
from functools import cache

from dmedesk.kit.cells import choices_of
from dmedesk.kit.records import Column, PlacedFinding
from dmedesk.moving.kinds import FILES

_COLUMNS = {
    "address1": "Address",
    "address2": "Address, second line",
    "deceased_on": "Died on",
    "left_on": "Left on",
    "phone2": "Second phone",
    "hcpcs": "HCPCS code",
    "masshealth_id": "MassHealth number",
    "medicare_mbi": "Medicare number (MBI)",
    "npi": "NPI",
    "pa_number": "PA number",
    "pa_required": "PA required",
    "udi_di": "UDI-DI",
    "udi_pi": "UDI-PI",
    "zip": "ZIP",
}
_KINDS = {"assets": "Units", "rental_units": "Exchanged units", "coverages": "Coverage"}
_QUOTED = re.compile("(“[^”]*”|'[^']*')")
_NAMES = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.csv)?\b")


def kind_words(kind: str) -> str:
    """A kind of record as a title: ``Units``, ``Prior authorizations``; empty for none."""
    return _KINDS.get(kind, kind.replace("_", " ").capitalize()) if kind else "Left out"


def column_words(name: str) -> str:
    """A column as a label: ``Last name``, ``Acquired``."""
    plain = name.removesuffix("_on").replace("_no", " number").replace("_", " ")
    return _COLUMNS.get(name, plain.capitalize())


def choice_words(value: str) -> str:
    """One choice out of a few, as it is said: ``on rent``."""
    return value.replace("_", " ")


def cell_words(column: Column, cell: str) -> str:
    """A cell as it is shown: a choice by its word, anything else as it stands."""
    return choice_words(cell) if choices_of(column.read) else cell


def label_of(column: Column) -> str:
    """The column's label, with a star where it must be there."""
    must = column.required and not column.may_be_empty
    return f"{column_words(column.name)} *" if must else column_words(column.name)


def in_words(text: str) -> str:
    """A sentence without names of files and columns; what stands in quotes stays as it is."""
    return "".join(
        piece if _QUOTED.fullmatch(piece) else _NAMES.sub(_word, piece)
        for piece in _QUOTED.split(text)
    )


def finding_in_words(finding: PlacedFinding) -> PlacedFinding:
    """The finding as the import centre tells it."""
    place = f"{finding.file} line {finding.line}" if finding.line else finding.file
    if finding.column:
        place = f"{place}, {column_words(finding.column)}"
    return replace(
        finding,
        subject=place,
        message=in_words(finding.message),
        remedy=in_words(finding.remedy),
    )


def _word(name: re.Match[str]) -> str:
    found = name[0]
    kind, dot, _ending = found.partition(".csv")
    if dot and kind in FILES:
        return f"“{kind_words(kind)}”"
    if found in _COLUMNS or ("_" in found and found in _column_names()):
        return f"“{column_words(found)}”"
    return choice_words(found) if found in _choices() else found


@cache
def _column_names() -> frozenset[str]:
    return frozenset(column.name for file in FILES.values() for column in file.columns)


@cache
def _choices() -> frozenset[str]:
    columns = (column for file in FILES.values() for column in file.columns)
    return frozenset(choice for column in columns for choice in choices_of(column.read))
