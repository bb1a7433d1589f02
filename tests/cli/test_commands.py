"""Every command as a person or a program types it: exit status, what is printed, and where.

``billing.md``: 0 done; 1 refused (the reason on standard error, nothing changed); 2 wrong usage.
``--json`` prints one JSON object on standard output and nothing else there.
"""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dmedesk.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path, capsys: Captured) -> str:
    """A new shop."""
    address = str(tmp_path / "shop.dmedesk")
    assert main(["--database", address, "new", "--name", "Example Medical"]) == 0
    capsys.readouterr()
    return address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest shop that has a rental to bill."""
    files = {
        "payers": "payer_code,name,regime\nPV,Bay Mutual,private\n",
        "practitioners": "npi,last_name\n1234567893,Okafor\n",
        "members": "member_no,last_name,first_name\nM1,Adams,Ann\n",
        "products": "product_no,hcpcs,description,usual_rental\nP1,E0260,Bed,145.00\n",
        "assets": "serial,product_no\nS1,P1\n",
        "prescriptions": "member_no,hcpcs,signed_on,npi\nM1,E0260,2026-09-01,1234567893\n",
        "rentals": "rental_no,member_no,payer_code,serial,started_on,proof,proof_on\n"
        "R1,M1,PV,S1,2026-10-04,signed,2026-10-04\n",
    }
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["month", "preview", "2026-10"],
        ["--database", "x.dmedesk", "new"],
        ["--database", "x.dmedesk", "month", "preview", "2026-13"],
        ["--database", "x.dmedesk", "month", "preview", "October"],
        ["--database", "x.dmedesk", "month", "undo", "2026-10", "--out", "x"],
        ["--database", "x.dmedesk", "fees", "import", "f.csv", "--area", "nowhere"],
        ["--database", "x.dmedesk", "fees", "import", "f.csv", "--from", "01/01/2026"],
        ["--database", "x.dmedesk", "fees", "import", "f.csv", "--from", "2026-W05-1"],
        ["--database", "x.dmedesk", "fees", "diff", "1", "two"],
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(words: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err != ""


@pytest.mark.parametrize(
    "words",
    [
        ["new", "--name", "Again"],
        ["new", "--name", " "],
        ["month", "undo", "2026-10"],
        ["month", "preview", "2026-10", "--payer", "NOBODY"],
        ["import", "no-such-folder"],
        ["fees", "import", "no-such-file.csv"],
        ["fees", "diff", "7", "8"],
    ],
)
def test_a_refusal_exits_with_1_and_says_why(shop: str, words: list[str], capsys: Captured) -> None:
    assert main(["--database", shop, *words]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err != ""


def test_a_shop_that_is_not_there_is_refused(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--database", str(tmp_path / "none.dmedesk"), "fees", "list"]) == 1
    assert "new --name" in capsys.readouterr().err


def test_a_refusal_in_json_is_one_object_and_the_reason_beside_it(
    shop: str, capsys: Captured
) -> None:
    assert main(["--database", shop, "month", "undo", "2026-10", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["findings"][0]["code"] == "nothing_to_undo"
    assert "2026-10" in told.err


def told_in_json(capsys: Captured, shop: str, *words: str) -> dict[str, Any]:
    assert main(["--database", shop, *words, "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    answer: dict[str, Any] = json.loads(told.out)
    return answer


def test_a_shop_moves_in_bills_and_takes_back(
    shop: str, folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert told_in_json(capsys, shop, "import", str(folder), "--dry-run")["taken"] is False
    assert told_in_json(capsys, shop, "import", str(folder))["taken"] is True
    preview = told_in_json(capsys, shop, "month", "preview", "2026-10")
    out = str(tmp_path / "out")
    posted = told_in_json(capsys, shop, "month", "post", "2026-10", "--out", out)
    assert [line["amount"] for line in preview["lines"]] == ["145.00"]
    assert [{**line, "invoice_no": None} for line in posted["lines"]] == preview["lines"]
    assert (tmp_path / "out" / posted["invoices"][0]["pdf"]).read_bytes().startswith(b"%PDF")
    undone = told_in_json(capsys, shop, "month", "undo", "2026-10")
    assert undone["total"] == "145.00"
    assert undone["credits"][0]["credit_no"] > posted["invoices"][0]["invoice_no"]


def test_what_people_read(shop: str, folder: Path, capsys: Captured) -> None:
    main(["--database", shop, "import", str(folder)])
    assert "rentals.csv: 1 added" in capsys.readouterr().out
    main(["--database", shop, "month", "post", "2026-10"])
    posted = capsys.readouterr().out
    assert "2026-10, posted: 1 lines, 1 invoices, 145.00" in posted
    assert "E0260 RR" in posted
    main(["--database", shop, "month", "post", "2026-10"])
    assert "nothing new to bill" in capsys.readouterr().out
    main(["--database", shop, "month", "undo", "2026-10"])
    assert "takes back INV-000001" in capsys.readouterr().out
    main(["--database", shop, "fees", "list"])
    assert "no fees yet" in capsys.readouterr().out


def typed(content: bytes) -> SimpleNamespace:
    """Standard input as a pipe has it: bytes below the text."""
    return SimpleNamespace(buffer=io.BytesIO(content))


def test_price_answers_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    asked = b'{"id":"a","on":"2026-10-04","service":"pharmacy_item"}\n\n{"id":"c"}'
    monkeypatch.setattr(sys, "stdin", typed(asked))
    assert main(["price"]) == 0
    reasons = [json.loads(line)["reason"] for line in capsys.readouterr().out.splitlines()]
    assert reasons == ["missing_usual_charge", "bad_request", "bad_request"]


def test_price_looks_fees_up_in_a_shop(
    shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    fees = tmp_path / "fees.csv"
    fees.write_text(
        "hcpcs,modifiers,fee,from_on,payment_class\nE0260,NU,1000.00,2026-01-01,capped\n",
        encoding="utf-8",
    )
    assert main(["--database", shop, "fees", "import", str(fees)]) == 0
    capsys.readouterr()
    asked = (
        b'{"on":"2026-10-04","service":"rental","hcpcs":"E0260","rental_month":4,'
        b'"usual_charge":"120.00"}\n'
    )
    monkeypatch.setattr(sys, "stdin", typed(asked))
    assert main(["--database", shop, "price"]) == 0
    assert json.loads(capsys.readouterr().out)["amount"] == "75.00"
    monkeypatch.setattr(sys, "stdin", typed(asked))
    assert main(["--database", shop, "price", "--explain"]) == 0
    assert "Amount 75.00" in capsys.readouterr().out


def test_the_demo_runs_twice(tmp_path: Path, capsys: Captured) -> None:
    assert main(["demo", "--out", str(tmp_path)]) == 0
    assert "invoices posted" in capsys.readouterr().out
    assert main(["demo", "--out", str(tmp_path)]) == 0
    assert "nothing new to bill" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["postgresql://u:secret@h:port/x", "postgresql+x:u:secret"])
def test_an_address_that_cannot_be_read_is_not_told_again(address: str, capsys: Captured) -> None:
    assert main(["--database", address, "fees", "list"]) == 1
    told = capsys.readouterr().err
    assert "postgresql://USER@HOST" in told
    assert "secret" not in told


def test_a_demo_that_was_not_made_whole_leaves_no_shop(
    tmp_path: Path,
) -> None:
    (tmp_path / "DMEPOS_demo.csv").mkdir()
    with pytest.raises(OSError, match="DMEPOS_demo"):
        main(["demo", "--out", str(tmp_path)])
    assert not (tmp_path / "demo.dmedesk").exists()
