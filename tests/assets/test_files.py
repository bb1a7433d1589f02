"""The file of units, and how other files refer to one."""

import pytest

from dmedesk.assets.files import ASSETS, compared_serial, serial
from dmedesk.kit.cells import Unreadable


def test_a_serial_is_kept_as_printed_and_known_by_its_compared_form() -> None:
    assert serial("sn-00 12") == "sn-00 12"
    assert compared_serial("sn-00 12") == "SN0012"
    assert ASSETS.key_of({"serial": "sn-00 12"}) == ("SN0012",)


@pytest.mark.parametrize(("cell", "code"), [("- -", "bad_serial"), ("1.2E+15", "shortened_number")])
def test_no_serial(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        compared_serial(cell)
    assert refused.value.code == code
