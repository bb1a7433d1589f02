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
