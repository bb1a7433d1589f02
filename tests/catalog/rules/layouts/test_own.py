"""Our own ``fees.csv``: columns, keys and spellings of ``billing.md``."""

from datetime import date

import pytest

from dmedesk.catalog.rules.fees import OwnFee
from dmedesk.catalog.rules.layouts.own import FEES, is_own, own_fee, read
from dmedesk.catalog.rules.words import Family, FeeRegime, PaymentClass
from dmedesk.kit.errors import Refused
from dmedesk.rates.question import IC
from tests.catalog.excerpts import lines_of

HEADER = "hcpcs,modifiers,fee,from_on,until_on,payment_class,family,source,regime\n"


def _rows(text: str) -> list[OwnFee]:
    return [own_fee(values) for values in read(lines_of(text), file_name="fees.csv")]


def _faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        _rows(text)
    return [(one.code, one.subject) for one in refusal.value.findings]


def test_a_full_row() -> None:
    text = HEADER + "e0601,RR KH,75.50,2026-01-01,12/31/2026,capped,dme,322.06,medicare\n"
    assert _rows(text) == [
        OwnFee(
            regime=FeeRegime.MEDICARE,
            hcpcs="E0601",
            modifiers="KH RR",
            from_on=date(2026, 1, 1),
            until_on=date(2027, 1, 1),
            fee=7550,
            payment_class=PaymentClass.CAPPED,
            family=Family.DME,
            source="322.06",
        )
    ]


def test_the_last_day_of_the_file_is_the_day_before_until_on() -> None:
    (row,) = _rows(HEADER + "E0601,RR,1.00,2026-01-01,2026-01-01,,,,\n")
    assert (row.from_on, row.until_on) == (date(2026, 1, 1), date(2026, 1, 2))


def test_what_is_left_out_is_empty_and_the_regime_is_masshealth() -> None:
    (row,) = _rows("hcpcs,modifiers,fee,from_on,note\nE0601,,1.00,2026-01-01,extra\n")
    assert (row.regime, row.modifiers, row.until_on) == (FeeRegime.MASSHEALTH, "", None)
    assert (row.payment_class, row.family, row.source) == (None, None, None)


@pytest.mark.parametrize(
    ("cell", "fee"),
    [
        ("0.00", 0),
        ("0", 0),
        ("97.6", 9760),
        ('"1,234.56"', 123456),
        ("I.C.", IC),
        ("i.c.", IC),
        ("IC", IC),
        ("", None),
    ],
)
def test_an_amount_of_zero_individual_consideration_and_blank_stay_apart(
    cell: str, fee: object
) -> None:
    (row,) = _rows(f"hcpcs,modifiers,fee,from_on\nE0601,RR,{cell},2026-01-01\n")
    assert row.fee == fee
    assert (row.fee is None) == (fee is None)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("E601,RR,1.00,2026-01-01,,,,,", "bad_hcpcs", "hcpcs"),
        ("E0601,RRR,1.00,2026-01-01,,,,,", "bad_modifier", "modifiers"),
        ("E0601,R,1.00,2026-01-01,,,,,", "bad_modifier", "modifiers"),
        ("E0601,RR,x,2026-01-01,,,,,", "bad_money", "fee"),
        ("E0601,RR,-1.00,2026-01-01,,,,,", "negative_money", "fee"),
        ("E0601,RR,1.005,2026-01-01,,,,,", "bad_money", "fee"),
        ("E0601,RR,1.00,,,,,,", "missing_value", "from_on"),
        ("E0601,RR,1.00,2026-13-01,,,,,", "bad_date", "from_on"),
        ("E0601,RR,1.00,2026-01-02,2026-01-01,,,,", "until_before_from", "until_on"),
        ("E0601,RR,1.00,2026-01-01,,rented,,,", "bad_choice", "payment_class"),
        ("E0601,RR,1.00,2026-01-01,,,beds,,", "bad_choice", "family"),
        ("E0601,RR,1.00,2026-01-01,,,,,private", "bad_choice", "regime"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(row: str, code: str, column: str) -> None:
    assert _faults(HEADER + row + "\n") == [(code, f"fees.csv line 2, column {column}")]


def test_every_fault_of_the_file_is_listed() -> None:
    text = HEADER + "E601,RRR,x,2026-01-01,,,,,\nE0601,RR,1.00,,,,,,\n"
    assert len(_faults(text)) == 4


@pytest.mark.parametrize(
    "again",
    [
        "E0601,KH RR,2.00,2026-01-01,,,,,masshealth",
        "E0601,RR KH,2.00,01/01/2026,,,,,",
    ],
)
def test_a_key_that_stands_twice_is_refused(again: str) -> None:
    text = HEADER + "E0601,RR KH,1.00,2026-01-01,,,,,\n" + again + "\n"
    assert [code for code, _ in _faults(text)] == ["row_twice"]


def test_a_key_stands_twice_without_a_regime_column_too() -> None:
    text = "hcpcs,modifiers,fee,from_on\nE0601,,1.00,2026-01-01\nE0601,,2.00,2026-01-01\n"
    assert [code for code, _ in _faults(text)] == ["row_twice"]


@pytest.mark.parametrize("column", ["hcpcs", "modifiers", "fee", "from_on"])
def test_a_missing_column_is_named(column: str) -> None:
    header = ",".join(name for name in ("hcpcs", "modifiers", "fee", "from_on") if name != column)
    assert _faults(header + "\n1,2,3\n") == [
        ("missing_column", f"fees.csv line 1, column {column}")
    ]


def test_the_header_tells_our_own_form() -> None:
    assert is_own(lines_of("\nHCPCS,Fee\n"))
    assert not is_own(lines_of("HCPCS,Mod,Mod2\n"))
    assert not is_own([])


def test_a_row_is_known_by_regime_code_modifiers_and_first_day() -> None:
    (row,) = _rows(HEADER + "E0601,RR,1.00,2026-01-01,,,,,medicare\n")
    assert row.key == (FeeRegime.MEDICARE, "E0601", "RR", date(2026, 1, 1))
    assert FEES.key == ("regime", "hcpcs", "modifiers", "from_on")
