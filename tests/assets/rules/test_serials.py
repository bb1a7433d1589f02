"""Serials are kept as printed and compared in a plainer form."""

import pytest

from dmedesk.assets.rules import serial_key


@pytest.mark.parametrize(
    "serial", ["SN0012", "sn0012", "SN-0012", "SN 0012", "sn–00 12", " SN\N{NO-BREAK SPACE}0012 "]
)
def test_one_unit_in_many_spellings(serial: str) -> None:
    assert serial_key(serial) == "SN0012"


@pytest.mark.parametrize("serial", ["SN012", "SN0012A", "SN.0012", "SN/0012", "SNO012"])
def test_another_unit(serial: str) -> None:
    assert serial_key(serial) != "SN0012"


@pytest.mark.parametrize("serial", ["", " - ", "--"])
def test_no_serial(serial: str) -> None:
    assert serial_key(serial) == ""
