"""``dmedesk letterhead``: words and a logo from a day on (docs/formats/billing.md)."""

import json
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.cli.conftest import Command
from tests.printing.papers import png
from tests.printing.reading import words


def _sizes(paper: Path) -> list[tuple[int, int]]:
    """How many dots each picture on the first page has."""
    document = pypdfium2.PdfDocument(paper.read_bytes())
    pictures = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    sizes = [picture.get_px_size() for picture in pictures]
    document.close()
    return sizes


def test_without_options_it_shows_the_present_one(shop: Command) -> None:
    assert "name: Example Medical\n" in shop("letterhead").out
    shown = json.loads(shop("letterhead", "--json").out)
    assert (shown["name"], shown["city"], shown["logo"]) == ("Example Medical", None, None)


def test_what_is_not_said_is_kept_and_an_empty_text_clears(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(40, 15))
    words_said = ("--city", "Lynn", "--zip", "1901", "--logo", tmp_path / "logo.png")
    assert shop("letterhead", *words_said, "--from", "2030-01-01").status == 0
    assert json.loads(shop("letterhead", "--json").out)["city"] is None
    shop("letterhead", "--city", "", "--logo", "", "--phone", "1", "--from", "2031-01-01")
    told = [
        json.loads(shop("letterhead", "--json", "--from", day).out)
        for day in ("2030-12-31", "2031-01-01")
    ]
    assert [(one["city"], one["zip"]) for one in told] == [("Lynn", "01901"), (None, "01901")]
    assert [one["logo"] is None for one in told] == [False, True]


@pytest.mark.parametrize(
    "wrong", [("--zip", "x", "--phone", "1e10"), ("--name", ""), ("--logo", "no-such-file.png")]
)
def test_what_cannot_be_printed_is_refused(shop: Command, wrong: tuple[str, ...]) -> None:
    before = shop("letterhead").out
    told = shop("letterhead", *wrong)
    assert (told.status, told.out) == (1, "")
    assert told.err
    assert shop("letterhead").out == before


def test_a_file_that_is_no_picture_is_refused(shop: Command, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("words")
    told = shop("letterhead", "--logo", tmp_path / "logo.png", "--json")
    assert told.status == 1
    assert json.loads(told.out)["findings"][0]["code"] == "logo_unreadable"


def test_a_posted_invoice_keeps_its_logo_here_and_elsewhere(
    moved_in: Command, command: Command, tmp_path: Path
) -> None:
    logo, paper = tmp_path / "logo.png", tmp_path / "paper.pdf"
    logo.write_bytes(png(40, 15))
    moved_in("letterhead", "--logo", logo, "--address1", "1 Elm Street")
    moved_in("month", "post", "2026-10")
    logo.write_bytes(png(60, 15))
    moved_in("letterhead", "--logo", logo, "--address1", "9 Oak Street")
    assert moved_in("invoice", "INV-000001", "--out", paper).status == 0
    assert _sizes(paper) == [(40, 15)]
    assert "1 Elm Street" in words(paper.read_bytes())
    moved_in("export", tmp_path / "first")
    other = ("--database", tmp_path / "other.dmedesk")
    command(*other, "new", "--name", "Elsewhere")
    assert command(*other, "import", tmp_path / "first").status == 0
    assert "Nothing changed" in command(*other, "import", tmp_path / "first").out
    assert "1 papers" in command(*other, "export", tmp_path / "second").out
    files = [
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path / "first", tmp_path / "second")
    ]
    assert files[0] == files[1]
    assert len(list((tmp_path / "second" / "logos").iterdir())) == 2
    command(*other, "invoice", "INV-000001", "--out", paper, "--explained")
    assert _sizes(paper) == [(40, 15)]
