"""What a scan says to the pages of units."""

from datetime import date

import pytest

from dmedesk.assets.screens.scanning import label_of, serial_of
from dmedesk.scans.words import Udi

TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        (" SN-12 ", "SN-12"),
        ("(01)00844588003288(10)L7(21)SN-12", "SN-12"),
    ],
)
def test_a_serial_stands_alone_or_on_a_label(text: str, serial: str) -> None:
    assert serial_of(text, today=TODAY) == serial


def test_a_label_without_a_serial_and_a_broken_one_say_why() -> None:
    silent = serial_of("(01)00844588003288(10)L7", today=TODAY)
    broken = serial_of("(01)00844588003289(21)SN-12", today=TODAY)
    assert not isinstance(silent, str)
    assert not isinstance(broken, str)
    assert [one.code for one in (*silent, *broken)] == ["no_serial", "scan_wrong_check"]


def test_all_that_a_label_bears() -> None:
    found = label_of("(01)00844588003288(17)280229(10)L7(21)SN-12", today=TODAY)
    assert isinstance(found, Udi)
    assert (found.di, found.lot, found.expires_on) == ("00844588003288", "L7", date(2028, 2, 29))
