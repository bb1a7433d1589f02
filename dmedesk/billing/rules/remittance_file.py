"""The file of a payer's remittances, and what it says when it is read. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dmedesk.billing.rules.allocating import OpenLine
from dmedesk.billing.rules.remittances import (
    AnswerFacts,
    adjustments_cell,
    adjustments_in,
    answer_findings,
    remarks_cell,
)
from dmedesk.kit.cells import day, identifier, money, ordinal
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Column, Fault, RecordFile, Row
from dmedesk.rates.money import format_dollars

REMITTANCE = RecordFile(
    "remittance",
    columns=(
        Column("payer_code", identifier, required=True),
        Column("remittance_no", identifier, required=True),
        Column("paid_on", day, required=True),
        Column("amount", money),
        Column("invoice_no", identifier, required=True),
        Column("line", ordinal, empty=1),
        Column("paid", money, required=True),
        Column("allowed", money),
        Column("codes", adjustments_cell, empty=""),
        Column("remarks", remarks_cell, empty=""),
    ),
    key=("payer_code", "remittance_no", "invoice_no", "line"),
)
"""One row an answered line. ``amount`` is what the remittance comes to; empty: the sum of its rows.
An empty ``line`` is the first one of the invoice."""

Answered = tuple[str, int]
"""An invoice's number and the place of a line on it."""


@dataclass(frozen=True, slots=True)
class RemittanceRead:
    """One remittance of a file, with its answers in the order of their rows."""

    payer_id: int
    payer_code: str
    number: str
    paid_on: date
    amount_cents: int
    answers: tuple[AnswerFacts, ...]
    lines: tuple[OpenLine, ...]

    @property
    def paid_cents(self) -> int:
        """What its answers come to."""
        return sum(answer.paid_cents for answer in self.answers)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file says: its remittances without fault, and everything found in it."""

    file_name: str
    sha256: str
    remittances: tuple[RemittanceRead, ...]
    findings: tuple[Finding, ...]


def remittances_of(
    rows: Sequence[Row],
    *,
    payers: Mapping[str, int],
    lines: Mapping[Answered, OpenLine],
    amounts: Mapping[int, int],
) -> tuple[list[RemittanceRead], list[Finding]]:
    """The remittances of a file's rows, by payers' codes and lines' names, and their findings.

    ``amounts`` is what each line was billed, by its id.
    """
    found: list[Finding] = []
    remittances = []
    ordered = sorted(rows, key=lambda row: _of(row)[:2])
    for (payer_code, _number), some in groupby(ordered, key=lambda row: _of(row)[:2]):
        mine = sorted(some, key=lambda row: row.line)
        found += _of_one(mine)
        payer_id = payers.get(payer_code)
        if payer_id is None:
            found.append(_fault(mine[0], "payer_code", f"There is no payer {payer_code}."))
            continue
        known = list(_known(mine, payer_id, lines, found))
        for row, line in known:
            answer = _answer(row, line)
            said = answer_findings(answer, amounts[line.line_id], name=line.name)
            found += _placed(row, said)
        remittances.append(_read(mine[0], payer_id, known))
    return remittances, found


def _of(row: Row) -> tuple[str, str, int]:
    return row.values["payer_code"], row.values["remittance_no"], row.line


def _of_one(rows: Sequence[Row]) -> Iterator[Finding]:
    """What the rows of one remittance do not agree on."""
    for column in ("paid_on", "amount"):
        for row in rows[1:]:
            if row.values.get(column) != rows[0].values.get(column):
                message = f"Line {rows[0].line} has another {column} of the same remittance."
                yield _fault(row, column, message)
    amount = rows[0].values.get("amount")
    paid = sum(row.values["paid"] for row in rows)
    if amount is not None and amount != paid:
        yield Fault(
            "amount",
            "not_the_sum",
            f"Its lines come to {format_dollars(paid)}, not to {format_dollars(amount)}.",
            "What no line takes stays on the payer's account.",
            Severity.WARNING if amount > paid else Severity.STOP,
        ).placed(rows[0].file, rows[0].line)


def _known(
    rows: Sequence[Row],
    payer_id: int,
    lines: Mapping[Answered, OpenLine],
    found: list[Finding],
) -> Iterator[tuple[Row, OpenLine]]:
    for row in rows:
        number, place = row.values["invoice_no"], row.values.get("line") or 1
        line = lines.get((number, place))
        if line is None:
            found.append(_fault(row, "invoice_no", f"There is no line {place} on {number}."))
        elif line.payer_id != payer_id:
            found.append(_fault(row, "invoice_no", f"{line.name} was billed to another payer."))
        else:
            yield row, line


def _read(first: Row, payer_id: int, known: Sequence[tuple[Row, OpenLine]]) -> RemittanceRead:
    answers = tuple(_answer(row, line) for row, line in known)
    amount = first.values.get("amount")
    return RemittanceRead(
        payer_id,
        first.values["payer_code"],
        first.values["remittance_no"],
        first.values["paid_on"],
        sum(answer.paid_cents for answer in answers) if amount is None else amount,
        answers,
        tuple(line for _, line in known),
    )


def _answer(row: Row, line: OpenLine) -> AnswerFacts:
    values = row.values
    return AnswerFacts(
        line.line_id,
        values["paid"],
        values.get("allowed"),
        adjustments_in(values.get("codes") or ""),
        values.get("remarks") or "",
    )


def _fault(row: Row, column: str, message: str) -> Finding:
    remedy = "Correct the row, or take the file of this shop."
    return Fault(column, f"bad_{column}", message, remedy).placed(row.file, row.line)


def _placed(row: Row, findings: Iterator[Finding]) -> Iterator[Finding]:
    for one in findings:
        yield Fault(one.field, one.code, one.message, one.remedy, one.severity).placed(
            row.file, row.line
        )
