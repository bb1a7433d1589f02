"""``docs/rate-engine.md`` runs as it stands, and its table of readings is the program's."""

import doctest
import re
from pathlib import Path

import pytest

from dmedesk.rates import wire
from dmedesk.rates.law import default_readings, reading_options

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rate-engine.md"
TEXT = PAGE.read_text("utf-8")
EXPLAINED = re.compile(
    r"^    \$ echo '(.+)' \| dmedesk price --explain\n((?:    .*\n|\n)+)", re.MULTILINE
)
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)


def test_the_examples_in_python_run_as_they_stand() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted >= 25
    assert results.failed == 0


def test_the_explained_line_is_explained_as_it_stands() -> None:
    ((line, page),) = EXPLAINED.findall(TEXT)
    shown = "".join(shown.removeprefix("    ") for shown in page.splitlines(keepends=True))
    assert wire.explained(line).rstrip() == shown.rstrip()


def test_the_table_lists_every_reading_with_its_default_first() -> None:
    listed = {name: re.findall(r"`(\w+)`", options) for name, options in ROW.findall(TEXT)}
    assert listed == {name: list(options) for name, options in reading_options().items()}
    assert {name: options[0] for name, options in listed.items()} == default_readings("masshealth")


def test_medicares_other_default_is_marked() -> None:
    differing = {
        name: option
        for name, option in default_readings("medicare").items()
        if option != default_readings("masshealth")[name]
    }
    marked = re.findall(r"^\| `(\w+)` .*`(\w+)` \(Medicare's default\)", TEXT, re.MULTILINE)
    assert dict(marked) == differing


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)", TEXT))))
def test_a_link_leads_somewhere(link: str) -> None:
    assert (PAGE.parent / link).is_file()
