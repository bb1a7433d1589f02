"""What is typed as it is stored, and what is wrong with it."""

from dmedesk.kit.cells import LONGEST_TEXT, prose, text
from dmedesk.kit.records import Fault
from dmedesk.kit.typed import by_field, missing, tidy, unreadable


def test_texts_lose_their_edges_and_empty_ones_are_nothing() -> None:
    assert tidy({"a": " x ", "b": " ", "c": "", "d": 0, "e": None}) == {
        "a": "x",
        "b": None,
        "c": None,
        "d": 0,
        "e": None,
    }


def test_what_must_be_filled() -> None:
    names = {"last_name": "last name", "rank": "rank", "phone": "phone"}
    faults = list(missing({"last_name": "", "rank": 0, "phone": None}, names))
    assert [(fault.column, fault.message) for fault in faults] == [
        ("last_name", "The last name is missing."),
        ("phone", "The phone is missing."),
    ]


def test_texts_must_fit_and_print() -> None:
    readers = {"name": text, "note": prose, "other": text, "empty": text}
    values = {"name": "a\nb", "note": "a\nb", "other": "x" * (LONGEST_TEXT + 1), "empty": None}
    found = [(fault.column, fault.code) for fault in unreadable(values, readers)]
    assert found == [("name", "bad_text"), ("other", "text_too_long")]


def test_faults_are_told_at_their_fields() -> None:
    (finding,) = by_field([Fault("name", "missing_value", "The name is missing.", "Fill it in.")])
    assert (finding.field, finding.sentence()) == ("name", "The name is missing. Fill it in.")
