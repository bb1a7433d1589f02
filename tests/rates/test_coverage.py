"""``coverage.toml`` against the code: which paragraph is computed, where, and by which tests."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import dmedesk.rates

PACKAGE = Path(dmedesk.rates.__file__).parent
TESTS = Path(__file__).parent
CLAUSES: list[dict[str, Any]] = tomllib.loads((PACKAGE / "coverage.toml").read_text("utf-8"))[
    "clause"
]
LISTED = {(clause["text"], clause["paragraph"]): clause for clause in CLAUSES}
IMPLEMENTED = {place: clause for place, clause in LISTED.items() if "modules" in clause}

Place: TypeAlias = tuple[str, str]

TEXTS = (
    *("101 CMR 322.01", "101 CMR 322.02", "101 CMR 322.03", "101 CMR 322.06"),
    *("130 CMR 409.420", "130 CMR 427.426", "42 USC 1395m"),
    *("Noridian, modifiers", "HCPCS Level II, CMS"),
)
TEXT = "|".join(re.escape(text) for text in TEXTS)
PART = r"(?:\((?:\d{1,2}|[a-z]|[A-Z]|i{1,3}|I{1,3})\))+(?:\d{1,2}[a-z]?(?:\.[a-z])?)?"
FORM = re.compile(
    rf"(?:{TEXT})(?:{PART})?"
    rf"(?:(?:, |; | to | and | against )(?:(?:{TEXT})?(?:{PART})|{TEXT}|\d{{1,2}}"
    r"|adjusted acquisition cost))*"
)
# What stands in parentheses right after a text is its paragraph; of the Code also (a).
PARAGRAPH = {
    "101 CMR 322.03": re.compile(r"\(\d{1,2}\)"),
    "101 CMR 322.01": re.compile(r"\(\d{1,2}\)"),
    "101 CMR 322.02": re.compile("adjusted acquisition cost|standard markup"),
    "130 CMR 409.420": re.compile(r"\([A-Z]\)"),
    "130 CMR 427.426": re.compile(r"\([A-Z]\)"),
    "42 USC 1395m": re.compile(r"\(a\)\(\d\)"),
}


def places_of(citation: str) -> Iterator[Place]:
    """The paragraphs that a citation names, its short forms included: ``(3)(c)2, (4)(b)3``."""
    for found in re.finditer(rf"({TEXT})(.*?)(?={TEXT}|$)", citation):
        text, rest = found.groups()
        named = PARAGRAPH[text].findall(rest) if text in PARAGRAPH else []
        yield from ((text, paragraph) for paragraph in named or [""])


def citations_in_parameters() -> set[str]:
    def within(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("citation", "regulation"):
                    yield inner
                yield from within(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from within(inner)

    files = (PACKAGE / "parameters").glob("*.toml")
    return {text for path in files for text in within(tomllib.loads(path.read_text("utf-8")))}


def citations_in_python() -> set[str]:
    """Every text in the engine that begins as a citation does, but for docstrings."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        nodes = list(ast.walk(tree))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        constants = [node for node in nodes if isinstance(node, ast.Constant)]
        found |= {
            node.value
            for node in constants
            if id(node) not in docstrings
            and isinstance(node.value, str)
            and node.value.startswith(TEXTS)
        }
    return found


def places_of_cases(name: str) -> set[Place]:
    """The paragraphs that the cases of a file name as their clauses."""
    cases = tomllib.loads((TESTS / name).read_text("utf-8"))["case"]
    return {place for case in cases for place in places_of(case["clause"])}


CITATIONS = sorted(citations_in_parameters() | citations_in_python())


def test_every_paragraph_stands_there_once() -> None:
    assert len(LISTED) == len(CLAUSES)
    own = [paragraph for text, paragraph in LISTED if text == "101 CMR 322.03"]
    assert own == [f"({number})" for number in range(1, 21)]


@pytest.mark.parametrize("place", LISTED, ids=lambda place: f"{place[0]}{place[1]}")
def test_an_entry_says_what_why_and_where(place: Place) -> None:
    clause = LISTED[place]
    keys = {"text", "paragraph", "title", "status", "why"}
    if clause["status"] == "implemented":
        assert keys | {"modules", "tests"} <= clause.keys() <= keys | {"modules", "tests", "open"}
        assert clause["modules"]
        assert clause["tests"]
    else:
        assert clause["status"] in ("no_arithmetic", "open")
        assert clause.keys() == keys
    assert all(clause[key] and "\n" not in clause[key] for key in ("title", "why"))


@pytest.mark.parametrize("place", IMPLEMENTED, ids=lambda place: f"{place[0]}{place[1]}")
def test_what_is_implemented_has_its_modules_and_tests(place: Place) -> None:
    text, paragraph = place
    for name in IMPLEMENTED[place]["modules"]:
        assert (PACKAGE / name).is_file(), name
    if text == "101 CMR 322.03":
        number = int(paragraph.strip("()"))
        modules = {Path(name).name[:4] for name in IMPLEMENTED[place]["modules"]}
        assert f"s{number:02d}_" in modules
    for name in IMPLEMENTED[place]["tests"]:
        if name.endswith(".toml"):
            assert {place, (text, "")} & places_of_cases(name), name
        else:
            assert (TESTS / name).is_file(), name


def test_every_paragraphs_module_stands_in_its_paragraph() -> None:
    """``s18_capped_rental.py`` is the module of (18); what helps several stands in one of them."""
    for path in sorted((PACKAGE / "ma_101_cmr_322").glob("s[0-9][0-9]_*.py")):
        clause = LISTED["101 CMR 322.03", f"({int(path.name[1:3])})"]
        assert clause["status"] == "implemented", path.name
        assert f"ma_101_cmr_322/{path.name}" in clause["modules"]
    listed = {name for clause in IMPLEMENTED.values() for name in clause["modules"]}
    for folder in ("ma_101_cmr_322", "medicare"):
        modules = {path.name for path in (PACKAGE / folder).glob("*.py")} - {"__init__.py"}
        assert {f"{folder}/{name}" for name in modules} <= listed


def test_every_file_of_cases_is_the_test_of_some_paragraph() -> None:
    """Cases of the format's own sentences cite no paragraph."""
    named = {name for clause in IMPLEMENTED.values() for name in clause["tests"]}
    files = {f"cases/{path.name}" for path in (TESTS / "cases").glob("*.toml")}
    citing = {name for name in files if places_of_cases(name)}
    assert citing - named == {"cases/not_expressible.toml"}


@pytest.mark.parametrize("citation", CITATIONS)
def test_a_citation_has_its_form_and_names_a_listed_paragraph(citation: str) -> None:
    assert FORM.fullmatch(citation)
    listed_texts = {text for text, _ in LISTED}
    for text, paragraph in places_of(citation):
        assert (text, paragraph) in LISTED or (not paragraph and text in listed_texts)


def test_every_implemented_paragraph_is_cited_and_no_other() -> None:
    cited = {place for citation in CITATIONS for place in places_of(citation)}
    assert IMPLEMENTED.keys() <= cited
    duties = {place for place, clause in LISTED.items() if clause["status"] == "no_arithmetic"}
    assert not duties & cited


@pytest.mark.parametrize(
    ("citation", "places"),
    [
        ("101 CMR 322.03(18)(a)2, (b)2", [("101 CMR 322.03", "(18)")]),
        (
            "101 CMR 322.03(6)(a) against (6)(f) and (18)",
            [("101 CMR 322.03", paragraph) for paragraph in ("(6)", "(6)", "(18)")],
        ),
        ("42 USC 1395m(a)(7)(A)(i)(II)", [("42 USC 1395m", "(a)(7)")]),
        ("101 CMR 322.06", [("101 CMR 322.06", "")]),
        (
            "130 CMR 427.426(C) against 101 CMR 322.03(14)",
            [("130 CMR 427.426", "(C)"), ("101 CMR 322.03", "(14)")],
        ),
    ],
)
def test_how_a_citation_is_read(citation: str, places: list[Place]) -> None:
    assert list(places_of(citation)) == places


@pytest.mark.parametrize(
    "citation",
    [
        *("322.03(1)", "101 CMR 322.3(1)", "101 CMR 322.03 (1)", "101 CMR 322.03(1)(a"),
        *("101 CMR 322.07", "42 U.S.C. 1395m(a)", "101 CMR 322.03(18)a", "101 CMR 322.03(123)"),
        *("see 101 CMR 322.03(1)", "101 CMR 322.03(1);", ""),
    ],
)
def test_what_is_no_citation(citation: str) -> None:
    assert not FORM.fullmatch(citation)
