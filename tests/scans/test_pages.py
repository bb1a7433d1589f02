"""Scanned files of every kind give their pages; what cannot be opened is refused with a remedy."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from dmedesk.kit.errors import Refused
from dmedesk.kit.media import media_type
from dmedesk.scans import pages
from dmedesk.scans.pages import ScannedPage, opened_scan
from tests.deliveries.stack import LETTER, jpeg_of, pdf_of, slip_page, tiff_of, white_page


def read(content: bytes, name: str = "stack.pdf") -> list[ScannedPage]:
    with opened_scan(name, content) as scan:
        return [scan.page(number) for number in range(1, scan.pages + 1)]


def code_of(content: bytes, name: str = "stack.pdf") -> str:
    with pytest.raises(Refused) as refusal:
        read(content, name)
    (finding,) = refusal.value.findings
    assert finding.subject == name
    assert finding.remedy
    return finding.code


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("make", [pdf_of, tiff_of])
def test_every_page_is_kept_alone_and_looks_as_it_did(make: Callable[..., bytes]) -> None:
    first, second = read(make(slip_page("SLIP-000001"), white_page()))
    assert (first.number, second.number) == (1, 2)
    assert first.picture.mode == "L"
    assert first.fingerprint != second.fingerprint
    kinds = {media_type(one.content, f"x{one.ending}") for one in (first, second)}
    assert kinds == {"application/pdf"} if make is pdf_of else {"image/png"}
    (alone,) = read(first.content, f"alone{first.ending}")
    assert alone.fingerprint == first.fingerprint


def test_jpeg_and_png_are_kept_as_they_came() -> None:
    for content, ending in (
        (jpeg_of(slip_page("SLIP-000001")), ".jpg"),
        (saved(slip_page("SLIP-000001"), "PNG"), ".png"),
    ):
        (page,) = read(content)
        assert (page.content, page.ending) == (content, ending)


def test_a_tiff_of_two_levels_stays_without_loss() -> None:
    content = saved(slip_page("SLIP-000001").convert("1"), "TIFF", compression="group4")
    (page,) = read(content, "fax.tif")
    with Image.open(BytesIO(page.content)) as kept:
        assert kept.mode == "1"
    assert page.picture.size == slip_page("SLIP-000001").size


def test_what_is_transparent_lies_on_white_paper() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    (page,) = read(saved(clear, "PNG"), "clear.png")
    assert page.picture.getextrema() == (255, 255)


def test_a_page_that_a_camera_held_otherwise_stands_upright() -> None:
    image = Image.new("RGB", (60, 30), "white")
    exif = image.getexif()
    exif[0x0112] = 6
    (page,) = read(saved(image, "JPEG", exif=exif), "photo.jpg")
    assert page.picture.size == (30, 60)


def test_the_same_dots_have_the_same_fingerprint_in_another_file() -> None:
    page = slip_page("SLIP-000001")
    assert (
        read(tiff_of(page, white_page()))[0].fingerprint == read(saved(page, "PNG"))[0].fingerprint
    )


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan_file_empty"),
        (b"Dear Sir or Madam", "scan_of_another_kind"),
        (b"%PDF-1.7 and nothing more", "scan_damaged"),
        (b"\xff\xd8\xff and nothing more", "scan_damaged"),
        (b"II*\x00 and nothing more", "scan_damaged"),
        (jpeg_of(slip_page("SLIP-000001"))[:9_000], "scan_damaged"),
    ],
    ids=["empty", "letter", "pdf", "jpeg", "tiff", "half"],
)
def test_what_cannot_be_opened(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_tiff_with_a_damaged_page_gives_the_others() -> None:
    whole = tiff_of(slip_page("SLIP-000001"), slip_page("SLIP-000002"))
    with opened_scan("stack.tif", whole[: len(whole) * 3 // 4]) as scan:
        assert scan.page(1).number == 1


def test_a_locked_pdf_says_what_to_do() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.showPage()
    canvas.save()
    assert code_of(buffer.getvalue()) == "scan_locked"


def test_an_enormous_page_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_DOTS", 1_000)
    assert code_of(saved(Image.new("L", (50, 50)), "PNG"), "large.png") == "scan_too_many_dots"
    assert code_of(tiff_of(Image.new("L", (50, 50))), "large.tif") == "scan_too_many_dots"


def test_an_enormous_picture_that_its_reader_itself_refuses() -> None:
    huge = saved(Image.new("1", (20_000, 20_000)), "PNG")
    assert code_of(huge, "bomb.png") == "scan_too_many_dots"


def test_an_enormous_pdf_page_is_drawn_no_larger_than_is_read() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 9_000)
    buffer = BytesIO()
    document.save(buffer)
    (page,) = read(buffer.getvalue())
    assert max(page.picture.size) <= 3_301


def test_too_many_pages_and_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf_of(white_page(), white_page(251))
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    assert code_of(content) == "scan_too_many_pages"
    monkeypatch.setattr(pages, "LARGEST_FILE", len(content) - 1)
    assert code_of(content) == "scan_too_large"


def test_a_page_of_letter_size_is_read_at_300_dots_an_inch() -> None:
    (page,) = read(pdf_of(white_page()))
    assert page.picture.width == pytest.approx(LETTER[0] * 2, abs=2)
