"""What is asked for when a fee file is taken, and what to tell about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dmedesk.catalog.rules.editions import CHOICE_KINDS, Edition
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.payment_classes import areas
from dmedesk.catalog.rules.reports import kind_words
from dmedesk.catalog.rules.words import AreaChoice, EditionKind
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity

_Choice = TypeVar("_Choice", bound=StrEnum)

_FILES_BY_ZIP = (
    EditionKind.CMS_RURAL_ZIP,
    EditionKind.CMS_FORMER_CBA_ZIP,
    EditionKind.CMS_FORMER_CBA,
)
"""What pricing by ZIP needs beside the fee schedule."""


class FileFormat(StrEnum):
    """Whose layout a fee file has."""

    CMS_DMEPOS = "cms-dmepos"
    DMEDESK = "dmedesk"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is taken. Without a format it is found by the header; without ``from_on`` the
    first day is the file's own.
    """

    file_format: FileFormat | None = None
    state: str = "MA"
    area: AreaChoice = AreaChoice.NON_RURAL
    from_on: date | None = None


def options_of(
    *, file_format: str | None, state: str, area: str, from_on: date | None
) -> ImportOptions:
    """The options as a person writes them: ``by-zip``, ``ma``, ``cms-dmepos``.

    Raises ``Refused`` with everything that is not among the choices.
    """
    findings: list[Finding] = []
    chosen = None
    if file_format is not None:
        chosen = _choice(FileFormat, file_format, "format", findings)
    where = _choice(AreaChoice, area.replace("-", "_"), "area", findings)
    if state.upper() not in areas():
        findings.append(_not_a_choice("state", state, "a state of the CMS files, such as MA"))
    if findings or where is None:
        raise Refused(findings)
    return ImportOptions(chosen, state.upper(), where, from_on)


def first_day(published: Published, options: ImportOptions, file_name: str) -> date:
    """The day from which a file of CMS is in force: as told, else the file's own.

    Raises ``Refused`` where neither is known for certain.
    """
    found = options.from_on or published.dated_on
    if found is None:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    code="no_first_day",
                    message="The file does not say from which day it is in force.",
                    subject=file_name,
                    remedy="Enter its first day, In force from (in a command --from).",
                )
            ]
        )
    return found


def refuse_first_day(options: ImportOptions, file_name: str) -> None:
    """Raise ``Refused`` where a first day is given for rows that carry their own."""
    if options.from_on is not None:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    code="days_stand_in_the_rows",
                    message="Every row of this file has a from_on of its own.",
                    subject=file_name,
                    remedy="Leave In force from empty (in a command --from), or change the rows.",
                )
            ]
        )


def notes_on(
    published: Published, taken: Edition, others: Mapping[EditionKind, Edition], file_name: str
) -> tuple[Finding, ...]:
    """What to know about a file of CMS; ``others`` are the files in force on its first day."""
    return tuple(_notes(published, taken, others, file_name))


def _notes(
    published: Published, taken: Edition, others: Mapping[EditionKind, Edition], file_name: str
) -> Iterator[Finding]:
    if published.dated_on not in (None, taken.from_on):
        yield Finding(
            Severity.NOTE,
            code="another_first_day",
            message=f"The file says {published.dated_on}; it is taken from {taken.from_on}.",
            subject=file_name,
        )
    if taken.kind not in CHOICE_KINDS or taken.area is not AreaChoice.BY_ZIP:
        return
    missing = [kind_words(kind) for kind in _FILES_BY_ZIP if kind not in others]
    if missing:
        yield Finding(
            Severity.WARNING,
            code="missing_for_zip",
            message=f"To price by ZIP these are still missing: {', '.join(missing)}.",
            subject=file_name,
            remedy="Import the files that CMS publishes with this one.",
        )
    older = [
        f"{kind_words(kind)} from {others[kind].from_on}"
        for kind in _FILES_BY_ZIP
        if kind in others and others[kind].from_on < taken.from_on
    ]
    if older:
        yield Finding(
            Severity.WARNING,
            code="older_for_zip",
            message=f"Older files are in force beside it: {', '.join(older)}.",
            subject=file_name,
            remedy="Import newer ones where CMS has published them.",
        )


def _choice(
    options: type[_Choice], text: str, what: str, findings: list[Finding]
) -> _Choice | None:
    try:
        return options(text)
    except ValueError:
        allowed = " or ".join(option.value.replace("_", "-") for option in options)
        findings.append(_not_a_choice(what, text, allowed))
        return None


def _not_a_choice(what: str, text: str, allowed: str) -> Finding:
    return Finding(
        Severity.STOP,
        code=f"bad_{what}",
        message=f"{text!r} is no {what}.",
        remedy=f"It is {allowed}.",
    )
