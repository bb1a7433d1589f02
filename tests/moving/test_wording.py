"""Whoever moves in by the import centre reads the words of the screens, never those of files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.kit.cells import choices_of
from dmedesk.kit.records import Fault
from dmedesk.moving.kinds import FILES
from dmedesk.moving.queries import examine_folder
from dmedesk.moving.wording import cell_words, finding_in_words, in_words
from dmedesk.moving.workbooks import understood
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import SOUND, write
from tests.moving.test_queries import CASES

_QUOTED = re.compile("“[^”]*”|'[^']*'")
_INTERNAL = re.compile(r"\b[a-z0-9]+(_[a-z0-9]+)+\b|\.csv\b|\b(hcpcs|npi)\b")


@pytest.fixture(scope="module")
def empty_shop(shop_template: Path) -> Iterator[Engine]:
    engine = open_engine(shop_template)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("The column member_no is missing.", "The column “Member number” is missing."),
        ("Line 3 has the same hcpcs, from_on.", "Line 3 has the same “HCPCS code”, “From”."),
        ("Write one of: ready, on_rent, lost.", "Write one of: ready, on rent, lost."),
        ("'on_rent' is not allowed here.", "'on_rent' is not allowed here."),
        ("Rental r_1 is not in rentals.csv.", "Rental r_1 is not in “Rentals”."),
        ("A serial has one unit.", "A serial has one unit."),
    ],
)
def test_names_are_said_as_on_the_screens(told: str, said: str) -> None:
    assert in_words(told) == said


def test_a_finding_tells_its_place_by_the_columns_title() -> None:
    found = finding_in_words(Fault("pa_number", "x", "Wrong.", "Mend it.").placed("Old.xlsx", 3))
    assert (found.subject, found.column) == ("Old.xlsx line 3, PA number", "pa_number")


def test_a_choice_is_said_by_its_word_and_a_text_as_it_stands() -> None:
    columns = {column.name: column for column in FILES["assets"].columns}
    assert cell_words(columns["state"], "on_rent") == "on rent"
    assert cell_words(columns["serial"], "on_rent") == "on_rent"


def test_no_fault_of_any_file_names_a_column_a_file_or_a_choice(
    empty_shop: Engine, tmp_path: Path
) -> None:
    raw = told = 0
    for number, case in enumerate(CASES):
        folder = write(tmp_path / str(number), {**SOUND, **case["files"]})
        with reading(empty_shop) as session:
            findings = examine_folder(session, folder=folder).intake.findings
        for finding in findings:
            said = finding_in_words(finding)
            raw += bool(_internal(f"{finding.message} {finding.remedy}"))
            named = _internal(f"{said.message} {said.remedy}")
            told += bool(named)
            assert not named, (named, said.message, said.remedy)
    assert (raw > 5, told) == (True, 0)


def _internal(text: str) -> list[str]:
    return [found[0] for found in _INTERNAL.finditer(_QUOTED.sub("", text))]


def test_every_choice_is_understood_by_its_word() -> None:
    for file in FILES.values():
        for column in file.columns:
            for choice in choices_of(column.read):
                said = cell_words(column, choice)
                assert understood(said, column.name, column.read, {}) == choice
