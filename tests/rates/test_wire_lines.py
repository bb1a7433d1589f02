"""Lines in and lines out, byte for byte: what is no line of JSON, ids, key order, escapes."""

import json
import sys
from collections.abc import Iterator

import pytest

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import wire
from tests.rates.asking import ask, ask_line, question, rows

PURCHASE = question("purchase", usual_charge="120.00", rows=rows(NU="112.50"))
LINE = json.dumps(PURCHASE)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "is not JSON"),
        (b"\n", "is not JSON"),
        (b" \t\r\n", "is not JSON"),
        (b"{", "is not JSON"),
        (b"{}}", "is not JSON"),
        (b"{} {}", "is not JSON"),
        (b"{'on':1}", "is not JSON"),
        (b'{"on":1,}', "is not JSON"),
        (b'{"hours":01}', "is not JSON"),
        (b'{"id":"\n"}', "is not JSON"),
        (b"\xef\xbb\xbf{}", "is not JSON"),
        (b'{"id":"\xff"}', "is not UTF-8"),
        (b'{"id":"caf\xe9"}', "is not UTF-8"),
        (b"\xff\xfe{\x00}\x00", "is not UTF-8"),
        (b'{"id":"\xed\xa0\x80"}', "is not UTF-8"),
        (b'{"hours":NaN}', "NaN is no JSON value"),
        (b'{"hours":Infinity}', "Infinity is no JSON value"),
        (b'{"anything":-Infinity}', "-Infinity is no JSON value"),
        (b"null", "is not a JSON object"),
        (b"[]", "is not a JSON object"),
        (b"[{}]", "is not a JSON object"),
        (b'"on"', "is not a JSON object"),
        (b"1", "is not a JSON object"),
        (b"true", "is not a JSON object"),
        (b'{"units":1,"units":2}', "gives units twice"),
        (b'{"on":1,"id":"x","on":1,"id":"x"}', "gives id, on twice"),
        (b'{"rows":[{"fee":"1","modifiers":[],"fee":"1"}]}', "gives fee twice"),
        (b'{"units":1,"\\u0075nits":1}', "gives units twice"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"rows":' * 100_000 + b"1" + b"}" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_line_of_json_is_answered_and_the_stream_goes_on(line: bytes, said: str) -> None:
    answer = ask_line(line)
    assert (answer["id"], answer["outcome"], answer["reason"]) == (None, "refused", "bad_request")
    assert said in answer["message"]
    assert answer["citation"] == ""


@pytest.mark.parametrize("line", [LINE, LINE.encode(), LINE.encode() + b"\r\n", f"  {LINE}\n"])
def test_text_or_bytes_with_or_without_the_end_of_line(line: bytes | str) -> None:
    assert ask_line(line) == ask(PURCHASE)


@pytest.mark.parametrize("identity", ["", "A08", "a b", "\u00e9\u2603\U0001f9bd", "\ud800", "1"])
def test_an_id_is_echoed(identity: str) -> None:
    assert ask({**PURCHASE, "id": identity})["id"] == identity
    assert ask({"id": identity, "service": 1})["id"] == identity


@pytest.mark.parametrize("identity", [7, 1.5, True, ["A08"], {"n": 1}])
def test_an_id_that_is_no_string_cannot_be_read(identity: object) -> None:
    answer = ask({**PURCHASE, "id": identity})
    assert (answer["id"], answer["reason"]) == (None, "bad_request")
    assert "id must be a string" in answer["message"]


def test_without_an_id_it_is_null() -> None:
    assert ask(PURCHASE)["id"] is None
    assert ask({**PURCHASE, "id": None})["outcome"] == "priced"


def test_a_priced_line_byte_for_byte() -> None:
    asked = question(
        "rental",
        id="caf\u00e9 \u2603",
        payment_class="capped",
        rental_month=4,
        usual_charge="99.999",
        units=2,
        rows=rows(NU="1000.00"),
    )
    assert wire.answer(json.dumps(asked)) == (
        r'{"id":"caf\u00e9 \u2603","outcome":"priced","amount":"150.00","modifiers":["RR","KJ"],'
        '"basis":"formula","citations":["101 CMR 322.03(18)(a)2"],'
        '"readings":{"months_4_to_13_rounding":"each_step"},"steps":['
        '{"citation":"101 CMR 322.03(18)(a)1","says":"10% of the new purchase fee 1000.00",'
        '"amount":"100.00"},'
        '{"citation":"101 CMR 322.03(18)(a)2",'
        '"says":"75% of the amount for months one through three 100.00","amount":"75.00"},'
        '{"citation":"101 CMR 322.03(1)(a)",'
        '"says":"the lower of the schedule 75.00 and the usual charge 99.999","amount":"75.00"},'
        '{"citation":"101 CMR 322.03(1)","says":"2 units at 75.00 each","amount":"150.00"}],'
        '"findings":[]}'
    )


def test_a_line_with_a_finding_byte_for_byte() -> None:
    asked = question(
        "substitute", payment_class="monthly", owned_by_member=True, rows=rows(RR="80.00")
    )
    assert wire.answer(json.dumps(asked)) == (
        '{"id":null,"outcome":"priced","amount":"80.00","modifiers":["RR"],"basis":"schedule_row",'
        '"citations":["101 CMR 322.03(14)(a)","101 CMR 322.03(1)(d)"],"readings":{},"steps":['
        '{"citation":"101 CMR 322.03(1)(d)","says":"the schedule row RR pays 80.00",'
        '"amount":"80.00"},'
        '{"citation":"101 CMR 322.03(14)(a)",'
        '"says":"one month of the code under repair 80.00, once a repair","amount":"80.00"}],'
        '"findings":[{"code":"substitute_is_a_ceiling",'
        '"message":"no KJ fee is on file for the code under repair, so this amount is a ceiling: '
        'a person confirms it before it is billed","citation":"101 CMR 322.03(14)(a)"}]}'
    )


def test_a_refused_line_byte_for_byte() -> None:
    asked = question("rental", id="A08", hcpcs="E0260\u2028", payment_class="monthly")
    asked["usual_charge"] = "1"
    assert wire.answer(json.dumps(asked)) == (
        '{"id":"A08","outcome":"refused","reason":"missing_fee",'
        r'"message":"no fee is known for E0260\u2028 on 2026-03-02: no row RR. Import the fee '
        "edition of that date, add the row to the rate book, or give the acquisition cost where "
        'individual consideration applies.","citation":"101 CMR 322.03(1)(d)"}'
    )


def test_a_step_shows_more_digits_where_an_exact_value_is_carried_on() -> None:
    acquisition = {"list_price": "10.05", "discounts": [{"percentage": "50"}, {"amount": "0.02"}]}
    answer = ask(question("acquisition_cost", acquisition=acquisition))
    assert [step["amount"] for step in answer["steps"]] == ["10.05", "5.025", "5.005", "5.01"]


@pytest.fixture
def any_number_of_digits() -> Iterator[None]:
    """Python reads no integer of more than 4300 digits; the command lifts that, as here."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    yield
    sys.set_int_max_str_digits(limit)


@pytest.mark.usefixtures("any_number_of_digits")
def test_money_of_any_number_of_digits() -> None:
    charge = "9" * 5000 + ".995"
    fees = rows(NU="1" + "0" * 5000)
    answer = ask({**PURCHASE, "usual_charge": charge, "rows": fees})
    assert answer["amount"] == "1" + "0" * 5000 + ".00"
    assert answer["basis"] == "schedule_row"


@pytest.mark.usefixtures("any_number_of_digits")
def test_an_integer_of_any_number_of_digits() -> None:
    rent = question("rental", payment_class="capped", usual_charge="1", rows=rows(NU="1000"))
    answer = ask({**rent, "rental_month": 10**5000})
    assert (answer["amount"], answer["basis"]) == ("0.00", "not_payable")


def test_a_number_that_python_will_not_read_is_refused_like_any_other_fault() -> None:
    assert ask({**PURCHASE, "usual_charge": "9" * 5000})["reason"] == "bad_request"
    assert ask_line('{"hours":' + "9" * 5000 + "}")["reason"] == "bad_request"


def test_an_explained_line_ends_with_an_empty_one() -> None:
    assert wire.explained(LINE).endswith(".\n")
    assert wire.explained(b"{") == (
        "No price: bad request.\n  the line is not JSON: Expecting property name enclosed in "
        "double quotes:\n  line 1 column 2 (char 1)\n"
    )


def test_answers_come_in_the_order_of_the_questions() -> None:
    lines = [json.dumps({**PURCHASE, "id": str(number)}) for number in range(50)]
    lines.insert(25, "not JSON")
    answers = [json.loads(wire.answer(line, None, is_business_day)) for line in lines]
    identities = [answer["id"] for answer in answers]
    assert identities == [*map(str, range(25)), None, *map(str, range(25, 50))]
