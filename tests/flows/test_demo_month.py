"""The demo shop's month, by its commands: every kind of outcome is there, and it bills once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dmedesk.cli import main
from dmedesk.demo.folder import FEE_FILE, write_demo_files, write_fee_file
from tests.flows.round_trip import contents


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """The demo shop on a day of its own."""
    address = str(tmp_path / "demo.dmedesk")
    write_demo_files(tmp_path / "files", today=date(2026, 11, 22))
    first = write_fee_file(tmp_path / FEE_FILE)
    fees = ["fees", "import", str(tmp_path / FEE_FILE), "--from", str(first)]
    for words in (["new", "--name", "Demo"], fees, ["import", str(tmp_path / "files")]):
        assert main(["--database", address, *words]) == 0
    return address


def answer_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What a command tells a program."""
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_its_month_has_every_kind_of_outcome(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer_of(capsys, "--database", shop, "month", "preview", "2026-10")
    reasons = {reason["code"] for held in shown["held"] for reason in held["reasons"]}
    assert reasons == {
        "no_proof_of_delivery",
        "no_prescription",
        "practitioner_npi_invalid",
        "no_prior_authorization",
        "price_refused",
    }
    assert {line["payer_code"] for line in shown["lines"]} == {"MH", "MC", "PV"}
    assert {"KH", "KI", "KJ"} <= {line["modifiers"][-1] for line in shown["lines"]}
    assert shown["finished"] == [{"rental_no": "R0047", "last_month": 13}]
    cited = {citation for line in shown["lines"] for citation in line["citations"]}
    assert cited >= {"101 CMR 322.03(3)(c)", "101 CMR 322.03(6)(c)", "101 CMR 322.03(18)(b)2"}


def test_posting_it_writes_its_invoices_once(
    shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--database", shop, "month", "post", "2026-10", "--out", str(tmp_path / "out"))
    posted = answer_of(capsys, *words)
    papers = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(papers) == {invoice["pdf"] for invoice in posted["invoices"]}
    again = answer_of(capsys, *words)
    assert again["lines"] == []
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == papers


def test_it_moves_out_and_into_a_new_shop_as_it_is(
    shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(tmp_path / "other.dmedesk")
    for words in (
        [shop, "month", "post", "2026-10", "--out", str(tmp_path / "out")],
        [shop, "month", "undo", "2026-10"],
        [shop, "month", "post", "2026-10", "--payer", "MH", "--out", str(tmp_path / "out")],
        [shop, "export", str(tmp_path / "first")],
        [other, "new", "--name", "Another"],
        [other, "import", str(tmp_path / "first")],
        [other, "export", str(tmp_path / "second")],
    ):
        assert main(["--database", *words]) == 0
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert any(name.startswith("papers/") for name in contents(tmp_path / "first"))
    for month in ("2026-11", "2026-12", "2027-01"):
        theirs = answer_of(capsys, "--database", other, "month", "preview", month)
        assert theirs == answer_of(capsys, "--database", shop, "month", "preview", month)
