"""Every table has its words, and so has every column and value of the trail."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import dmedesk
from dmedesk.shop.rules.record_words import (
    CONVENIENCE,
    OWNED,
    RECORDS,
    column_words,
    is_told,
    noun_of,
    value_words,
)
from dmedesk.store.base import all_tables

for _tables in Path(dmedesk.__file__).parent.glob("*/tables*"):
    if _tables.suffix in ("", ".py"):
        import_module(f"dmedesk.{_tables.parent.name}.tables")


def test_every_table_that_is_audited_has_its_words() -> None:
    tables = {name for name in all_tables().tables if not name.startswith("audit_")}
    assert tables - RECORDS.keys() - CONVENIENCE == set(), "enter these into record_words.py"


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_what_a_row_is_known_by_is_a_column(name: str) -> None:
    assert name in all_tables().tables
    words = RECORDS[name]
    assert not words.name or words.name in all_tables().tables[name].c
    assert words.name or not words.kind


def test_what_members_own_are_tables() -> None:
    assert set(OWNED) <= RECORDS.keys()


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("usual_rental_cents", "usual rental"),
        ("deceased_on", "deceased"),
        ("member_id", "member"),
        ("hcpcs", "HCPCS code"),
        ("is_counted", "counted"),
        ("member_no", "member number"),
        ("_on", " on"),
    ],
)
def test_columns_in_plain_words(column: str, words: str) -> None:
    assert column_words(column) == words


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("fee_cents", 123_456, "$1234.56"),
        ("months", 3, "3"),
        ("name", None, "nothing"),
        ("name", "", "nothing"),
        ("is_ticked", False, "no"),
        ("content", {"bytes": 2048, "sha256": "0" * 64}, "2,048 bytes"),
        ("digest", "***", "not shown"),
        ("from_on", "2026-11-03", "2026-11-03"),
    ],
)
def test_values_in_plain_words(column: str, value: Any, words: str) -> None:
    assert value_words(column, value) == words


@pytest.mark.usefixtures("in_boston")
def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    assert value_words("wrong_at", "2026-11-03T15:00:00+00:00") == "2026-11-03 10:00"
    assert value_words("wrong_at", "2026-07-03T02:30:00+00:00") == "2026-07-02 22:30"


def test_a_table_of_an_older_program_is_told_by_its_name() -> None:
    assert noun_of("payer_letters") == "payer letters"
    assert not is_told("salt")
    assert is_told("name")
