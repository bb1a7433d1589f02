"""What is wrong with an import is told all at once, with its place (contract ``billing.md``)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Severity
from dmedesk.moving.queries import examine_folder, posted_months
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import SOUND, take, write

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def empty_shop(shop_template: Path) -> Iterator[Engine]:
    """A shop that is only read: finding faults writes nothing."""
    engine = open_engine(shop_template)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_faults(case: dict[str, Any], empty_shop: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", {**SOUND, **case["files"]})
    with reading(empty_shop) as session:
        intake = examine_folder(session, folder=folder).intake
    found = [[one.file, one.line, one.column, one.code] for one in intake.findings]
    assert found == case["findings"]
    assert intake.refused is not case.get("taken", False)


def test_every_finding_says_what_is_wrong_and_what_would_be_right(
    empty_shop: Engine, tmp_path: Path
) -> None:
    for number, case in enumerate(CASES):
        folder = write(tmp_path / str(number), {**SOUND, **case["files"]})
        with reading(empty_shop) as session:
            intake = examine_folder(session, folder=folder).intake
        for finding in intake.findings:
            assert finding.message.endswith(".")
            assert finding.remedy.endswith(".")
            assert finding.subject.startswith(finding.file)
            if finding.line:
                assert f"line {finding.line}" in finding.sentence()


def test_a_sound_shop_has_no_findings(shop_engine: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", SOUND)
    with reading(shop_engine) as session:
        intake = examine_folder(session, folder=folder).intake
    assert intake.findings == ()
    assert not intake.taken
    assert {name: count.added for name, count in intake.files.items()} == {
        name: content.count("\n") - 1 for name, content in SOUND.items()
    }


def test_choices_are_listed(shop_engine: Engine, tmp_path: Path) -> None:
    files = {"assets.csv": "serial,product_no,condition,state\nS,BED,worn,rented\n"}
    folder = write(tmp_path / "files", {**SOUND, **files, "rentals.csv": SOUND["rentals.csv"]})
    with reading(shop_engine) as session:
        findings = examine_folder(session, folder=folder).intake.findings
    remedies = {one.column: one.remedy for one in findings if one.code == "bad_choice"}
    assert remedies == {
        "condition": "Write one of: new, used.",
        "state": "Write one of: ready, on_rent, loaned, sold, cleaning, repair, quarantined, "
        "recalled, lost, retired.",
    }


def test_an_unknown_member_is_named_with_where_to_enter_it(
    shop_engine: Engine, tmp_path: Path
) -> None:
    folder = write(tmp_path / "files", {"residences.csv": SOUND["residences.csv"]})
    with reading(shop_engine) as session:
        (finding,) = examine_folder(session, folder=folder).intake.findings
    assert finding.message == "There is no member M1."
    assert "members.csv" in finding.remedy


def test_an_empty_folder_is_refused_with_the_names_of_the_files(
    shop_engine: Engine, tmp_path: Path
) -> None:
    with reading(shop_engine) as session:
        (finding,) = examine_folder(session, folder=write(tmp_path / "none", {})).intake.findings
    assert finding.severity is Severity.STOP
    assert all(name in finding.remedy for name in (*SOUND, "rental_units.csv"))


def test_a_folder_that_is_not_there(shop_engine: Engine, tmp_path: Path) -> None:
    with reading(shop_engine) as session, pytest.raises(WorldError):
        examine_folder(session, folder=tmp_path / "nowhere")


def test_references_are_found_in_the_shop_too(shop_engine: Engine, tmp_path: Path) -> None:
    take(shop_engine, tmp_path / "first", SOUND)
    second = {
        "rentals.csv": "rental_no,member_no,payer_code,serial,started_on\nR3,M2,MC,sn3,1/5/2026\n"
    }
    folder = write(tmp_path / "second", second)
    with reading(shop_engine) as session:
        assert examine_folder(session, folder=folder).intake.findings == ()


def test_a_serial_that_an_open_rental_of_the_shop_has_is_refused(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "first", SOUND)
    second = {
        "rentals.csv": "rental_no,member_no,payer_code,serial,started_on\nR3,M2,MC,sn1,1/5/2026\n"
    }
    folder = write(tmp_path / "second", second)
    with reading(shop_engine) as session:
        (finding,) = examine_folder(session, folder=folder).intake.findings
    assert (finding.code, finding.line) == ("serial_in_two_rentals", 2)
    assert "R1" in finding.message


def test_nothing_is_posted_on_a_new_shop(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert posted_months(session, ["R1"]) == {}
