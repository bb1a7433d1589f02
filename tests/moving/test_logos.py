"""The folder of logos beside the files (docs/formats/billing.md, files)."""

from pathlib import Path

import pytest

from dmedesk.billing.rules.printed import CompanyWords, freeze
from dmedesk.kit.records import Row, RowsRead
from dmedesk.kit.stored import Values
from dmedesk.moving.logos import borne_logos, find_logos, logo_place
from dmedesk.shop.rules import logo_name
from tests.printing.papers import png

PICTURE = png(8, 3)
NAME = logo_name(PICTURE)


def _letterhead(logo: str | None) -> dict[str, RowsRead]:
    return {"company": RowsRead(rows=[Row("company.csv", 2, {"logo": logo})])}


def _posted(logo: str) -> dict[str, RowsRead]:
    words = freeze(CompanyWords("Example Medical", logo=logo))
    return {"invoices": RowsRead(rows=[Row("invoices.csv", 2, {"printed_company": words})])}


def _put(folder: Path, name: str, content: bytes) -> None:
    place = folder / logo_place(name)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)


def test_a_letterhead_may_name_its_picture_anyhow(tmp_path: Path) -> None:
    _put(tmp_path, "Our logo.png", PICTURE)
    read = _letterhead("Our logo.png")
    found = find_logos(read, tmp_path, known=())
    assert (found.contents, found.findings) == ({NAME: PICTURE}, [])
    assert read["company"].rows[0].values["logo"] == NAME


@pytest.mark.parametrize("read", [_letterhead(NAME), _posted(NAME)])
def test_a_picture_that_the_shop_has_need_not_come_along(
    read: dict[str, RowsRead], tmp_path: Path
) -> None:
    assert find_logos(read, tmp_path, known={NAME}).findings == []
    assert [one.code for one in find_logos(read, tmp_path, known=()).findings] == ["logo_missing"]


def test_a_file_that_is_no_picture_is_told_with_its_place(tmp_path: Path) -> None:
    _put(tmp_path, "logo.png", b"words")
    (finding,) = find_logos(_letterhead("logo.png"), tmp_path, known=()).findings
    assert (finding.code, finding.line, finding.column) == ("logo_unreadable", 2, "logo")


def test_a_posted_logo_is_the_very_picture_of_its_name(tmp_path: Path) -> None:
    _put(tmp_path, NAME, png(9, 3))
    found = find_logos(_posted(NAME), tmp_path, known=())
    assert [one.code for one in found.findings] == ["logo_missing"]


def test_nothing_outside_the_folder_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "logos").mkdir()
    (tmp_path / NAME).write_bytes(PICTURE)
    (finding,) = find_logos(_posted(f"../{NAME}"), tmp_path, known=()).findings
    assert finding.code == "logo_missing"


def test_the_logos_of_letterheads_and_of_posted_invoices_leave_together() -> None:
    rows: list[Values] = [{"logo": NAME}, {"logo": None}]
    assert list(borne_logos("company", rows)) == [NAME]
    posted: list[Values] = [*(row.values for row in _posted(NAME)["invoices"].rows)] * 2
    assert list(borne_logos("invoices", posted)) == [NAME]
    assert list(borne_logos("members", rows)) == []
