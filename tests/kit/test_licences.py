"""Everything that is shipped is named with its licence and its text."""

import re
import tomllib

from dmedesk.kit.licences import licences, version
from tests.architecture.source import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[>=;]", name)[0].strip()).lower()


def test_the_program_comes_first_with_its_version() -> None:
    own = licences()[0]
    assert (own.name, own.version, own.terms) == ("dmedesk", version(), "Apache-2.0")
    assert version() == SETTINGS["version"]


def test_everything_that_the_program_needs_is_there() -> None:
    named = {_normal(one.name) for one in licences()}
    assert {_normal(one) for one in SETTINGS["dependencies"]} <= named
    assert {"shiboken6", "mako", "six"} <= named, "what they bring along is shipped too"
    assert {"pytest", "mypy", "hypothesis"} & named == set(), "tools are not"


def test_each_has_terms_and_a_text() -> None:
    assert [one.name for one in licences() if not one.terms or len(one.text) < 200] == []


def test_qt_comes_under_the_library_licence() -> None:
    (qt,) = [one for one in licences() if one.name.lower() == "pyside6_essentials"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
