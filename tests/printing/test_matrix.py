"""DataMatrix symbols: read back by a reader from the drawn modules."""

import pypdfium2
import pytest
import zxingcpp

from dmedesk.printing.matrix import modules, runs
from dmedesk.printing.sheet import Sheet


@pytest.mark.parametrize("text", ["0521987", "WC-2210-X/77", "Łódź 12", "a" * 60])
def test_what_is_drawn_is_read(text: str) -> None:
    sheet = Sheet(title="Test", author="Test", size=(200, 200))
    sheet.modules(40, 40, 2.4, modules(text))
    document = pypdfium2.PdfDocument(sheet.finish())
    image = document[0].render(scale=203 / 72).to_pil()
    document.close()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [text]


def test_it_is_square() -> None:
    for length in range(1, 60):
        lines = modules("A" * length)
        assert {len(line) for line in lines} == {len(lines)}


def test_nothing_and_too_much_have_no_symbol() -> None:
    for text in ("", "A" * 4000):
        with pytest.raises(ValueError, match=r"."):
            modules(text)


def test_the_black_runs_of_a_row() -> None:
    assert list(runs((True, True, False, True))) == [(0, 2), (3, 1)]
    assert list(runs((False, False))) == []
