"""Labels are read into identifier, lot, serial and days; broken ones are refused with the reason.

The lines here are typed by us after GS1's General Specifications and HL7's examples of devices
(FHIR, CC0). Where ``DMEDESK_TEST_DATA`` names a folder with ``gs1_udi/``, its tables are read
whole.
"""

import csv
import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.errors import Refused
from dmedesk.scans.gs1 import SEPARATOR, check_digit
from dmedesk.scans.hibcc import check_sign
from dmedesk.scans.udi import is_label, production_part, read_udi
from dmedesk.scans.words import Fault, Issuer, Udi

FOLDER = Path(os.environ.get("DMEDESK_TEST_DATA", "")) / "gs1_udi"
TODAY = date(2026, 11, 29)

SAMPLE = Udi(
    Issuer.GS1,
    di="00844588003288",
    lot="7654321D",
    serial="10987654d321",
    expires_on=date(2014, 11, 20),
)


@pytest.mark.parametrize(
    "text",
    [
        "(01)00844588003288(17)141120(10)7654321D(21)10987654d321",
        "{01}00844588003288{17}141120{10}7654321D{21}10987654d321",
        f"010084458800328817141120107654321D{SEPARATOR}2110987654d321",
        f"]C1010084458800328817141120107654321D{SEPARATOR}2110987654d321",
        f"]d2{SEPARATOR}010084458800328817141120107654321D{SEPARATOR}2110987654d321\r",
        "010084458800328817141120107654321D<GS>2110987654d321",
        "010084458800328817141120107654321D\u241d2110987654d321",
        "010084458800328817141120107654321D|2110987654d321|",
    ],
)
def test_one_label_as_it_is_printed_and_as_scanners_send_it(text: str) -> None:
    assert read_udi(text, today=TODAY) == SAMPLE


# HL7's example but for its last sign: there stands a C, which is not its check sign.
OF_HIBCC = "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202"


def test_a_label_of_hibcc() -> None:
    assert read_udi(f"{OF_HIBCC}H", today=TODAY) == Udi(
        Issuer.HIBCC,
        di="H123PARTNO1234567890120",
        lot="LOT123456789012345",
        serial="XYZ456789012345678",
        expires_on=date(2020, 2, 2),
        made_on=date(2013, 2, 2),
    )


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("+A123BJC5D6E71", Udi(Issuer.HIBCC, di="A123BJC5D6E71")),
        ("+$$0526LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+$$2053126LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+$$526151LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+26151LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+$$62615112LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+$$7LOT1G", Udi(Issuer.HIBCC, lot="LOT1")),
        ("+$$8127LOT1G", Udi(Issuer.HIBCC, lot="LOT1")),
        ("+$$9000123260531LOT1G", Udi(Issuer.HIBCC, lot="LOT1", expires_on=date(2026, 5, 31))),
        ("+$$+3260531SN1G", Udi(Issuer.HIBCC, serial="SN1", expires_on=date(2026, 5, 31))),
        ("+$+SN1G", Udi(Issuer.HIBCC, serial="SN1")),
        ("+$LOT1G", Udi(Issuer.HIBCC, lot="LOT1")),
        (
            "+A123BJC5D6E71/14D20260531/Q5",
            Udi(
                Issuer.HIBCC,
                di="A123BJC5D6E71",
                expires_on=date(2026, 5, 31),
                others={"Q": "5"},
            ),
        ),
    ],
)
def test_the_forms_of_hibcc_s_secondary_code(body: str, wanted: Udi) -> None:
    assert read_udi(body + check_sign(body), today=TODAY) == wanted


def test_the_published_check_sign_of_hibcc() -> None:
    assert check_sign("+A123BJC5D6E71") == "G"


@pytest.mark.parametrize("text", ["00718175003305", "718175003305", "]E00718175003305"])
def test_an_item_s_number_alone(text: str) -> None:
    assert read_udi(text, today=TODAY) == Udi(Issuer.GS1, di="00718175003305")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NOTHING_THERE),
        ("]C1", Fault.NOTHING_THERE),
        ("0107032069804987", Fault.WRONG_CHECK),
        ("01123", Fault.WRONG_LENGTH),
        ("15000000", Fault.NO_SUCH_DAY),
        ("17260230", Fault.NO_SUCH_DAY),
        ("1022222222222222222222aaa", Fault.UNKNOWN_IDENTIFIER),
        ("310", Fault.UNKNOWN_IDENTIFIER),
        ("(01)00851997007004(10)5290-201001(17)20231021(11)20201021", Fault.WRONG_LENGTH),
        ("(98765)1", Fault.UNKNOWN_FORM),
        ("(29)1", Fault.UNKNOWN_IDENTIFIER),
        ("(17)26O101", Fault.WRONG_SIGNS),
        ("(10)A(10)B", Fault.TOLD_TWICE),
        ("+A99912345C", Fault.WRONG_CHECK),
        ("+a999", Fault.WRONG_SIGNS),
        ("=W12345678901200", Fault.UNKNOWN_FORM),
        ("SN-0012", Fault.UNKNOWN_IDENTIFIER),
    ],
)
def test_a_broken_label_is_refused_with_the_reason(text: str, fault: Fault) -> None:
    with pytest.raises(Refused) as refusal:
        read_udi(text, today=TODAY)
    (finding,) = refusal.value.findings
    assert finding.code == fault
    assert finding.remedy


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("(01)00844588003288", True),
        ("0100844588003288", True),
        ("]C1123", True),
        ("10A<GS>21B", True),
        ("+H1231C", True),
        ("=/A9999XYZ100T0944", True),
        ("SN-0012345", False),
        ("INV-000010", False),
        ("5085550134", False),
    ],
)
def test_a_label_is_told_from_a_plain_number(text: str, label: bool) -> None:
    assert is_label(text) is label


# --- there and back ----------------------------------------------------------------------------

_SIGNS = st.text("ABCXYZabc0123456789-./+", min_size=1, max_size=20)
_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_ITEMS = st.integers(0, 10**13 - 1).map(lambda n: f"{n:013}" + check_digit(f"{n:013}"))


@given(di=_ITEMS, lot=_SIGNS, serial=_SIGNS, made=_DAYS, expires=_DAYS)
def test_what_is_written_as_gs1_has_it_is_read_again(
    di: str, lot: str, serial: str, made: date, expires: date
) -> None:
    wanted = Udi(Issuer.GS1, di, lot, serial, made, expires)
    sent = f"01{di}11{made:%y%m%d}17{expires:%y%m%d}10{lot}{SEPARATOR}21{serial}"
    assert read_udi(sent, today=TODAY) == wanted
    printed = f"(01){di}(11){made:%y%m%d}(17){expires:%y%m%d}(10){lot}(21){serial}"
    assert read_udi(printed, today=TODAY) == wanted


_PARTS = st.text("ABCXYZ0123456789", min_size=1, max_size=18)
_SOON = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(number=_PARTS, unit=st.integers(0, 9), lot=_PARTS, serial=_PARTS, expires=_SOON, made=_SOON)
def test_what_is_written_as_hibcc_has_it_is_read_again(
    number: str, unit: int, lot: str, serial: str, expires: date, made: date
) -> None:
    di = f"H123{number}{unit}"
    body = f"+{di}/$$3{expires:%y%m%d}{lot}/S{serial}/16D{made:%Y%m%d}"
    read = read_udi(body + check_sign(body), today=TODAY)
    assert read == Udi(Issuer.HIBCC, di, lot, serial, made, expires)


@given(st.text(max_size=40))
def test_whatever_is_scanned_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_udi(text, today=TODAY)


# --- the published tables ----------------------------------------------------------------------


def _rows(name: str) -> list[dict[str, str]]:
    if "DMEDESK_TEST_DATA" not in os.environ:
        pytest.skip("DMEDESK_TEST_DATA names no folder")
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_published_element_strings() -> None:
    for row in _rows("gs1_element_string_vectors.csv"):
        if row["expect"] == "error":
            with pytest.raises(Refused):
                read_udi(row["raw"], today=TODAY)
        else:
            read = read_udi(f"]C1{row['raw']}", today=TODAY)
            wanted = _printed_parts(row["hri"])
            expires = wanted.pop("17", "")
            assert _as_printed(read) == wanted, row["raw"]
            if read.expires_on is not None:
                assert f"{read.expires_on:%y%m}" == expires[:4]


def _printed_parts(printed: str) -> dict[str, str]:
    return dict(re.findall(r"\((\d{2,4})\)([^(]*)", printed))


def _as_printed(read: Udi) -> dict[str, str]:
    parts = {"01": read.di, "10": read.lot, "21": read.serial, **read.others}
    return {name: value for name, value in parts.items() if value}


def test_the_published_check_digits() -> None:
    for row in _rows("gs1_check_digit_vectors.csv"):
        assert check_digit(row["payload"]) == row["check_digit"]


def test_the_published_devices() -> None:
    for row in _rows("udi_vectors.csv"):
        if "not GS1 form" in row["expiry"]:
            with pytest.raises(Refused):
                read_udi(row["carrier"], today=TODAY)
            continue
        carrier = row["carrier"]
        if row["issuer"] == "HIBCC":
            with pytest.raises(Refused, match="check sign"):
                read_udi(carrier, today=TODAY)
            carrier = carrier[:-1] + check_sign(carrier[:-1])
        read = read_udi(carrier, today=TODAY)
        assert read.lot == row["lot"]
        assert row["di"] in ("", read.di)
        if "range" not in row["serial"]:
            assert read.serial == row["serial"]
            assert str(read.expires_on or "") == row["expiry"]
            assert str(read.made_on or "") == row["made"]


def test_what_a_label_says_beside_the_device_is_kept_as_it_stands() -> None:
    assert production_part(SAMPLE) == "(17)141120(10)7654321D(21)10987654d321"
    made = replace(SAMPLE, made_on=date(2013, 1, 2), lot="", serial="")
    assert production_part(made) == "(11)130102(17)141120"
    assert production_part(Udi(Issuer.GS1, serial="SN1")) == ""
    assert production_part(Udi(Issuer.GS1, di="00844588003288")) == ""
    said = replace(SAMPLE, issuer=Issuer.HIBCC)
    assert production_part(said) == "expires 2014-11-20, lot 7654321D, serial 10987654d321"
