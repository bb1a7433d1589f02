"""Minutes become RE units: below, on and above each band of 322.03(2) and the last unit."""

from datetime import date

import pytest

from dmedesk.billing.rules.direct_service import minutes_in, minutes_text, units_said
from dmedesk.kit.cells import Unreadable
from dmedesk.rates.ma_101_cmr_322.s02_direct_service import units_of
from dmedesk.rates.question import DirectServiceOf

DAY = date(2026, 10, 5)
CLAUSE = "101 CMR 322.03(2)(a) to (d), (13)(b)51"


@pytest.mark.parametrize(
    ("minutes", "kind", "units", "band"),
    [
        (59, "mobility", 0, ""),
        (60, "mobility", 1, "specialized, RE-1 to RE-5"),
        (359, "mobility", 5, "specialized, RE-1 to RE-5"),
        (360, "mobility", 6, "intermediate, RE-6 to RE-10"),
        (659, "mobility", 10, "intermediate, RE-6 to RE-10"),
        (660, "mobility", 11, "more time and complexity, RE-11 to RE-15"),
        (959, "mobility", 15, "more time and complexity, RE-11 to RE-15"),
        (960, "patient_lift", 16, "complex, RE-16 to RE-23"),
        (1_439, "patient_lift", 23, "complex, RE-16 to RE-23"),
        (1_440, "mobility", 24, ""),
        (359, "safety_bed", 5, "specialized, RE-1 to RE-5"),
        (360, "safety_bed", 6, ""),
    ],
)
def test_minutes_are_full_hours_within_a_band(
    minutes: int, kind: DirectServiceOf, units: int, band: str
) -> None:
    found = units_of(minutes, kind, DAY)
    assert found is not None
    assert (found.units, found.band, found.citation) == (units, band, CLAUSE)
    assert found.left_minutes == minutes % 60
    assert found.is_payable == bool(band)


def test_nothing_is_known_before_the_rates() -> None:
    assert units_of(60, "mobility", date(2023, 7, 6)) is None
    assert units_of(60, "mobility", date(2023, 7, 7)) is not None
    assert units_said("60", "mobility", date(2023, 7, 6)) is None


@pytest.mark.parametrize(
    ("typed", "kind", "units", "words"),
    [
        ("90+45", "mobility", 2, "135 minutes are 2 full hours; 15 minutes make none"),
        ("30", "mobility", 0, "no RE unit yet"),
        ("300 + 60", "safety_bed", 6, "nothing above RE-5 for safety bed"),
    ],
)
def test_the_parts_of_the_work_are_summed_up(
    typed: str, kind: DirectServiceOf, units: int, words: str
) -> None:
    said = units_said(minutes_text(typed), kind, DAY)
    assert said is not None
    assert said[0] == units
    assert words in said[1]
    assert CLAUSE in said[1]


def test_what_is_no_minutes_is_refused() -> None:
    assert minutes_in(minutes_text(" 90 +45")) == 135
    for typed in ("", "1 h", "90 + ", "-5", "9.5"):
        with pytest.raises(Unreadable):
            minutes_text(typed)
