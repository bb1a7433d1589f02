"""Papers made with one function of ``printing`` at a time, to be read back."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from dmedesk.printing.sheet import Sheet
from tests.printing.reading import PageRead, read


def page_with(draw: Callable[[Sheet], object]) -> PageRead:
    """The one page on which ``draw`` drew."""
    sheet = Sheet(title="Test", author="Test")
    draw(sheet)
    (page,) = read(sheet.finish())
    return page


def png(width: int, height: int) -> bytes:
    """A picture of that many dots."""
    made = BytesIO()
    Image.new("RGBA", (width, height), (10, 10, 10, 128)).save(made, "PNG")
    return made.getvalue()
