"""Papers bound into one, every page stamped; pictures on pages; what cannot be printed."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from dmedesk.kit.errors import Refused
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.scans.binding import as_pages, bound, can_print
from tests.printing.reading import opened, read

LONG = notice_pdf("Long", "\n".join(f"Line {number}" for number in range(2_000)), received="")
SHORT = notice_pdf("Short", "One page", received="")


def _picture(form: str, *, size: tuple[int, int] = (400, 300), mode: str = "RGB") -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, form)
    return written.getvalue()


def test_every_page_bears_its_number_also_of_a_long_part() -> None:
    _content, count = as_pages(LONG, "application/pdf")
    assert count > 16
    whole = bound(iter([SHORT, LONG]), go_on=lambda: True)
    pages = read(whole)
    assert len(pages) == count + 1
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {count + 1}" in page.text
    assert "Line 1999" in pages[-1].text


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_the_number_stands_upright_at_the_lower_edge_of_a_turned_page(quarters: int) -> None:
    with opened(SHORT) as document:
        document[0].set_rotation(90 * quarters)
        turned = BytesIO()
        document.save(turned)
    whole = bound(iter([turned.getvalue()]), go_on=lambda: True)
    with opened(whole) as document, opened(turned.getvalue()) as before:
        page = document[0].render(scale=1, grayscale=True).to_pil()
        plain = before[0].render(scale=1, grayscale=True).to_pil()
    wide, high = page.size
    changed = [
        (x, y)
        for y in range(high)
        for x in range(wide)
        if abs(page.getpixel((x, y)) - plain.getpixel((x, y))) > 60
    ]
    assert changed
    across, down = zip(*changed, strict=True)
    assert high - 24 < min(down)
    assert max(down) < high - 8
    assert abs((min(across) + max(across)) / 2 - wide / 2) < 12
    assert max(across) - min(across) > max(down) - min(down)


@pytest.mark.parametrize(
    ("form", "media", "mode"),
    [
        ("PNG", "image/png", "RGBA"),
        ("JPEG", "image/jpeg", "RGB"),
        ("TIFF", "image/tiff", "1"),
        ("GIF", "image/gif", "P"),
    ],
)
def test_a_picture_becomes_a_page(form: str, media: str, mode: str) -> None:
    content, count = as_pages(_picture(form, mode=mode), media)
    assert count == 1
    (page,) = read(content)
    assert [one.kind for one in page.drawn] == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    with opened(content) as document:
        assert document[0].get_size() == (792, 612)


def test_every_frame_of_a_tiff_is_a_page_and_high_ones_stand() -> None:
    written = BytesIO()
    frames = [Image.new("L", (300, 400)) for _ in range(3)]
    frames[0].save(written, "TIFF", save_all=True, append_images=frames[1:])
    content, count = as_pages(written.getvalue(), "image/tiff")
    assert count == 3
    with opened(content) as document:
        assert document[2].get_size() == (612, 792)


@pytest.mark.parametrize(
    ("content", "media", "said"),
    [
        (b"%PDF-1.7 no", "application/pdf", "damaged"),
        (b"\x89PNG\r\n\x1a\nno", "image/png", "damaged"),
        (b"PK", "text/plain", "kind"),
    ],
    ids=["pdf", "picture", "text"],
)
def test_what_cannot_be_printed_says_why(content: bytes, media: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        as_pages(content, media)
    (finding,) = refused.value.findings
    assert finding.code == "not_printable"
    assert said in finding.message
    assert can_print(media) is (media != "text/plain")


def test_it_ends_where_it_is_told_to() -> None:
    told = iter([True, False])
    assert bound(iter([SHORT, SHORT]), go_on=lambda: next(told)) == b""
