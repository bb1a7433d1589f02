"""A scan is told from typing by its gaps and its end, and the settings are learned from one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.errors import Refused
from dmedesk.widgets.heard import FEWEST_SIGNS, SLOWEST_GAP, Heard, HeardKey, Ways
from dmedesk.widgets.wedge import USUAL_WAYS, Ear, Verdict


def heard(text: str, *, every: int, ending: str = "enter", last: int | None = None) -> Heard:
    keys = [HeardKey(1000 + at * every, sign) for at, sign in enumerate(text)]
    end = keys[-1].at + (every if last is None else last)
    return Heard([*keys, HeardKey(end, ending=ending)] if ending else keys)


def test_what_was_heard_is_shown_with_its_separator_and_its_end() -> None:
    scan = heard("10A\x1d21B", every=7)
    assert (scan.text, scan.shown) == ("10A\x1d21B", "10A<GS>21B ⏎")
    assert (scan.usual, scan.slowest, scan.ending) == (7, 7, "enter")
    assert heard("AB", every=9, ending="tab").shown == "AB ⇥"
    assert heard("AB", every=9, ending="").shown == "AB"


@pytest.mark.parametrize(
    ("scan", "why"),
    [
        (heard("SN-0012", every=30), ""),
        (heard("SN-0012", every=31), "keys came up to 31 ms apart, and 30 ms are allowed"),
        (heard("SN-0012", every=8, last=31), "keys came up to 31 ms apart, and 30 ms are allowed"),
        (heard("SN-", every=8), "it has 3 signs, and a scan has 4 at least"),
        (heard("SN-0012", every=8, ending=""), "no Enter or Tab came at the end"),
    ],
)
def test_why_it_is_taken_for_typing(scan: Heard, why: str) -> None:
    assert scan.not_told_by(USUAL_WAYS) == why


def test_an_end_that_is_not_waited_for_is_said() -> None:
    why = heard("SN-0012", every=8, ending="tab").not_told_by(Ways(30, 4, "enter"))
    assert why == "it ended with Tab, and Enter is waited for"


@pytest.mark.parametrize(
    ("scan", "ways"),
    [
        (heard("SN-0012", every=40), Ways(65, 4, "enter")),
        (heard("A12", every=2, ending="tab"), Ways(20, 3, "tab")),
        (heard("SN-0012", every=SLOWEST_GAP), Ways(SLOWEST_GAP, 4, "enter")),
    ],
)
def test_the_settings_that_are_learned(scan: Heard, ways: Ways) -> None:
    assert scan.fitting(USUAL_WAYS) == ways


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (heard("SN-0012", every=SLOWEST_GAP + 1), "scan_as_typed"),
        (heard("A", every=5), "scan_as_typed"),
        (heard("SN-0012", every=8, ending=""), "scan_without_end"),
    ],
)
def test_what_nothing_would_tell_from_a_person(scan: Heard, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        scan.fitting(USUAL_WAYS)
    assert [one.code for one in refusal.value.findings] == [code]
    assert all(one.remedy for one in refusal.value.findings)


@given(
    gaps=st.lists(st.integers(0, SLOWEST_GAP), min_size=FEWEST_SIGNS, max_size=40),
    ending=st.sampled_from(["enter", "tab"]),
)
def test_what_was_learned_from_a_scan_tells_it(gaps: list[int], ending: str) -> None:
    times = [sum(gaps[:at]) for at in range(len(gaps) + 1)]
    keys = [HeardKey(at, "7") for at in times[:-1]]
    scan = Heard([*keys, HeardKey(times[-1], ending=ending)])
    learned = scan.fitting(USUAL_WAYS)
    assert scan.not_told_by(learned) == ""
    ear = Ear(learned.gap, learned.least)
    for at in times[:-1]:
        ear.sign("7", at)
    assert ear.end(times[-1]) is Verdict.SCANNED
