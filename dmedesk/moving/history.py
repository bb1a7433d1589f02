"""What was posted, and the fees that were published, move in whole or not at all.

Both are only ever appended, and everything later rests on them: which month is billed, what is
paid, which number comes next, which fee was in force. So they are taken into a shop that has none
of them yet; in any other, every row must be there already as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from dmedesk.assets.rules import serial_key
from dmedesk.billing.rules.crediting import taken_back
from dmedesk.kit.records import Fault, Key, PlacedFinding
from dmedesk.kit.stored import Values
from dmedesk.moving.charges import charge_rounds
from dmedesk.moving.comparison import Comparison, Touched
from dmedesk.moving.kinds import MAY_LACK, PAID, POSTED, RATE_BOOK
from dmedesk.moving.paid import paid_findings
from dmedesk.moving.posted import RestingOn, ground_after
from dmedesk.rates.money import format_dollars

_REMEDIES = {
    RATE_BOOK: "Leave fee_editions.csv, cms_fees.csv and cms_zips.csv out, and the column edition "
    "of fees.csv; or import into a new shop.",
    POSTED: f"Leave {', '.join(f'{kind}.csv' for kind in POSTED)} out, or import into a new shop.",
    PAID: f"Leave {', '.join(f'{kind}.csv' for kind in PAID)} out, or import into a new shop.",
}

_CODES = {
    RATE_BOOK: ("published_otherwise", "not_taken_here"),
    POSTED: ("posted_otherwise", "not_posted_here"),
    PAID: ("paid_otherwise", "not_paid_here"),
}
"""The codes of a row that is here with another value, and of one that is not here."""

_ALL_TOGETHER = "Import all files of the export together."

_Rows: TypeAlias = Mapping[Key, Touched]


def history_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Everything that keeps posted rows and published fees out."""
    for group in (RATE_BOOK, POSTED, PAID):
        entering = {kind: comparison[kind].touched for kind in group if kind in comparison.read}
        if any(entering.values()):
            lacking = (kind for kind in group if kind not in entering and kind not in MAY_LACK)
            yield from map(_missing, lacking)
            contradictions = list(_contradictions(comparison, group, entering))
            yield from contradictions
            if not contradictions and all(_sound(comparison, kind) for kind in entering):
                yield from _not_whole(comparison, group)


def _missing(kind: str) -> PlacedFinding:
    return Fault(
        "",
        "file_missing",
        "The file is not there, and what belongs together moves in together.",
        _ALL_TOGETHER,
    ).placed(f"{kind}.csv", 0)


def _sound(comparison: Comparison, kind: str) -> bool:
    """Whether every row of the file could be read: nothing is concluded from the rest of one."""
    read = comparison.read[kind]
    return read.has_header and not read.faulty


def _contradictions(
    comparison: Comparison, group: Sequence[str], entering: Mapping[str, _Rows]
) -> Iterator[PlacedFinding]:
    has_own = any(comparison.stored(kind) for kind in group)
    for kind, rows in entering.items():
        for touched in rows.values():
            if touched.old is not None:
                yield _finding(
                    touched,
                    next(iter(touched.differing)),
                    _CODES[tuple(group)][0],
                    "This shop has the row with another value, which cannot change.",
                    _REMEDIES[tuple(group)],
                )
            elif has_own:
                yield _finding(
                    touched,
                    comparison.files[kind].key[-1],
                    _CODES[tuple(group)][1],
                    "This shop has a history of its own, and this row is not in it.",
                    _REMEDIES[tuple(group)],
                )


def _not_whole(comparison: Comparison, group: Sequence[str]) -> Iterator[PlacedFinding]:
    if group is RATE_BOOK:
        yield from _gaps(comparison, "fee_editions", "edition")
        return
    if group is PAID:
        yield from paid_findings(comparison)
        return
    yield from _gaps(comparison, "runs", "run")
    yield from _totals(comparison)
    yield from _rounds(comparison)
    yield from _numbers(comparison)
    yield from _named_by_lines(comparison)


def _rows(comparison: Comparison, kind: str) -> _Rows:
    return comparison[kind].touched


def _gaps(comparison: Comparison, kind: str, column: str) -> Iterator[PlacedFinding]:
    """Places in an order: 1, 2, 3 and so on."""
    rows = _rows(comparison, kind)
    for place, (number,) in enumerate(sorted(rows), start=1):
        if number != place:
            message = f"Number {place} is missing before it."
            yield _incomplete(rows[number,], column, message)
            return


def _totals(comparison: Comparison) -> Iterator[PlacedFinding]:
    """An invoice is the sum of its lines."""
    sums: dict[str, int] = defaultdict(int)
    for kind in ("invoice_lines", "charge_lines"):
        for line in comparison[kind].after.values():
            sums[line["invoice_no"]] += line["amount"]
    for touched in _rows(comparison, "invoices").values():
        values = touched.new
        if sums.get(values["invoice_no"]) != values["total"]:
            found = format_dollars(sums.get(values["invoice_no"], 0))
            yield _incomplete(touched, "total", f"The lines of the invoice come to {found}.")


def _rounds(comparison: Comparison) -> Iterator[PlacedFinding]:
    """A month is billed again only after a credit, and a line credited once."""
    credits_ = _rows(comparison, "credits")
    lines = _rows(comparison, "invoice_lines")
    credited = _taken_back(comparison)
    twice = {number for numbers in credited.values() for number in numbers if len(numbers) > 1}
    of_both = (*lines.values(), *_rows(comparison, "charge_lines").values())
    listed = Counter(touched.new["invoice_no"] for touched in of_both)
    for touched in credits_.values():
        if touched.new["credit_no"] in twice:
            yield _incomplete(touched, "invoice_no", "A line is credited more than once.")
        if max(touched.new["lines"], default=0) > listed[touched.new["invoice_no"]]:
            yield _incomplete(touched, "lines", "The invoice has no such line.")
    for (rental_no, from_on, round_), touched in lines.items():
        before = lines.get((rental_no, from_on, round_ - 1))
        if round_ > 1 and (before is None or (rental_no, from_on, round_ - 1) not in credited):
            message = f"Round {round_ - 1} of the month is not there, or not credited."
            yield _incomplete(touched, "round", message)
    yield from charge_rounds(comparison, credited.keys())


def _taken_back(comparison: Comparison) -> dict[Key, list[str]]:
    """The credits that would have taken each line back, by the line's key."""
    of_both = (comparison[kind].after.items() for kind in ("invoice_lines", "charge_lines"))
    lines = (line for of_kind in of_both for line in of_kind)
    return taken_back(
        ((key, line["invoice_no"]) for key, line in lines), comparison["credits"].after.values()
    )


def _numbers(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Invoices and credits share one sequence without gaps, and the next number follows it."""
    papers = [
        (_digits(touched.new[column]), touched, column)
        for kind, column in (("invoices", "invoice_no"), ("credits", "credit_no"))
        for touched in _rows(comparison, kind).values()
    ]
    papers.sort(key=lambda paper: paper[0])
    expected = papers[0][0] if papers else 0
    for number, touched, column in papers:
        if number != expected:
            message = f"The number before it is {expected - 1}: numbers have no gaps."
            yield _incomplete(touched, column, message)
            return
        expected += 1
    yield from _next_number(comparison, expected, papers[-1][1] if papers else None)


def _next_number(
    comparison: Comparison, expected: int, last: Touched | None
) -> Iterator[PlacedFinding]:
    for numbering in comparison["numbering"].after.values():
        if last is not None and numbering["next_number"] != expected:
            touched = _rows(comparison, "numbering").get(("invoices",), last)
            message = f"The next number would be {numbering['next_number']}, not {expected}."
            yield _incomplete(touched, "next_number", message)


def _digits(number: str) -> int:
    return int(number[len(number.rstrip("0123456789")) :])


def _named_by_lines(comparison: Comparison) -> Iterator[PlacedFinding]:
    """The authorization of which a line used a month, and the unit that it names."""
    members = {key[0]: row["member_no"] for key, row in comparison["invoices"].after.items()}
    for touched in _rows(comparison, "invoice_lines").values():
        line = touched.new
        if not comparison.has("assets", (serial_key(line["serial"]),)):
            yield _incomplete(touched, "serial", f"There is no unit {line['serial']}.")
        key = (members.get(line["invoice_no"]), line["hcpcs"], line["pa_number"])
        if line["pa_number"] and not comparison.has("authorizations", key):
            yield _without_authorization(touched)
    charges = comparison["charges"].after
    for touched in _rows(comparison, "charge_lines").values():
        line = touched.new
        charge = charges.get((line["charge_no"],))
        key = (charge and charge["member_no"], line["hcpcs"], line["pa_number"])
        if line["pa_number"] and not comparison.has("authorizations", key):
            yield _without_authorization(touched)


def _without_authorization(touched: Touched) -> PlacedFinding:
    line = touched.new
    message = f"The member has no authorization {line['pa_number']} of {line['hcpcs']}."
    return _incomplete(touched, "pa_number", message)


def standing_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Lines that would stand here and are contradicted by the rentals as they would be.

    Only for records without a fault: what a line rests on has to be there.
    """
    lines = _rows(comparison, "invoice_lines")
    if not lines:
        return
    credited = _taken_back(comparison)
    invoices = comparison["invoices"].after
    ground = ground_after(comparison, stops=False)
    for key, touched in lines.items():
        line = touched.new
        if key in credited:
            continue
        here = ground.line(line["rental_no"], line["from_on"])
        invoice = invoices[line["invoice_no"],]
        column = _contradicted(line, invoice, here)
        if column:
            yield _finding(
                touched,
                column,
                "posted_line_contradicted",
                f"Rental {line['rental_no']}, as it is here, has no such line.",
                "Import the rentals and what belongs to them from the same export.",
            )


def _contradicted(line: Values, invoice: Values, here: RestingOn) -> str:
    """The first column in which a line differs from what it would be here; empty for none."""
    if here.month is None or here.month.until_on != line["until_on"]:
        return "from_on"
    told = {
        "rental_month": (line["rental_month"], here.month.number),
        "invoice_no": (
            (invoice["member_no"], invoice["payer_code"]),
            (here.member_no, here.payer_code),
        ),
        "serial": (serial_key(line["serial"]), here.serial),
        "hcpcs": (line["hcpcs"], here.hcpcs),
    }
    return next((column for column, (there, now) in told.items() if there != now), "")


def numbering_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """The numbering of a shop that has given numbers goes on where it is."""
    if "numbering" not in comparison.read or not comparison.stored("invoices"):
        return
    for touched in _rows(comparison, "numbering").values():
        if "next_number" in touched.differing:
            yield _finding(
                touched,
                "next_number",
                "numbers_were_given",
                f"The next number here is {_next_here(touched)}: numbers have no gaps.",
                "Leave numbering.csv out, or write that number.",
            )


def policy_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Policies are appended: what was said here is not said otherwise later."""
    return _said_otherwise(
        comparison,
        "policies",
        "The policy was said here with another value, which cannot change.",
        "Leave the row as it was, and say the new choice in Settings.",
    )


FACTS = {
    "practitioner_checks": "What the lists said of the practitioner",
    "member_notes": "The note about the member",
    "asset_notes": "The note about the unit",
    "resumptions": "How the rental went on",
    "authorization_draws": "What was used of the authorization",
    "authorization_steps": "What became of the request",
    "order_conversions": "How the line was converted",
    "papers_asked": "What was asked for",
    "trial_answers": "What was written down of the trial",
    "receipts": "What the member received",
    "replacements": "The reason for a replacement",
    "refill_contacts": "The contact about a refill",
    "insulin_statements": "The statement about insulin",
    "proofs": "The proof of the slip",
    "return_settlements": "What became of the unit that was expected",
    "movements": "The move of the unit",
    "unit_checks": "The check at the bench",
    "counts": "The count",
    "count_units": "What the count expected",
    "count_facts": "What happened in the count",
    "maintenance": "The entry of the unit's log",
    "received_files": "The file of scans",
    "received_pages": "What was read on the page",
    "page_decisions": "What became of the page",
    "stop_criteria": "What stops units",
    "stop_marks": "How the unit stood",
    "repair_steps": "What became of the repair",
    "repair_lines": "The line of the repair",
    "repair_loans": "The substitute of the repair",
    "substitute_charges": "The charge of the substitute",
    "recall_steps": "What became of the recall",
    "recall_letters": "The letter of the recall",
    "recall_letter_facts": "What became of the letter",
    "recall_remedies": "What was done to the unit",
    "charges": "The charge",
    "account_notes": "The note on the account",
    "scrub_overrides": "The step over a finding",
    "worksheets": "The worksheet",
    "option_facts": "The answer to the purchase option",
    "statements": "The statement",
    "charge_proofs": "The proof of the charge",
}
"""Files of facts that are never told otherwise later, and what a row of each tells."""


def fact_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """A fact that is known here is not told otherwise."""
    for file, told in FACTS.items():
        message = f"{told} was told here otherwise, which cannot change."
        yield from _said_otherwise(comparison, file, message, "Leave the row as it was.")


def text_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """Texts of papers are appended: what was printed once is not told otherwise later."""
    return _said_otherwise(
        comparison,
        "paper_texts",
        "The text was written here with other words, which cannot change.",
        "Leave the row as it was, and write the new version in Settings.",
    )


def _said_otherwise(
    comparison: Comparison, file: str, message: str, remedy: str
) -> Iterator[PlacedFinding]:
    if file in comparison.read:
        for touched in _rows(comparison, file).values():
            if touched.old is not None:
                column = next(iter(touched.differing))
                yield _finding(touched, column, "said_otherwise", message, remedy)


def _next_here(touched: Touched) -> object:
    return touched.old.values["next_number"] if touched.old is not None else 1


def _incomplete(touched: Touched, column: str, message: str) -> PlacedFinding:
    return _finding(touched, column, "history_incomplete", message, _ALL_TOGETHER)


def _finding(touched: Touched, column: str, code: str, message: str, remedy: str) -> PlacedFinding:
    return Fault(column, code, message, remedy).placed(touched.row.file, touched.row.line)


def founding_letterhead(comparison: Comparison) -> tuple[Key, Key] | None:
    """The letterhead that the founding made, and the one of the import to which it gives way.

    A new shop knows only its name. Where ``company.csv`` tells what was in force on that day, and
    no invoice bears the name yet, it is that letterhead, not one more.
    """
    read = comparison.read.get("company")
    stored = comparison.stored("company") if read is not None else {}
    if read is None or not read.rows or len(stored) != 1 or comparison.stored("invoices"):
        return None
    ((known, founded),) = stored.items()
    days: list[date] = sorted(row.values["from_on"] for row in read.rows)
    told = [name for name, value in founded.values.items() if value is not None]
    if told != ["from_on", "name"] or founded.values["from_on"] in days:
        return None
    return (known, (days[0],)) if days[0] < founded.values["from_on"] else None
