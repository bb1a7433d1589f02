"""The test page: a frame one inch from every edge, scales that are true, the shift in words."""

import pypdfium2

from dmedesk.printing.rulers import ruled_page

DPI = 254


def _page() -> bytes:
    return ruled_page(printer="Front desk", paper="Invoices", right_tenths=15, down_tenths=-20)


def test_it_names_printer_paper_and_shift() -> None:
    document = pypdfium2.PdfDocument(_page())
    text = document[0].get_textpage().get_text_bounded()
    assert "Invoices: printer Front desk, shift 1.5 mm right, -2.0 mm down" in text
    assert "100" in text
    document.close()


def test_the_frame_stands_one_inch_from_every_edge() -> None:
    document = pypdfium2.PdfDocument(_page())
    picture = document[0].render(scale=DPI / 72).to_pil().convert("L")
    document.close()
    ink = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    wide, high = picture.size
    assert ink is not None
    for found, wanted in zip(ink, (DPI, DPI, wide - DPI, high - DPI), strict=True):
        assert abs(found - wanted) <= 3


def test_it_is_the_same_bytes_every_time() -> None:
    assert _page() == _page()
