"""The worked examples of ``docs/formats/price.md`` are answered as they stand there."""

import re
from pathlib import Path

import pytest

from dmedesk.rates.wire import answer

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "price.md"
EXAMPLES = re.findall(r"^    > (.+)\n    < (.+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize(("asked", "answered"), EXAMPLES)
def test_an_example_is_answered_as_it_stands(asked: str, answered: str) -> None:
    assert answer(asked.encode()) == answered
