"""Files of CMS in every layout, as published: DMEREAD 2025 attachments A-1, A-3, A-5."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from dmedesk.catalog.rules.fees import PublishedFee
from dmedesk.catalog.rules.layouts.cms import ENCODINGS, is_cms, read
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.words import EditionKind, PricingArea
from dmedesk.kit.errors import Refused
from dmedesk.kit.grid import read_grid
from tests.catalog import excerpts
from tests.catalog.excerpts import lines_of

Faults = list[tuple[str, str]]


def _read(text: str, state: str = "MA") -> Published:
    return read(lines_of(text), file_name="file.csv", state=state)


def _fees(published: Published) -> dict[tuple[str, str, str], object]:
    return {(row.hcpcs, row.modifiers, row.area.value): row.fee for row in published.fees}


def _faults(text: str) -> Faults:
    with pytest.raises(Refused) as refusal:
        _read(text)
    return [(one.code, one.subject) for one in refusal.value.findings]


def test_dmepos_as_published() -> None:
    published = _read(excerpts.dmepos())
    assert published.kind is EditionKind.CMS_DMEPOS
    assert published.dated_on == date(2025, 1, 1)
    assert published.title.endswith("and Supplies (DMEPOS) January 2025 Fee Schedule")
    assert published.row_count == len(excerpts.DMEPOS_2025)
    fees = _fees(published)
    assert fees["E0601", "RR", "non_rural"] == 4955
    assert fees["E0601", "RR", "rural"] == 8604
    assert fees["L1851", "", "non_rural"] == 104126
    assert fees["E1390", "QF RR", "rural"] == 17332


def test_zero_is_an_amount_but_a_rural_zero_is_no_fee() -> None:
    fees = _fees(_read(excerpts.dmepos()))
    assert fees["A7000", "KE NU", "non_rural"] == 0
    assert fees["A7000", "KE NU", "rural"] == 1132
    assert fees["A4321", "", "non_rural"] == 0
    assert ("A4321", "", "rural") not in fees


def test_dmepos_resaved_from_a_spreadsheet() -> None:
    published = _read(excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title=""))
    assert published.dated_on is None
    assert published.title == "file.csv"
    fees = _fees(published)
    assert fees["E0260", "RR", "non_rural"] == 7280
    assert fees["A7000", "KE NU", "non_rural"] == 0
    assert ("K0739", "", "rural") not in fees


def test_every_states_columns_are_found() -> None:
    row = ("E0601", "RR", "", "D", "CR", "1.00", "2.00", "Cpap")
    text = excerpts.dmepos([row]).replace("AL (NR)", "XX (NR)", 1).replace("VI (NR)", "AL (NR)", 1)
    text = text.replace("XX (NR)", "VI (NR)", 1)
    assert _fees(_read(text, state="VI"))["E0601", "RR", "non_rural"] == 100


def test_pen_has_its_own_header() -> None:
    published = _read(excerpts.pen())
    assert (published.kind, published.dated_on) == (EditionKind.CMS_PEN, date(2025, 1, 1))
    assert _fees(published) == {
        ("B4034", "", "non_rural"): 383,
        ("B4034", "", "rural"): 603,
        ("E0776", "KE NU", "non_rural"): 0,
        ("E0776", "KE NU", "rural"): 10984,
    }
    assert {row.payment_class for row in published.fees} == {None}


def test_former_cba_fees_by_area() -> None:
    published = _read(excerpts.former_cba())
    assert (published.kind, published.dated_on) == (EditionKind.CMS_FORMER_CBA, date(2025, 1, 1))
    assert "Note" not in published.title
    assert published.row_count == 4
    by_area = {(row.hcpcs, row.modifiers, row.cba_name): row.fee for row in published.fees}
    assert by_area["E0601", "RR", "Boston, MA"] == 5213
    assert by_area["A7000", "KG NU", "Worcester, MA"] == 1036
    assert by_area["E0776", "BA KG NU", "Springfield, MA"] == 6245
    assert by_area["L1851", "", "Springfield, MA"] == 104126
    assert by_area["L1851", "", "Worcester, MA"] is None
    assert {row.area for row in published.fees} == {PricingArea.FORMER_CBA}


def test_mail_order_fees_hold_everywhere_and_their_notes_are_passed_over() -> None:
    published = _read(excerpts.mail_order())
    assert published.kind is EditionKind.CMS_MAIL_ORDER
    assert _fees(published) == {("A4253", "KL NU", "any"): 1039, ("A4259", "KL", "any"): 178}


def test_zip_files_are_dated_by_their_quarter() -> None:
    former = _read(excerpts.cba_zips())
    assert (former.kind, former.dated_on) == (EditionKind.CMS_FORMER_CBA_ZIP, date(2025, 1, 1))
    assert {row.zip: row.cba_name for row in former.zips}["02139"] == "Boston, MA"
    rural = _read(excerpts.rural_zips([("MA", "01223", "202503")]))
    assert (rural.kind, rural.dated_on) == (EditionKind.CMS_RURAL_ZIP, date(2025, 7, 1))
    assert [(row.zip, row.state, row.cba_name) for row in rural.zips] == [("01223", "MA", "")]


def test_a_resaved_zip_file_gets_its_zeros_back() -> None:
    header = ("LOCATION", "STATE", "DMEPOS RURAL ZIP CODE", "YEAR/QTR")
    text = excerpts.rural_zips([("Monterey", "MA", "1245", "202601")], header)
    assert [row.zip for row in _read(text).zips] == ["01245"]


def test_a_title_that_contradicts_the_quarter_dates_nothing() -> None:
    text = excerpts.cba_zips().replace("January 2025", "April 2025")
    assert _read(text).dated_on is None


def test_windows_text_is_read() -> None:
    row = ("E0601", "RR", "", "D", "CR", "1.00", "2.00", "Cpap – auto")
    content = excerpts.dmepos([row]).encode("cp1252")
    lines = read_grid(content, file_name="file.csv", encodings=ENCODINGS)
    assert read(lines, file_name="file.csv", state="MA").row_count == 1


def test_a_workbook_of_cms_is_read_as_its_csv() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines_of(excerpts.rural_zips()):
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.cells])
    content = io.BytesIO()
    book.save(content)
    lines = read_grid(content.getvalue(), file_name="file.xlsx", encodings=ENCODINGS)
    found = read(lines, file_name="file.csv", state="MA")
    assert found == _read(excerpts.rural_zips())


def test_a_header_tells_the_files_of_cms_from_others() -> None:
    assert is_cms(lines_of(excerpts.dmepos()))
    assert not is_cms(lines_of("hcpcs,modifiers,fee,from_on\nE0601,RR,1.00,2026-01-01\n"))


def _swapped(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


FAULTS: dict[str, tuple[Callable[[], str], Faults]] = {
    "another file": (
        lambda: "2025~B4034~  ~  ~000006.03~AL     ~000003.84     ~R~Enter\n",
        [("unknown_layout", "file.csv")],
    ),
    "an empty file": (lambda: "", [("unknown_layout", "file.csv")]),
    "an unknown column": (
        lambda: _swapped(excerpts.dmepos(), "AL (NR)", "GU (NR)"),
        [("unknown_column", "file.csv line 6"), ("missing_column", "file.csv line 6")],
    ),
    "a column without a name": (
        lambda: _swapped(excerpts.rural_zips(), "STATE,", "STATE,,").replace(",01223", ",,01223"),
        [("unknown_column", "file.csv line 1"), ("wrong_width", "file.csv line 3")],
    ),
    "a column twice": (
        lambda: _swapped(excerpts.former_cba(), "Springfield, MA", "Boston, MA"),
        [("column_twice", "file.csv line 7")],
    ),
    "a former CBA file without areas": (
        lambda: excerpts.former_cba([("A7000", "NU", "KG", "", "IN", "Canister")], []),
        [("missing_column", "file.csv line 7")],
    ),
    "no rows": (lambda: excerpts.mail_order([]), [("no_rows", "file.csv line 6")]),
    "a fee that is no money": (
        lambda: _swapped(excerpts.mail_order(), "10.39", "1O.39"),
        [("bad_money", "file.csv line 7, column NATIONALMAIL-ORDER")],
    ),
    "a fee below zero": (
        lambda: _swapped(excerpts.mail_order(), "10.39", "-10.39"),
        [("negative_money", "file.csv line 7, column NATIONALMAIL-ORDER")],
    ),
    "a fee finer than a cent": (
        lambda: _swapped(excerpts.mail_order(), "10.39", "10.394"),
        [("bad_money", "file.csv line 7, column NATIONALMAIL-ORDER")],
    ),
    "a code that is none": (
        lambda: _swapped(excerpts.mail_order(), "A4253", "4253"),
        [("stray_line", "file.csv line 7")],
    ),
    "a text between the rows": (
        lambda: _swapped(excerpts.mail_order(), "A4259,KL", "Note,,,,,,\nA4259,KL"),
        [("stray_line", "file.csv line 8")],
    ),
    "a modifier that is none": (
        lambda: _swapped(excerpts.mail_order(), ",NU,KL", ",NEW,kl"),
        [
            ("bad_modifier", "file.csv line 7, column MOD"),
            ("bad_modifier", "file.csv line 7, column MOD2"),
        ],
    ),
    "a code and set of modifiers twice, in another order": (
        lambda: excerpts.mail_order(
            [
                ("A4253", "NU", "KL", "", "IN", "10.39", "Strips"),
                ("A4253", "KL", "NU", "", "IN", "10.39", "Strips"),
            ]
        ),
        [("duplicate_key", "file.csv line 8")],
    ),
    "a row that is too long": (
        lambda: _swapped(excerpts.mail_order(), "Blood glucose/", "Blood, glucose/").replace(
            '"Blood, glucose/reagent strips"', "Blood, glucose/reagent strips"
        ),
        [("wrong_width", "file.csv line 7")],
    ),
    "a row that is too short": (
        lambda: _swapped(excerpts.mail_order(), ",10.39,Blood glucose/reagent strips", ",10.39"),
        [("wrong_width", "file.csv line 7")],
    ),
    "a ZIP that is none": (
        lambda: _swapped(excerpts.rural_zips(), "01223", "O1223"),
        [("bad_zip", "file.csv line 2, column DMEPOSRURALZIPCODE")],
    ),
    "a ZIP twice": (
        lambda: excerpts.rural_zips([("MA", "01223", "202501"), ("MA", "1223", "202501")]),
        [("duplicate_key", "file.csv line 3")],
    ),
    "a ZIP without its area": (
        lambda: _swapped(excerpts.cba_zips(), '"Boston, MA"', ""),
        [("missing_value", "file.csv line 8, column CBANAMESHORT")],
    ),
    "two quarters": (
        lambda: excerpts.rural_zips([("MA", "01223", "202501"), ("MA", "02535", "202502")]),
        [("bad_quarter", "file.csv line 3, column YEAR/QTR")],
    ),
    "a quarter that is none": (
        lambda: excerpts.rural_zips([("MA", "01223", "202512")]),
        [("bad_quarter", "file.csv line 2, column YEAR/QTR")],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_with_a_fault_is_refused_whole(name: str) -> None:
    text, expected = FAULTS[name]
    assert _faults(text()) == expected


def test_every_fault_is_listed_not_just_the_first() -> None:
    text = _swapped(excerpts.mail_order(), "10.39", "x")
    text = _swapped(text, "1.78", "y")
    assert len(_faults(_swapped(text, "National Mail-Order,", "National Mail-Order,Guam,"))) >= 3


def test_a_fault_in_another_states_column_is_a_fault_of_the_file() -> None:
    text = excerpts.dmepos([("E0601", "RR", "", "D", "CR", "1.00", "2.00", "Cpap")])
    faults = _faults(_swapped(text, ",1.00,", ",?,"))
    assert faults == [("bad_money", "file.csv line 7, column AL(NR)")]


def test_findings_say_what_is_wrong_and_what_would_be_right() -> None:
    with pytest.raises(Refused) as refusal:
        _read(_swapped(excerpts.mail_order(), "10.39", "1O.39"))
    (finding,) = refusal.value.findings
    assert "'1O.39' is not an amount of money" in finding.message
    assert finding.remedy


def test_a_rows_class_and_family_come_from_its_category() -> None:
    classed = {row.hcpcs: (row.payment_class, row.family) for row in _read(excerpts.dmepos()).fees}
    assert classed["E0601"] == ("capped", None)
    assert classed["E1390"] == ("monthly", "oxygen")
    assert classed["K0823"] == ("capped_power_wheelchair", None)


def test_a_fee_is_a_plain_value() -> None:
    fee = _read(excerpts.mail_order()).fees[0]
    assert fee == PublishedFee("A4253", "KL NU", PricingArea.ANY, "", 1039, fee.payment_class, None)
