"""What a shop may be called, and which logo it may have."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from dmedesk.kit.errors import Refused
from dmedesk.shop.rules.letterhead import LARGEST_LOGO, company_name, logo_name
from tests.printing.papers import png


def test_words_are_kept_with_single_spaces() -> None:
    assert company_name("  Example \t Medical ") == "Example Medical"


@pytest.mark.parametrize("text", ["", "   ", "a\x07b"])
def test_nothing_to_print_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        company_name(text)
    assert refused.value.findings[0].code == "company_name_missing"


def test_a_name_is_as_long_as_any_text_of_a_file() -> None:
    assert company_name("x" * 200) == "x" * 200
    with pytest.raises(Refused) as refused:
        company_name("x" * 201)
    assert refused.value.findings[0].code == "company_name_too_long"


def test_a_logo_is_known_by_its_bytes() -> None:
    content = png(8, 3)
    assert logo_name(content) == f"{sha256(content).hexdigest()}.png"
    assert logo_name(_picture("JPEG")).endswith(".jpg")


def _picture(kind: str, size: tuple[int, int] = (8, 3)) -> bytes:
    stream = BytesIO()
    Image.new("L", size).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "logo_unreadable"),
        (b"no picture", "logo_unreadable"),
        (_picture("GIF"), "logo_unreadable"),
        (_picture("PNG", (200, 200))[:-60], "logo_unreadable"),
        (_picture("PNG", (4001, 1)), "logo_too_large"),
        (png(8, 3) + bytes(LARGEST_LOGO), "logo_too_large"),
    ],
)
def test_what_papers_cannot_bear_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        logo_name(content)
    assert refused.value.findings[0].code == code


def test_a_logo_may_be_as_large_as_the_limits() -> None:
    assert logo_name(_picture("PNG", (4000, 1)))
    picture = png(8, 3)
    assert logo_name(picture + bytes(LARGEST_LOGO - len(picture)))
