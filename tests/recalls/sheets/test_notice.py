"""The notice as text and as a picture, on pages of its own."""

from io import BytesIO

import pytest
from PIL import Image

from dmedesk.kit.errors import Refused
from dmedesk.recalls.sheets.notice import notice_pdf, picture_pdf
from tests.printing.reading import read


def test_a_long_text_runs_over_pages() -> None:
    text = "\n\n".join(f"Paragraph {number} of the notice." for number in range(90))
    pages = read(notice_pdf("RCL-1", text, received="Received 2026-10-01"))
    assert len(pages) > 1
    whole = " ".join(page.text for page in pages)
    assert all(f"Paragraph {number} of" in whole for number in range(90))
    assert all("Copy of the notice: RCL-1" in page.text for page in pages)
    assert all("Received 2026-10-01" in page.text for page in pages)


def test_a_picture_is_one_page() -> None:
    picture = BytesIO()
    Image.new("RGB", (600, 900), "white").save(picture, "PNG")
    (page,) = read(picture_pdf("RCL-1", picture.getvalue(), received="Received 2026-10-01"))
    assert "Copy of the notice" in page.text
    with pytest.raises(Refused):
        picture_pdf("RCL-1", b"no picture", received="")
