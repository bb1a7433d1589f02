"""Labels of ICCBBA's are read as the FDA publishes their form; broken ones say why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.errors import Refused
from dmedesk.scans.udi import read_udi
from dmedesk.scans.words import Fault, Issuer, Udi

TODAY = date(2026, 11, 29)

# The FDA's own examples of labels under the rules of ICCBBA: of tissue, and of a bag for blood.
OF_TISSUE = "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"


@pytest.mark.parametrize("before", ["", "]C1", "=+06000"])
def test_a_label_of_iccbba(before: str) -> None:
    assert read_udi(before + OF_TISSUE, today=TODAY) == Udi(
        Issuer.ICCBBA,
        di="A9999XYZ100T0944",
        serial="000025",
        lot="000000000000XYZ123",
        expires_on=date(2014, 2, 1),
        made_on=date(2013, 2, 1),
        others={"=": "A99971312345600"},
    )


def test_a_bag_for_blood() -> None:
    read = read_udi("=)1TE123456A&)RZ12345678", today=TODAY)
    assert read == Udi(Issuer.ICCBBA, di="1TE123456A", lot="RZ12345678")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("=W12345678901200", Fault.UNKNOWN_FORM),
        ("&)RZ12345678", Fault.UNKNOWN_FORM),
        ("=/A9999XYZ100T094", Fault.WRONG_LENGTH),
        ("=/A9999XYZ100T=>014032", Fault.WRONG_LENGTH),
        ("=/A9999XYZ100T0944=>014O32", Fault.WRONG_SIGNS),
        ("=/A9999XYZ100T0944=>014366", Fault.NO_SUCH_DAY),
        ("=/A9999XYZ100T0944=>014000", Fault.NO_SUCH_DAY),
        ("=/A9999XYZ100T0944,000025", Fault.UNKNOWN_IDENTIFIER),
        ("=)1TE123456A=)1TE123456B", Fault.TOLD_TWICE),
        ("=<1234", Fault.WRONG_LENGTH),
    ],
)
def test_a_broken_label_says_why(text: str, fault: Fault) -> None:
    with pytest.raises(Refused) as refusal:
        read_udi(text, today=TODAY)
    (finding,) = refusal.value.findings
    assert finding.code == fault
    assert finding.remedy


_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_ISBT = st.text("ABCXYZ0123456789", min_size=16, max_size=16)


@given(di=_ISBT, serial=_ISBT, lot=_ISBT, expires=_DAYS, made=_DAYS)
def test_what_is_written_as_iccbba_has_it_is_read_again(
    di: str, serial: str, lot: str, expires: date, made: date
) -> None:
    said = (f"=,{serial[:6]}", f"=>0{expires:%y%j}", f"=}}0{made:%y%j}", f"&,1{lot}00")
    read = read_udi(f"=/{di}{''.join(said)}", today=TODAY)
    assert read == Udi(Issuer.ICCBBA, di, f"{lot}00", serial[:6], made, expires)
