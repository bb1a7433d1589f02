"""The project's own papers: pins, dependencies, and nothing of the machine it was made on."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT

TEXT_FILES = {".cfg", ".csv", ".ini", ".mako", ".md", ".py", ".sh", ".toml", ".txt"}
OWN_FOLDERS = (".ci", "db", "dmedesk", "docs", "packaging", "resources", "tests")
PIN_FILES = (ROOT / "requirements.txt", ROOT / "packaging" / "requirements.txt")
"""What the program and its checks stand on, and what builds its packages."""

# Somebody's home or disk: the project must run from wherever it is unpacked. Ann is nobody.
_MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home/(?!ann/)|root/|Users/|work/|opt/)\w")


def _pins(*files: Path) -> list[str]:
    """Each requirement of some files (all) with its hashes, on one line."""
    texts = [file.read_text(encoding="utf-8").replace("\\\n", " ") for file in files or PIN_FILES]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _normal(name: str) -> str:
    """A package's name as registries compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return _normal(found.group())


def _settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _direct() -> set[str]:
    settings = _settings()
    project = settings["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *settings["dependency-groups"]["dev"]]
    return {_name(one) for one in [*wanted, *(one for extra in extras for one in extra)]}


def _own_texts() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT_FILES)
    for folder in OWN_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and (path.suffix in TEXT_FILES or not path.suffix):
                yield path


def test_every_pin_has_a_version_and_a_hash() -> None:
    weak = [pin for pin in _pins() if "==" not in pin or "--hash=sha256:" not in pin]
    assert weak == []


def test_packages_are_built_of_what_was_tested() -> None:
    tested, built = (
        {_name(pin): pin.split(" --hash")[0].split(" ;")[0] for pin in _pins(file)}
        for file in PIN_FILES
    )
    shared = tested.keys() & built.keys()
    assert {name: built[name] for name in shared} == {name: tested[name] for name in shared}
    assert {_name(one) for one in _settings()["project"]["dependencies"]} <= shared


@pytest.mark.parametrize("file", PIN_FILES, ids=lambda file: file.parent.name)
def test_requirements_hold_no_address(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"https?:|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", text) == []


def test_every_direct_dependency_is_pinned() -> None:
    assert _direct() <= {_name(pin) for pin in _pins()}


def test_every_pinned_package_stands_in_the_list_of_dependencies() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = {_normal(name) for name in re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE)}
    pinned = {_name(pin) for pin in _pins()}
    assert {"missing": pinned - listed, "stale": listed - pinned} == {
        "missing": set(),
        "stale": set(),
    }


def test_no_text_names_a_place_on_somebodys_disk() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _own_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _MACHINE_PATH.search(line)
    ]
    assert found == []


def _anchors(document: Path) -> set[str]:
    """The headings of a document, as links to them are written."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def _leads_somewhere(document: Path, link: str) -> bool:
    place, _, anchor = link.partition("#")
    target = document.parent / place if place else document
    return target.exists() and (not anchor or anchor in _anchors(target))


def test_links_in_the_documents_lead_somewhere() -> None:
    documents = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents
        for link in re.findall(r"\]\(([^):]+)\)", document.read_text(encoding="utf-8"))
        if not _leads_somewhere(document, link)
    ]
    assert broken == []
