"""What openFDA's files say of recalls: two shapes of one event, joined by their number.

``device/enforcement`` has the class and days as 20160706; ``device/recall`` has the actions asked
for, K-numbers and days as 2019-05-17. Nothing of it reaches the shop by itself: a file is only a
notice that somebody read.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.recalls.rules.words import RecallClass

_CLASSES = {
    "class i": RecallClass.CLASS_I,
    "class ii": RecallClass.CLASS_II,
    "class iii": RecallClass.CLASS_III,
}


@dataclass(frozen=True, slots=True)
class FdaRecord:
    """One recall as the files have it. What one shape lacks may come from the other."""

    number: str
    event: str = ""
    recall_class: RecallClass = RecallClass.UNCLASSIFIED
    firm: str = ""
    product: str = ""
    codes: str = ""
    reason: str = ""
    action: str = ""
    initiated_on: date | None = None
    status: str = ""


def read_fda(content: bytes, *, file_name: str) -> list[FdaRecord]:
    """Every recall of a JSON or CSV file of either shape, in the file's order, each number once.

    Raises ``Refused`` where it is no such file, or a day in it is none.
    """
    found: dict[str, FdaRecord] = {}
    for row in _rows(content, file_name):
        record = _record(row, file_name)
        known = found.get(record.number)
        found[record.number] = record if known is None else joined(known, record)
    if not found:
        raise Refused([_stop("no_recalls", "No recall stands in the file.", file_name)])
    return list(found.values())


def joined(one: FdaRecord, other: FdaRecord) -> FdaRecord:
    """One recall out of both shapes: what the first lacks comes from the second.

    ``ValueError`` where they are not of one number.
    """
    if one.number != other.number:
        raise ValueError(f"{one.number} and {other.number} are two recalls")
    empty = ("", None, RecallClass.UNCLASSIFIED)
    lacking = {
        name: getattr(other, name)
        for name in FdaRecord.__slots__
        if getattr(one, name) in empty and getattr(other, name) not in empty
    }
    return replace(one, **lacking)


def _rows(content: bytes, file_name: str) -> Iterator[Mapping[str, Any]]:
    try:
        text = content.decode("utf-8-sig")
        if file_name.lower().endswith(".csv"):
            yield from csv.DictReader(StringIO(text))
            return
        said: Any = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = "The file is neither JSON nor CSV of openFDA."
        raise Refused([_stop("not_openfda", message, file_name)]) from error
    rows = said.get("results", [said]) if isinstance(said, dict) else said
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            yield row


def _record(row: Mapping[str, Any], file_name: str) -> FdaRecord:
    def text(*names: str) -> str:
        return next((str(row[name]).strip() for name in names if row.get(name)), "")

    number = text("recall_number", "product_res_number")
    if not number:
        message = "A record has neither recall_number nor product_res_number."
        raise Refused([_stop("not_openfda", message, file_name)])
    return FdaRecord(
        number=number,
        event=text("event_id", "res_event_number"),
        recall_class=_CLASSES.get(text("classification").lower(), RecallClass.UNCLASSIFIED),
        firm=text("recalling_firm"),
        product=" ".join(text("product_description").split()),
        codes=_lines(" \n".join(filter(None, (text("code_info"), text("more_code_info"))))),
        reason=_lines(text("reason_for_recall")),
        action=_lines(text("action")),
        initiated_on=_day(text("recall_initiation_date", "event_date_initiated"), number),
        status=text("status", "recall_status"),
    )


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _day(text: str, number: str) -> date | None:
    """A day as either shape writes it."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused([_stop("bad_day", f"{text!r} is no day.", number)]) from error


def notice_text(record: FdaRecord) -> str:
    """The record as a notice that can be printed behind a letter."""
    told = (
        ("Recall", record.number),
        ("Firm", record.firm),
        ("Product", record.product),
        ("Codes", record.codes),
        ("Reason", record.reason),
        ("Action", record.action),
        ("Begun by the firm on", str(record.initiated_on or "")),
    )
    return "\n\n".join(f"{name}: {text}" for name, text in told if text)


def _stop(code: str, message: str, subject: str) -> Finding:
    remedy = "Take a file as api.fda.gov answers it for device/enforcement or device/recall."
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy)
