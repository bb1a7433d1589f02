"""Page numbers on pages of every make: contents in one stream, in several, none."""

from io import BytesIO

import pypdfium2
import pytest

from dmedesk.scans.binding import bound
from dmedesk.scans.objects import INFO, SavedFile
from dmedesk.scans.stamping import stamped
from tests.printing.reading import opened, read

_STREAM = "<</Length 43>>stream\nBT /F1 12 Tf 100 700 Td (Its own text) Tj ET\nendstream"
_HEAD = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
_FONTS = "<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>"


def _pdf(page: str, *others: str) -> bytes:
    """A file of one page, and the further objects from 4 on."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    made, places = BytesIO(), []
    made.write(b"%PDF-1.7\n")
    for number, body in enumerate((*objects, *others), start=1):
        places.append(made.tell())
        made.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    table = made.tell()
    made.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
    made.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    made.write(f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\n".encode())
    made.write(f"startxref\n{table}\n%%EOF\n".encode())
    return made.getvalue()


@pytest.mark.parametrize(
    ("page", "others", "own"),
    [
        (f"{_HEAD}/Contents 4 0 R/Resources<</Font {_FONTS}>>>>", (_STREAM,), True),
        (f"{_HEAD}/Contents[4 0 R]/Resources<</Font 5 0 R>>>>", (_STREAM, _FONTS), True),
        (
            f"{_HEAD}/Contents 6 0 R/Resources 5 0 R>>",
            (_STREAM, f"<</Font {_FONTS}>>", "[4 0 R]"),
            True,
        ),
        (
            f"{_HEAD}/Contents 4 0 R/Resources<</G<</X<</Font[7 0 R 9]>>>>/Font {_FONTS}>>>>",
            (_STREAM,),
            True,
        ),
        (f"{_HEAD}/Resources<<>>>>", (), False),
        (f"{_HEAD}>>", (), False),
    ],
    ids=["one stream", "a list", "named", "a font within", "no contents", "nothing"],
)
def test_what_a_page_had_stays_and_its_number_is_added(
    page: str, others: tuple[str, ...], own: bool
) -> None:
    whole = bound(iter([_pdf(page, *others)] * 2), go_on=lambda: True)
    first, second = read(whole)
    assert ("Its own text" in first.text) is own
    assert "1 of 2" in first.text
    assert "2 of 2" in second.text


def test_the_table_is_read_again_after_each_change() -> None:
    whole = bound(iter([_pdf(f"{_HEAD}>>")]), go_on=lambda: True)
    again = SavedFile(whole)
    number = again.add(b"<</Own(a \\) b)>>")
    assert again.body(number) == b"<</Own(a \\) b)>>"
    again.put(again.number(INFO), b"<</Title(T)>>")
    with opened(again.end()) as document:
        assert document.get_metadata_dict()["Title"] == "T"
        assert len(document) == 1


def test_many_pages_are_numbered_through() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(1_001):
        document.new_page(200, 100).close()
    kept = BytesIO()
    document.save(kept)
    document.close()
    assert "1,001 of 1,001" in read(stamped(kept.getvalue()))[-1].text
