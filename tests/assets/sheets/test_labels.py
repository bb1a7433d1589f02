"""Labels read back from the PDF: by a barcode reader as printers set them, and by text."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL.Image import Image

from dmedesk.assets.rules.labels import LabelLayout, layouts
from dmedesk.assets.sheets.labels import label_pdf
from tests.assets.sheets.specimens import LABELS, SHOP
from tests.printing.reading import overlapping, read

PRINTERS = (150, 203, 300)
BARS, MATRIX = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix
by_layout = pytest.mark.parametrize("layout", layouts().values(), ids=list(layouts()))


def printed(pdf: bytes, layout: LabelLayout, dots: int, *, start: int = 1) -> Iterator[Image]:
    """Each label as a printer of so many dots an inch sets it, from the first one on."""
    document = pypdfium2.PdfDocument(pdf)
    scale = dots / 72
    for page in range(len(document)):
        image = document[page].render(scale=scale).to_pil().convert("L")
        for place in range(start - 1 if page == 0 else 0, layout.a_page):
            x, y = layout.corner(place)
            edges = (x, y, x + layout.width, y + layout.height)
            left, top, right, bottom = (round(edge * scale) for edge in edges)
            yield image.crop((left, top, right, bottom))
    document.close()


def scanned(image: Image) -> dict[zxingcpp.BarcodeFormat, str]:
    return {code.format: code.text for code in zxingcpp.read_barcodes(image)}


@by_layout
@pytest.mark.parametrize("dots", PRINTERS)
def test_both_codes_of_every_label_are_read(layout: LabelLayout, dots: int) -> None:
    pdf = label_pdf(LABELS, layout, SHOP)
    codes = {MATRIX, BARS} if layout.has_bars else {MATRIX}
    for label, image in zip(LABELS, printed(pdf, layout, dots), strict=False):
        assert scanned(image) == dict.fromkeys(codes, label.serial)


@by_layout
def test_a_label_says_what_it_is_and_whom_to_call(layout: LabelLayout) -> None:
    text = "".join(page.text for page in read(label_pdf(LABELS, layout, SHOP)))
    for label in LABELS:
        assert label.serial in text
        assert label.inventory_no in text
        assert label.product.split(",")[0][:7] in text
    assert text.count(SHOP.phone) == len(LABELS)


@by_layout
def test_a_part_used_sheet_is_begun_where_it_has_labels_left(layout: LabelLayout) -> None:
    start = layout.a_page
    pdf = label_pdf(LABELS, layout, SHOP, start=start)
    images = printed(pdf, layout, 300, start=start)
    found = [scanned(one)[MATRIX] for one, _ in zip(images, LABELS, strict=False)]
    assert found == [label.serial for label in LABELS]
    assert len(read(pdf)) == (len(LABELS) if layout.a_page == 1 else 2)


@by_layout
def test_nothing_leaves_its_label(layout: LabelLayout) -> None:
    many = [replace(LABELS[0], serial=f"06AE{number:06}") for number in range(layout.a_page)]
    (page,) = read(label_pdf(many, layout, SHOP))
    boxes = [one.box for one in page.letters] + [one.box for one in page.drawn]
    corners = [layout.corner(place) for place in range(layout.a_page)]
    # pdfium measures from the top of a letter page; a roll's label begins as much lower.
    lower = 792 - layout.page_height
    for box in boxes:
        assert any(
            x <= box.left
            and box.right <= x + layout.width
            and y <= box.top - lower
            and box.bottom - lower <= y + layout.height
            for x, y in corners
        )
    assert list(overlapping(page.letters)) == []


@settings(max_examples=60, deadline=None)
@given(
    serial=st.text(alphabet="ABCXYZ0123456789-/. ", min_size=1, max_size=24).filter(str.strip),
    layout=st.sampled_from(list(layouts().values())),
)
def test_any_serial_is_scanned_as_it_is(serial: str, layout: LabelLayout) -> None:
    label = replace(LABELS[0], serial=serial)
    (image,) = list(printed(label_pdf([label], layout, SHOP), layout, 203))[:1]
    assert scanned(image).get(MATRIX) == serial


def test_there_is_no_sheet_without_labels_and_none_beyond_its_end() -> None:
    layout = layouts()["avery5160"]
    for labels, start in (((), 1), (LABELS, 0), (LABELS, 31)):
        with pytest.raises(ValueError, match="labels from"):
            label_pdf(labels, layout, SHOP, start=start)


@by_layout
def test_the_same_labels_are_the_same_bytes(layout: LabelLayout) -> None:
    assert label_pdf(LABELS, layout, SHOP) == label_pdf(LABELS, layout, SHOP)
