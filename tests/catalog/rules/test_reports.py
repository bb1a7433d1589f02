"""What ``dmedesk fees`` prints, for people and as JSON."""

import json
from datetime import UTC, date, datetime

from dmedesk.catalog.rules.differences import Difference, Verb
from dmedesk.catalog.rules.reports import Comparison, EditionList, EditionListed, FeeImport
from dmedesk.catalog.rules.words import AreaChoice, EditionKind
from dmedesk.kit.findings import Finding, Severity

DIFFERENCES = (
    Difference(Verb.ADDED, ("E0601", "RR", "rural"), None, "86.04"),
    Difference(Verb.REMOVED, ("E0602", "", ""), "1.00", None),
    Difference(Verb.CHANGED, ("E0603", "NU", ""), "1.00", "2.00"),
)
COMPARISON = Comparison("edition 2", "edition 1", DIFFERENCES)
EDITION = EditionListed(
    id=1,
    kind=EditionKind.CMS_DMEPOS,
    from_on=date(2025, 1, 1),
    until_on=date(2026, 1, 1),
    state="MA",
    area=AreaChoice.BY_ZIP,
    file_name="dmepos.csv",
    sha256="ab",
    source="January 2025 Fee Schedule",
    row_count=3487,
    imported_at=datetime(2026, 1, 2, 15, 0, tzinfo=UTC),
    imported_by="ann",
    corrected_by=None,
)


def test_a_comparison_says_each_difference() -> None:
    assert COMPARISON.lines() == [
        "edition 2 against edition 1: 1 added, 1 removed, 1 changed.",
        "  E0601 RR rural: 86.04 is new",
        "  E0602: 1.00 is gone",
        "  E0603 NU: 1.00 becomes 2.00",
    ]
    assert COMPARISON.lines(most=1)[-1] == "  and 2 more"
    assert Comparison("edition 1", None, ()).lines() == [
        "edition 1 against nothing in force before: 0 added, 0 removed, 0 changed."
    ]


def test_a_comparison_as_json() -> None:
    answer = json.loads(json.dumps(COMPARISON.as_json()))
    assert (answer["added"], answer["removed"], answer["changed"]) == (1, 1, 1)
    assert answer["differences"][0] == {
        "change": "added",
        "subject": "E0601",
        "modifiers": ["RR"],
        "place": "rural",
        "old": None,
        "new": "86.04",
    }


def test_an_edition_is_one_line() -> None:
    assert EDITION.line() == (
        "1  DMEPOS fee schedule (MA, by-zip), from 2025-01-01 to 2025-12-31, 3487 rows, "
        "dmepos.csv, 2026-01-02 by ann"
    )
    assert EditionList(()).lines() == ["There are no fees yet."]
    (answer,) = json.loads(json.dumps(EditionList((EDITION,)).as_json()))["editions"]
    assert (answer["from_on"], answer["until_on"]) == ("2025-01-01", "2025-12-31")
    assert (answer["area"], answer["kind"]) == ("by-zip", "cms_dmepos")


def _import(edition_id: int | None) -> FeeImport:
    return FeeImport(
        edition_id=edition_id,
        kind=EditionKind.CMS_DMEPOS,
        from_on=date(2025, 1, 1),
        state="MA",
        area=AreaChoice.NON_RURAL,
        file_name="dmepos.csv",
        sha256="ab",
        row_count=9,
        comparison=COMPARISON,
        findings=(Finding(Severity.NOTE, "a_note", "Know this."),),
    )


def test_an_import_says_what_it_took_and_changed() -> None:
    assert _import(2).lines()[:2] == [
        (
            "dmepos.csv: taken as edition 2, DMEPOS fee schedule (MA, non-rural) from 2025-01-01, "
            "9 rows."
        ),
        "edition 2 against edition 1: 1 added, 1 removed, 1 changed.",
    ]
    assert _import(2).lines()[-1] == "Know this."
    assert json.loads(json.dumps(_import(2).as_json()))["changes"] == {
        "added": 1,
        "removed": 1,
        "changed": 1,
    }


def test_a_second_import_says_that_nothing_changed() -> None:
    assert "nothing changed" in _import(None).lines()[0]
    assert _import(None).as_json()["taken"] is False
