"""Payments that move in are whole: no payment pays more than it has, no line is paid too much."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.payments import BatchStep, WriteOffReason
from dmedesk.kit.records import Fault, PlacedFinding
from dmedesk.kit.stored import Values
from dmedesk.moving.comparison import Comparison, Touched
from dmedesk.rates.money import format_dollars

_ALL_TOGETHER = "Import all files of the export together."


def paid_findings(comparison: Comparison) -> Iterator[PlacedFinding]:
    """What the files of payments contradict among each other and in the invoices."""
    places = _places(comparison)
    for kind in ("remittance_lines", "allocations", "write_offs"):
        for touched in comparison[kind].touched.values():
            if (touched.new["invoice_no"], touched.new["line"]) not in places:
                message = f"Invoice {touched.new['invoice_no']} has no such line."
                yield _finding(touched, "line", message)
    for kind in ("allocations", "write_offs"):
        yield from _reversals(comparison, kind)
    yield from _passed_on(comparison)
    yield from _too_much(comparison)
    yield from _unbalanced(comparison)


def _places(comparison: Comparison) -> set[tuple[str, int]]:
    counted: dict[str, int] = defaultdict(int)
    for kind in ("invoice_lines", "charge_lines"):
        for line in comparison[kind].after.values():
            counted[line["invoice_no"]] += 1
    return {(number, place) for number, count in counted.items() for place in range(1, count + 1)}


def _reversals(comparison: Comparison, kind: str) -> Iterator[PlacedFinding]:
    """What takes a row back names one before it, and has its amount and its line."""
    rows = comparison[kind].touched
    taken_back = set()
    for (number,), touched in sorted(rows.items()):
        reverses = touched.new["reverses"]
        if reverses is None:
            continue
        first = rows.get((reverses,))
        same = ("invoice_no", "line", "amount", *(("payment_no",) * (kind == "allocations")))
        if (
            first is None
            or reverses >= number
            or reverses in taken_back
            or any(first.new[name] != touched.new[name] for name in same)
        ):
            yield _finding(touched, "reverses", f"It cannot take row {reverses} back.")
        taken_back.add(reverses)


def _passed_on(comparison: Comparison) -> Iterator[PlacedFinding]:
    """What passes on names the charge of its line's remainder, and each of these is named once."""
    charges = comparison["charges"].after
    named = set()
    for _, touched in sorted(comparison["write_offs"].touched.items()):
        values = touched.new
        passes = values["reason"] is WriteOffReason.PASSED_ON and values["reverses"] is None
        charge_no = values["charge_no"]
        if not passes and charge_no is None:
            continue
        charge = charges.get((charge_no,))
        if (
            not passes
            or charge is None
            or charge["kind"] is not ChargeKind.REMAINDER
            or charge["source_no"] != f"{values['invoice_no']}/{values['line']}"
            or charge_no in named
        ):
            message = "What passes on names the one charge of what remains of its line."
            yield _finding(touched, "charge_no", message)
        named.add(charge_no)


def _signed(values: Values) -> int:
    cents: int = values["amount"]
    return cents if values["reverses"] is None else -cents


def _too_much(comparison: Comparison) -> Iterator[PlacedFinding]:
    taken: dict[Any, int] = defaultdict(int)
    for values in comparison["allocations"].after.values():
        taken[values["payment_no"]] += _signed(values)
    for values in comparison["payment_facts"].after.values():
        taken[values["payment_no"]] += values["amount"]
    for (number,), touched in comparison["payments"].touched.items():
        amount = touched.new["amount"]
        if taken[number] > amount:
            message = f"{format_dollars(taken[number])} of its {format_dollars(amount)} is used."
            yield _finding(touched, "amount", message)


def _unbalanced(comparison: Comparison) -> Iterator[PlacedFinding]:
    facts: Mapping[Any, Touched] = comparison["batch_facts"].touched
    for touched in facts.values():
        values = touched.new
        is_closed = values["step"] is BatchStep.CLOSED
        if values["counted"] != (values["expected"] if is_closed else None):
            yield _finding(touched, "counted", "A batch is closed when it balances.")


def _finding(touched: Touched, column: str, message: str) -> PlacedFinding:
    fault = Fault(column, "payments_incomplete", message, _ALL_TOGETHER)
    return fault.placed(touched.row.file, touched.row.line)
