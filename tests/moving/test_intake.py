"""The answer of an import, for people and as one JSON object."""

import json

from dmedesk.kit.findings import Severity
from dmedesk.kit.records import Fault
from dmedesk.moving.comparison import FileCount
from dmedesk.moving.intake import ImportRefused, Intake

BAD = Fault("zip", "bad_zip", "'X' is not a ZIP.", "Write five digits.").placed("members.csv", 4)
DOUBT = Fault("npi", "npi_invalid", "Not valid.", "Look.", Severity.WARNING).placed("p.csv", 2)
SAME = {"members.csv": FileCount(0, 0, 3)}
SOME = {"members.csv": FileCount(2, 1, 3)}


def test_what_was_taken_is_counted() -> None:
    lines = list(Intake(True, False, SOME, (DOUBT,)).lines())
    assert lines == [
        "warning: p.csv line 2, column npi: Not valid. Look.",
        "members.csv: 2 added, 1 changed, 3 unchanged",
        "Taken.",
    ]


def test_nothing_new_is_said() -> None:
    intake = Intake(True, False, SAME, ())
    assert intake.changes_nothing
    assert list(intake.lines())[-1] == "Nothing changed: every row was here already."


def test_a_dry_run_says_that_it_is_one() -> None:
    assert "Dry run" in list(Intake(False, True, SOME, ()).lines())[-1]


def test_a_refusal_counts_what_is_to_correct_and_no_rows() -> None:
    lines = list(Intake(False, False, SOME, (BAD, DOUBT)).lines())
    assert lines[0] == "error: members.csv line 4, column zip: 'X' is not a ZIP. Write five digits."
    assert lines[-1] == "Refused: 1 to correct. Nothing was changed."
    assert not any("added" in line for line in lines)


def test_json() -> None:
    answer = json.loads(json.dumps(Intake(False, False, SOME, (BAD,)).as_json()))
    assert answer == {
        "taken": False,
        "dry_run": False,
        "nothing_changed": True,
        "files": {"members.csv": {"added": 2, "changed": 1, "unchanged": 3}},
        "findings": [
            {
                "severity": "stop",
                "code": "bad_zip",
                "file": "members.csv",
                "line": 4,
                "column": "zip",
                "message": "'X' is not a ZIP.",
                "remedy": "Write five digits.",
            }
        ],
    }


def test_a_refusal_carries_its_answer() -> None:
    refused = ImportRefused(intake := Intake(False, False, SOME, (BAD,)))
    assert refused.intake is intake
    assert refused.findings == (BAD,)
