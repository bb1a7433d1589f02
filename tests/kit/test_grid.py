"""Lines of a CSV file or a workbook: the text as a person sees it, under its own number."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from dmedesk.kit.errors import Refused
from dmedesk.kit.grid import Line, read_grid, read_sheets, separator_of

UTF8 = ("utf-8-sig",)


def _csv(content: bytes, encodings: tuple[str, ...] = UTF8) -> list[Line]:
    return read_grid(content, file_name="a.csv", encodings=encodings)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mark_and_the_kind_of_line_end_do_not_matter(mark: bytes, end: bytes) -> None:
    content = mark + end.join([b"serial,name", b'S1 ,"Smith, Jane"', b""])
    assert [line.cells for line in _csv(content)] == [("serial", "name"), ("S1", "Smith, Jane")]


def test_lines_keep_the_number_that_an_editor_shows() -> None:
    lines = _csv(b'a\n"two\nlines"\n\nb\n')
    assert [(line.number, line.cells) for line in lines if not line.is_empty] == [
        (1, ("a",)),
        (2, ("two\nlines",)),
        (5, ("b",)),
    ]


def test_encodings_are_tried_in_order() -> None:
    assert _csv("Rollstühle".encode("cp1252"), ("utf-8-sig", "cp1252"))[0].cells == ("Rollstühle",)


@pytest.mark.parametrize(
    "content", [b"caf\xe9", b"a\0b", "serial".encode("utf-16"), b'a\n"open', b"PK\x03\x04broken"]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        _csv(content)
    (finding,) = refusal.value.findings
    assert (finding.code, finding.subject) == ("unreadable_file", "a.csv")
    assert finding.remedy


def test_a_workbook_reads_as_what_its_cells_show() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["fee", "from_on", "pa_required", "note"])
    sheet.append([97.6, date(2026, 1, 1), True, " two words "])
    sheet.append([0.1 + 0.2, datetime.fromisoformat("2026-01-01 10:30"), None, 7])
    content = io.BytesIO()
    book.save(content)
    lines = read_grid(content.getvalue(), file_name="a.xlsx", encodings=UTF8)
    assert [line.cells for line in lines] == [
        ("fee", "from_on", "pa_required", "note"),
        ("97.6", "2026-01-01", "yes", "two words"),
        ("0.3", "2026-01-01 10:30:00", "", "7"),
    ]
    assert [line.number for line in lines] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2\n3,5;4\n", ";"),
        ("a\tb\n1, 2\t3\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Stock; as of May\nserial,item\n1,BED\n2,BED\n", ","),
        ('"a;b",c\n"d;e",f\n', ","),
        ("one column\nonly\n", ","),
        ("", ","),
    ],
)
def test_the_cells_are_parted_by_what_makes_a_table(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_sheet_parted_by_semicolons_is_a_table() -> None:
    [(_title, lines)] = read_sheets(b"a;b\n1,5;2\n", file_name="x.csv", encodings=("utf-8",))
    assert [line.cells for line in lines] == [("a", "b"), ("1,5", "2")]


def test_our_own_files_are_parted_by_commas_alone() -> None:
    lines = read_grid(b"a;b\n1;2\n", file_name="x.csv", encodings=("utf-8",))
    assert [line.cells for line in lines] == [("a;b",), ("1;2",)]
