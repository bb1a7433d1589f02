"""The notebook of faults, and cutting a file at its header."""

from dmedesk.catalog.rules.layouts.reading import Faults, Uniqueness, cut
from tests.catalog.excerpts import lines_of


def test_faults_name_file_line_and_column() -> None:
    faults = Faults("a.csv")
    faults.add("one", "One.", "Right.")
    faults.add("two", "Two.", "Right.", line=2)
    faults.add("three", "Three.", "Right.", line=3, column="fee")
    assert [one.subject for one in faults.refusal().findings] == [
        "a.csv",
        "a.csv line 2",
        "a.csv line 3, column fee",
    ]


def test_a_key_seen_again_names_the_first_line() -> None:
    faults = Faults("a.csv")
    once = Uniqueness(faults, "ZIP")
    for line, key in enumerate(["01", "02", "01", "01"], 1):
        once.see(key, key, line)
    assert [one.subject for one in faults.findings] == ["a.csv line 3", "a.csv line 4"]
    assert "line 1" in faults.findings[0].message


def test_a_file_is_cut_at_its_first_header() -> None:
    lines = lines_of("title,x\n\nhcpcs,fee\nE0601,1\n\nhcpcs,fee\n")
    sheet = cut("a.csv", lines, lambda line: line.cells[:1] == ("hcpcs",))
    assert sheet is not None
    assert (sheet.above, sheet.header.number) == (("title",), 3)
    assert [line.number for line in sheet.body] == [4, 6]
    assert cut("a.csv", lines, lambda line: line.cells == ("none",)) is None
