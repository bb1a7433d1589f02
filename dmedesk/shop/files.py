"""The files of the shop: letterhead, numbering, staff and ticks, policies, texts, closed days."""

import re
from collections.abc import Iterator, Mapping

from dmedesk.kit.cells import (
    Unreadable,
    day,
    identifier,
    last_day,
    moment,
    one_of,
    ordinal,
    text,
    verbatim,
    yes_or_no,
    zip_code,
)
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Column, Fault, RecordFile, Reference, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.shop.actions.company import INVOICE_NUMBERS
from dmedesk.shop.rules.numbering import prefix_is_possible
from dmedesk.shop.rules.policies import policy_findings
from dmedesk.shop.rules.rights import Right, Role
from dmedesk.shop.rules.texts import TextKind, text_findings

_PICTURE = re.compile(r"\w[\w .-]{0,120}\.(png|jpe?g)", re.IGNORECASE)


def series(cell: str) -> str:
    """A sequence of numbers that this program has."""
    if cell.casefold() != INVOICE_NUMBERS:
        raise Unreadable(
            "bad_choice", f"{cell!r} is not allowed here.", f"Write {INVOICE_NUMBERS}."
        )
    return INVOICE_NUMBERS


def prefix(cell: str) -> str:
    """What stands before the digits of a number; papers are files of that name."""
    if not prefix_is_possible(cell):
        raise Unreadable(
            "bad_prefix",
            f"{cell!r} cannot stand before a number.",
            "Write at most 20 letters, digits, dots, hyphens or underscores, the last no digit.",
        )
    return cell


def picture(cell: str) -> str:
    """The name of a picture's file, which lies in the folder ``logos`` beside the files."""
    if _PICTURE.fullmatch(cell) is None:
        raise Unreadable(
            "bad_logo",
            f"{cell!r} is not the name of a picture.",
            "Put a PNG or JPEG file into the folder logos, and write its name, such as logo.png.",
        )
    return cell


COMPANY = RecordFile(
    "company",
    columns=(
        Column("from_on", day, required=True),
        Column("name", text, required=True),
        Column("address1", text),
        Column("address2", text),
        Column("city", text),
        Column("state", text),
        Column("zip", zip_code),
        Column("phone", identifier),
        Column("npi", identifier),
        Column("logo", picture),
    ),
    key=("from_on",),
)
"""One row a version of the letterhead, in force from its day until the next one's."""


def letterhead_said(cells: Mapping[str, str]) -> Values:
    """Words for a letterhead by the columns of ``company.csv``; an empty one clears what was there.

    Raises ``Refused`` with a finding for each that cannot be printed.
    """
    said: dict[str, object] = {}
    findings = []
    for column in COMPANY.columns:
        cell = cells.get(column.name, "").strip()
        try:
            if column.name in cells:
                said[column.name] = column.read(cell) if cell else None
        except Unreadable as error:
            findings.append(
                Finding(Severity.STOP, error.code, error.message, column.name, error.remedy)
            )
    if findings:
        raise Refused(findings)
    return said


NUMBERING = RecordFile(
    "numbering",
    columns=(
        Column("series", series, required=True),
        Column("prefix", prefix, empty=""),
        Column("next_number", ordinal, required=True),
        Column("width", ordinal, required=True),
    ),
    key=("series",),
)
"""One row a sequence: invoices and credits share the one called ``invoices``."""

STAFF = RecordFile(
    "staff",
    columns=(
        Column("name", text, required=True),
        Column("role", one_of(Role), required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
    ),
    key=("name",),
    check=from_before_until,
)
"""One row a person. PINs stay where they are: after an import everybody chooses a new one."""

RIGHTS = RecordFile(
    "rights",
    columns=(
        Column("role", one_of(Role), required=True),
        Column("right", one_of(Right), required=True),
        Column("ticked", yes_or_no, required=True),
    ),
    key=("role", "right"),
)
"""One row a tick that was set or taken off; all else is as the roles are ready-made."""


def _of_policy(values: Values) -> Iterator[Fault]:
    if {"policy", "value", "regime", "payer_code", "why"} <= values.keys():
        found = policy_findings(
            values["policy"] or "",
            values["value"] or "",
            regime=values["regime"] or "",
            payer_code=values["payer_code"] or "",
            why=values["why"] or "",
        )
        for finding in found:
            column = {"key": "policy"}.get(finding.field, finding.field)
            yield Fault(column, finding.code, finding.message, finding.remedy)


POLICIES = RecordFile(
    "policies",
    columns=(
        Column("policy", verbatim, required=True),
        Column("regime", verbatim, required=True, may_be_empty=True),
        Column("payer_code", identifier, required=True, may_be_empty=True),
        Column("from_on", day, required=True),
        Column("said_at", moment, required=True),
        Column("value", verbatim, required=True, may_be_empty=True),
        Column("why", text, required=True),
        Column("said_by", text, required=True),
    ),
    key=("policy", "regime", "payer_code", "from_on", "said_at"),
    references=(Reference(("payer_code",), "payers"),),
    check=_of_policy,
    fold=lambda value: "" if value is None else value,
)
"""One row each time that a policy was said: only ever appended."""


def _of_text(values: Values) -> Iterator[Fault]:
    if {"text", "content"} <= values.keys() and values["text"] is not None:
        for finding in text_findings(values["text"], values["content"] or ""):
            yield Fault("content", finding.code, finding.message, finding.remedy)


PAPER_TEXTS = RecordFile(
    "paper_texts",
    columns=(
        Column("text", one_of(TextKind), required=True),
        Column("from_on", day, required=True),
        Column("written_at", moment, required=True),
        Column("content", verbatim, required=True, may_be_empty=True),
        Column("written_by", text, required=True),
    ),
    key=("text", "from_on", "written_at"),
    check=_of_text,
)
"""One row a version of a text that papers bear: only ever appended."""

CLOSED_DAYS = RecordFile(
    "closed_days",
    columns=(Column("closed_on", day, required=True), Column("name", text, required=True)),
    key=("closed_on",),
)
"""One row a day on which the shop is closed, beside the legal holidays."""
