"""What is read out of a text of codes; nothing is guessed, and what is not understood is shown."""

import json
import os
from pathlib import Path

import pytest

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import PRODUCTS, Criterion, CriterionKind, Stand
from dmedesk.assets.rules.matching import ModelFacts, Notice, UnitFacts, match
from dmedesk.recalls.rules.codes import read_codes, read_models, with_models
from dmedesk.recalls.rules.fda import FdaRecord, read_fda
from tests.recalls.rules.fda_records import EXPECTED, Expected

DATA = os.environ.get("DMEDESK_TEST_DATA")

# Short excerpts of real texts (openFDA device/enforcement), and made-up ones in their forms.
EXCERPTS: list[tuple[str, list[tuple[int, str, str, str]], tuple[str, ...]]] = [
    ("Lot # 014603  USE BY: 9/2018", [(1, "lot", "014603", "")], ()),
    (
        "REF BB50T: Lots 326902, 402802;   REF BB50T-BULK: Lots 228702",
        [
            (1, "model", "BB50T", ""),
            (1, "lot", "326902", ""),
            (1, "lot", "402802", ""),
            (2, "model", "BB50T-BULK", ""),
            (2, "lot", "228702", ""),
        ],
        (),
    ),
    ("Item #: RTL 10433", [(1, "model", "RTL 10433", "")], ()),
    (
        "Serial Number range:17081557-21062362   UDI: 00718175003305",
        [(1, "di", "00718175003305", ""), (1, "serial_range", "17081557", "21062362")],
        (),
    ),
    (
        "1) 1610300/Expiration Date 03/01/2019;   2) 1610503",
        [],
        ("1610300", "1610503"),
    ),
    (
        "Lot Numbers: 1) 1610300/Expiration Date 03/01/2019;   2) 1610503/No Expiration Date",
        [(1, "lot", "1610300", ""), (1, "lot", "1610503", "")],
        (),
    ),
    ("Motorola Solutions  PCS3000/CS3070 Laser", [], ("Motorola Solutions PCS3000/CS3070 Laser",)),
    (
        "Serial numbers 1000 through 1999 and 5001",
        [(1, "serial_range", "1000", "1999"), (1, "serial", "5001", "")],
        (),
    ),
    ("Serial Numbers: 1000-1999, A12", [(1, "serial", "A12", "")], ("1000-1999",)),
    ("Serial numbers 1999 to 1000", [], ("1999 to 1000",)),
    (
        "Serials starting with 7- or 9- and four more digits",
        [],
        ("Serials starting with 7- or 9- and four more digits",),
    ),
    ("All lots", [], ("All lots",)),
    ("", [], ()),
    (
        "Model LIFT-1, serial numbers AB1000 to AB1999; Model LIFT-2, serial numbers CD1 to CD9",
        [
            (1, "model", "LIFT-1", ""),
            (1, "serial_range", "AB1000", "AB1999"),
            (2, "model", "LIFT-2", ""),
            (2, "serial_range", "CD1", "CD9"),
        ],
        (),
    ),
]


@pytest.mark.parametrize(("text", "criteria", "unread"), EXCERPTS, ids=[one[0] for one in EXCERPTS])
def test_excerpts(
    text: str, criteria: list[tuple[int, str, str, str]], unread: tuple[str, ...]
) -> None:
    read = read_codes(text)
    assert [(one.group, one.kind.value, one.value, one.until) for one in read.criteria] == criteria
    assert read.unread == unread


def test_what_stands_beside_the_codes_is_told() -> None:
    read = read_codes("Lot/Codes: KN165 (exp. 2017-09)  Exp Date - 2018-02")
    assert read.beside == ("(exp. 2017-09)", "Exp Date - 2018-02")


def test_models_of_the_description_belong_to_groups_without_one() -> None:
    read = with_models(read_codes("Lot # 8; REF A1: Lots 7"), ("B2", "b 2"))
    assert [(one.group, one.value) for one in read.criteria] == [
        (1, "b 2"),
        (1, "8"),
        (2, "A1"),
        (2, "7"),
    ]
    assert with_models(read, ()) is read
    assert read_models("Tray, Catalog # 974 and Model: 086-330. Item 60") == (
        "974",
        "086-330",
        "60",
    )


def real_records() -> list[FdaRecord]:
    """The real records; none without ``DMEDESK_TEST_DATA``."""
    if not DATA:
        return []
    path = Path(DATA) / "openfda" / "device_enforcement_17_real_records.json"
    return read_fda(path.read_bytes(), file_name=path.name)


def _understood(record: FdaRecord) -> tuple[Criterion, ...]:
    return with_models(read_codes(record.codes), read_models(record.product)).criteria


def _expected_rows(expected: Expected) -> set[tuple[int, bool, str]]:
    return {
        (number, is_product, serial_key(value))
        for number, (models, codes) in enumerate(expected.groups, start=1)
        for is_product, values in ((True, models), (False, codes))
        for value in values.split()
    }


def _unit(criteria: tuple[Criterion, ...], group: int) -> tuple[str, UnitFacts]:
    """The model and the facts of a unit that a group means: its first model, its first code."""
    rows = [one for one in criteria if one.group == group]
    model = next((one.value for one in rows if one.kind is CriterionKind.MODEL), "")
    code = next((one for one in rows if one.kind not in PRODUCTS), None)
    if code is None:
        return model, UnitFacts("ANY1")
    if code.kind is CriterionKind.LOT:
        return model, UnitFacts("ANY1", lot=code.value)
    return model, UnitFacts(code.value)


@pytest.mark.skipif(not DATA, reason="real records are not at hand")
def test_all_seventeen_are_here() -> None:
    assert {record.number for record in real_records()} == EXPECTED.keys()


@pytest.mark.parametrize("record", real_records(), ids=lambda record: record.number)
def test_a_real_record_is_read_as_a_person_reads_it(record: FdaRecord) -> None:
    expected = EXPECTED[record.number]
    read = with_models(read_codes(record.codes), read_models(record.product))
    rows = {
        (one.group, one.kind in PRODUCTS, f"{serial_key(one.value)}{_end(one)}")
        for one in read.criteria
    }
    assert rows == _expected_rows(expected)
    assert read.unread == expected.unread


def _end(one: Criterion) -> str:
    return f"..{one.until}" if one.until else ""


@pytest.mark.parametrize("record", real_records(), ids=lambda record: record.number)
def test_a_real_record_grades_as_expected_and_nothing_is_wrongly_certain(
    record: FdaRecord,
) -> None:
    expected, criteria = EXPECTED[record.number], _understood(record)
    groups = Notice(record.firm, criteria, is_whole=not expected.unread).groups()
    for number in {one.group for one in criteria}:
        model, unit = _unit(criteria, number)
        same = ModelFacts(record.firm, model, "P1", record.product, "")
        assert _grade(match(groups, same, unit)) == expected.grade
        # Another maker numbers alike; a record without a model or maker proves nothing.
        for other in (
            ModelFacts("Somebody Else", model, "P2", "Another thing", ""),
            ModelFacts("", model, "P3", "A thing", ""),
            ModelFacts(record.firm, "", "P4", "A thing", ""),
        ):
            assert match(groups, other, unit).stand is not Stand.CERTAIN
        # Another product of the maker with the same code is clear, where models alone are named.
        other = ModelFacts(record.firm, "ZZ-OTHER", "P5", "Another thing", "")
        if {one.kind for one in criteria} & PRODUCTS == {CriterionKind.MODEL}:
            assert match(groups, other, unit).stand is None
        assert match(groups, other, unit).stand is not Stand.CERTAIN
        if any(one.kind not in PRODUCTS for one in criteria):
            wrong = UnitFacts("NO-SUCH-1", lot="NO-SUCH-1")
            assert match(groups, same, wrong).stand is not Stand.CERTAIN
    if not criteria:
        said = match(groups, ModelFacts(record.firm, "PCS3000", "P", "", ""), UnitFacts("1"))
        assert said.stand is None


def _grade(said: object) -> str | None:
    stand = getattr(said, "stand", None)
    return None if stand is None else str(stand.value)


def test_lots_of_one_model_are_not_those_of_the_other() -> None:
    criteria = read_codes("REF BB50T: Lots 326902;   REF BB50T-BULK: Lots 228702").criteria
    groups = Notice("Pall", criteria).groups()
    product = ModelFacts("Pall Corporation", "BB50T", "F1", "Filter", "")
    assert match(groups, product, UnitFacts("1", lot="326902")).stand is Stand.CERTAIN
    assert match(groups, product, UnitFacts("1", lot="228702")).stand is None


def test_both_files_of_the_real_records_say_the_same() -> None:
    if not DATA:
        pytest.skip("real records are not at hand")
    folder = Path(DATA) / "openfda"
    table = folder / "device_enforcement_17_real_records.csv"
    by_number = {one.number: one for one in read_fda(table.read_bytes(), file_name=table.name)}
    assert by_number.keys() == {one.number for one in real_records()}
    assert all(json.dumps(by_number[one.number].codes) for one in real_records())
