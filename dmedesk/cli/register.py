"""``dmedesk month register``: what stands of a month's posts, for a person, a printer, a sheet."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dmedesk.cli.words import Commands, add_json, database_of, month_on, tell

Answer = dict[str, Any]


def add_to(kinds: Commands) -> None:
    """Adds the command."""
    register = kinds.add_parser("register", help="list what stands of the month's posts")
    register.add_argument("month", metavar="YYYY-MM", type=month_on)
    register.add_argument("--payer", metavar="CODE", help="leave out every other payer")
    register.add_argument(
        "--out", metavar="DIR", type=Path, help="the folder for the register as PDF and CSV"
    )
    add_json(register)
    register.set_defaults(run=_register)


def _register(chosen: argparse.Namespace) -> None:
    from dmedesk.billing.rules.register import register_answer
    from dmedesk.bootstrap.commands import month_register, write_register

    register = month_register(database_of(chosen), month_on=chosen.month, payer_code=chosen.payer)
    shown = register_answer(register)
    if chosen.out is None:
        tell(chosen, shown, _lines(shown))
        return
    shown["files"] = write_register(register, folder=chosen.out)
    tell(chosen, shown, _written(shown, chosen.out))


def _written(shown: Answer, folder: Path) -> Iterator[str]:
    yield f"{shown['month']}: {len(shown['invoices'])} invoices stand, {shown['total']}"
    yield f"The register is in {folder}: {', '.join(shown['files'])}."


def _lines(shown: Answer) -> Iterator[str]:
    """The register as a person reads it: invoices with their lines, credits, sums."""
    yield f"{shown['month']}: {len(shown['invoices'])} invoices stand, {shown['total']}"
    for invoice in shown["invoices"]:
        yield ""
        who = f"{invoice['member_no']} {invoice['member']}"
        yield f"{invoice['invoice_no']}  {who}  {invoice['payer_code']}  {invoice['total']:>12}"
        yield from map(_line, invoice["lines"])
    if shown["credits"]:
        yield from ("", f"Taken back by credit ({len(shown['credits'])})")
    for credit in shown["credits"]:
        yield (
            f"  {credit['credit_no']} takes back {credit['invoice_no']}  {credit['member_no']}  "
            f"{credit['payer_code']}  {credit['amount']:>12}"
        )
    if shown["payers"]:
        yield ""
    for payer in shown["payers"]:
        counts = f"{payer['invoices']} invoices, {payer['lines']} lines"
        yield f"{payer['payer_code']}  {payer['name']}: {counts}, {payer['total']}"


def _line(line: Answer) -> str:
    code = " ".join((line["hcpcs"], *line["modifiers"]))
    why = " · ".join(part for part in (line["serial"], line["basis"], *line["citations"]) if part)
    number = line["rental_no"] or line["charge_no"]
    return (
        f"  {number:<12} {code:<14} {_counted(line)}  "
        f"{line['from_on']} to {line['until_on']}  {line['usual_charge'] or '':>10}  "
        f"{line['amount']:>10}  {why}"
    )


def _counted(line: Answer) -> str:
    """The month of a rental, or the units of a charge."""
    if line["rental_month"] is None:
        return f"× {line['units']:<6}"
    return f"month {line['rental_month']:>2}"
