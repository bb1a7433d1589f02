"""``dmedesk price``: answers in the order of the requests, whatever a line holds."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Command

ASKED = b"""\
{"id":"a","on":"2026-10-01","service":"rental","payment_class":"capped","rental_month":4,\
"usual_charge":"120.00","rows":[{"modifiers":["NU"],"fee":"1000.00"}]}

\xff\xfe
{"id":"d","on":"2026-10-01","service":"purchase","usual_charge":1.5}
"""


def _price(asked: bytes, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    started = [sys.executable, "-m", "dmedesk", *map(str, words)]
    return subprocess.run(started, input=asked, capture_output=True, check=False, timeout=60)


def test_every_line_is_answered_in_order_and_the_stream_goes_on() -> None:
    ended = _price(ASKED, "price")
    assert (ended.returncode, ended.stderr) == (0, b"")
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, None, "d"]
    assert answers[0]["amount"] == "75.00"
    assert [answer["reason"] for answer in answers[1:]] == ["bad_request"] * 3


def test_explained_it_names_the_amount_and_the_clause() -> None:
    ended = _price(ASKED.splitlines()[0], "price", "--explain")
    assert ended.returncode == 0
    assert b"75.00" in ended.stdout
    assert b"101 CMR 322.03(18)(a)2" in ended.stdout


def test_with_a_database_fees_come_from_its_rate_book(moved_in: Command, tmp_path: Path) -> None:
    asked = {"on": "2026-10-01", "service": "rental", "hcpcs": "E0260", "rental_month": 1}
    asked |= {"payment_class": "capped", "usual_charge": "150.00"}
    ended = _price(json.dumps(asked).encode(), "--database", tmp_path / "shop.dmedesk", "price")
    assert json.loads(ended.stdout)["amount"] == "100.00"
    assert moved_in("fees", "list").status == 0


def test_a_reader_who_leaves_early_is_no_error() -> None:
    started = [sys.executable, "-m", "dmedesk", "price"]
    with subprocess.Popen(
        started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.write(ASKED)
        program.stdin.close()
        assert program.stderr.read() == b""
        assert program.wait(timeout=60) == 0
