"""HIBCC's labels: what breaks their rules is refused, never split wrongly."""

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.scans.hibcc import check_sign, read_hibcc
from dmedesk.scans.words import Fault


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("+9", Fault.WRONG_LENGTH),
        ("+A1", Fault.UNKNOWN_FORM),
        ("+A123BJC5D6E71/14D2026", Fault.WRONG_LENGTH),
        ("+A123BJC5D6E71/14D20261332", Fault.NO_SUCH_DAY),
        ("+A123BJC5D6E71/$$3261", Fault.WRONG_LENGTH),
        ("+A123BJC5D6E71/$$1326LOT", Fault.NO_SUCH_DAY),
        ("+A123BJC5D6E71/26366LOT", Fault.NO_SUCH_DAY),
        ("+A123BJC5D6E71/26000LOT", Fault.NO_SUCH_DAY),
    ],
)
def test_a_right_check_sign_does_not_excuse_the_rest(body: str, fault: Fault) -> None:
    with pytest.raises(Refused) as refusal:
        read_hibcc(body + check_sign(body))
    assert refusal.value.findings[0].code == fault


def test_a_stroke_with_nothing_behind_it_says_nothing() -> None:
    body = "+A123BJC5D6E71/"
    assert read_hibcc(body + check_sign(body)).di == "A123BJC5D6E71"
