"""The files of chains and trials: what is looked at within a row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dmedesk.kit.records import RecordFile
from dmedesk.papers.files.chains import CHAINS, TRIAL_ANSWERS, TRIALS

DAY = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("file", "values", "codes"),
    [
        (CHAINS, {"codes": "E0784", "from_on": DAY, "until_on": date(2026, 1, 3)}, []),
        (CHAINS, {"codes": "pump"}, ["bad_hcpcs"]),
        (TRIALS, {}, []),
        (TRIALS, {"closed_on": DAY}, ["closed_contradicted"]),
        (TRIALS, {"closed_on": DAY, "closed_because": "Over", "begun_on": DAY}, []),
        (
            TRIALS,
            {"closed_on": DAY, "closed_because": "Over", "begun_on": date(2026, 1, 3)},
            ["closed_before_begun"],
        ),
        (TRIAL_ANSWERS, {"said": "7.1"}, []),
        (TRIAL_ANSWERS, {"reason": "Of another"}, []),
        (TRIAL_ANSWERS, {}, ["nothing_said"]),
    ],
    ids=[f"row {n}" for n in range(1, 10)],
)
def test_within_a_row(file: RecordFile, values: Mapping[str, Any], codes: list[str]) -> None:
    assert [fault.code for fault in file.check(values)] == codes
