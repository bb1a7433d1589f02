"""What a shop may be called."""

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.shop.rules import company_name


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
