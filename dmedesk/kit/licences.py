"""What the program is made of, and under whose terms: read from what is installed or shipped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from dmedesk.kit import paths

PROGRAM = "dmedesk"
_TERMS = re.compile(
    r"\.dist-info/(licen[cs]es/.+|(licen[cs]e|copying|copyright|notice)[^/]*)$", re.IGNORECASE
)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_OWN_FOLDERS = (
    ("Typefaces Inter and Liberation Sans", "fonts", "OFL-1.1"),
    ("Icons of Lucide", "icons", "ISC"),
)
_TOOLS_ONLY = "extra =="


@dataclass(frozen=True, slots=True)
class Licence:
    """One part of the program: its name, version (may be empty), the licence's name, its texts."""

    name: str
    version: str
    terms: str
    text: str


def version() -> str:
    """The program's own version."""
    return distribution(PROGRAM).version


def licences() -> tuple[Licence, ...]:
    """The program first, then what it is shipped with, typefaces and icons too, by name."""
    own, *others = [_licence(found) for found in _shipped()]
    folders = [_of_folder(*one) for one in _OWN_FOLDERS]
    return (own, *sorted((*others, *folders), key=lambda one: one.name.lower()))


def _shipped() -> Iterator[Distribution]:
    """The program and all that it needs, each once; what is not installed here is not shipped."""
    seen: set[str] = set()
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop(0)
        normal = re.sub(r"[-_.]+", "-", name).lower()
        if normal in seen:
            continue
        seen.add(normal)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield found
        waiting += [_named(one) for one in found.requires or () if _is_needed(name, one)]


def _named(requirement: str) -> str:
    matched = _NAME.match(requirement)
    return matched.group() if matched else ""


def _is_needed(by: str, requirement: str) -> bool:
    """A package's extras are for others, but the program's own are shipped with it."""
    return _TOOLS_ONLY not in requirement or by == PROGRAM or "binary" in requirement


def _licence(found: Distribution) -> Licence:
    return Licence(found.metadata["Name"], found.version, _terms(found), _texts(found))


def _terms(found: Distribution) -> str:
    said = found.metadata
    terms = said["License-Expression"] or _classified(said.get_all("Classifier") or [])
    return terms or said["License"] or "see its text"


def _classified(classifiers: list[str]) -> str:
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    return ", ".join(named)


def _texts(found: Distribution) -> str:
    """The texts that came with it; the library licence where it only names that."""
    files = [file for file in found.files or () if _TERMS.search(file.as_posix())]
    places = [Path(str(file.locate())) for file in files]
    if not files and "LGPL-3.0" in _terms(found):
        places = sorted((paths.resources() / "licences").glob("*GPL-3.0.txt"), reverse=True)
    return "\n\n".join(
        place.read_text(encoding="utf-8", errors="replace") for place in places if place.is_file()
    )


def _of_folder(title: str, name: str, terms: str) -> Licence:
    places = sorted(paths.resources().joinpath(name).glob("*.txt"))
    return Licence(title, "", terms, "\n\n".join(one.read_text("utf-8") for one in places))
