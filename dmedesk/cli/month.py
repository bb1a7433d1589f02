"""``dmedesk month``: a month's rent previewed, posted, and taken back."""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dmedesk.cli import register
from dmedesk.cli.words import Commands, add_json, database_of, month_on, tell

Answer = dict[str, Any]


def add_to(commands: Commands) -> None:
    """Adds the commands."""
    month = commands.add_parser("month", help="bill a month's rent")
    kinds = month.add_subparsers(dest="month_command", required=True, metavar="COMMAND")
    preview = kinds.add_parser("preview", help="what posting the month would take; writes nothing")
    post = kinds.add_parser("post", help="post the month and write its invoices")
    undo = kinds.add_parser("undo", help="take back the month's last posting, by credit")
    for parser, run in ((preview, _preview), (post, _post), (undo, _undo)):
        parser.add_argument("month", metavar="YYYY-MM", type=month_on)
        add_json(parser)
        parser.set_defaults(run=run)
    register.add_to(kinds)
    for parser in (preview, post):
        parser.add_argument("--payer", metavar="CODE", help="leave out every other payer")
    post.add_argument("--out", metavar="DIR", type=Path, help="the folder for the invoices as PDF")


def _preview(chosen: argparse.Namespace) -> None:
    from dmedesk.billing.rules.answer import answer
    from dmedesk.bootstrap.commands import preview

    address = database_of(chosen)
    shown = answer(preview(address, month_on=chosen.month, payer_code=chosen.payer))
    tell(chosen, shown, _lines(shown, "preview: nothing is written"))


def _post(chosen: argparse.Namespace) -> None:
    from dmedesk.billing.rules.answer import answer
    from dmedesk.bootstrap.commands import post

    posted = post(
        database_of(chosen),
        month_on=chosen.month,
        payer_code=chosen.payer,
        out=chosen.out,
        backs_up=True,
    )
    shown = answer(posted.plan, invoice_nos=posted.invoice_nos, with_papers=chosen.out is not None)
    done = "posted" if posted.invoice_nos else "nothing new to bill: nothing posted"
    tell(chosen, shown, _lines(shown, done))
    if chosen.out is not None and not chosen.json:
        print(f"The invoices are in {chosen.out}.")


def _undo(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import undo
    from dmedesk.kit.calendar import name_of_month
    from dmedesk.rates.money import format_dollars

    undone = undo(database_of(chosen), month_on=chosen.month)
    shown = {
        "month": name_of_month(undone.month_on),
        "credits": [
            {
                "credit_no": credited.credit_no,
                "invoice_no": credited.invoice.invoice_no,
                "member_no": credited.invoice.member_no,
                "payer_code": credited.invoice.payer_code,
                "total": format_dollars(credited.invoice.total_cents),
            }
            for credited in undone.credits
        ],
        "total": format_dollars(undone.total_cents),
    }
    tell(chosen, shown, _credit_lines(shown))


def _lines(shown: Answer, done: str) -> Iterator[str]:
    """The answer as a person reads it: ready, held, finished, late."""
    lines, invoices = shown["lines"], shown["invoices"]
    charges = shown.get("charges", ())
    also = f", {len(charges)} charges" if charges else ""
    counts = f"{len(lines)} lines{also}, {len(invoices)} invoices"
    yield f"{shown['month']}, {done}: {counts}, {shown['total']}"
    by_invoice: dict[tuple[str, str], list[str]] = defaultdict(list)
    for told, of_them in ((_line, lines), (_charge, charges)):
        for one in of_them:
            by_invoice[one["member_no"], one["payer_code"]].append(told(one))
    for invoice in invoices:
        yield ""
        number = invoice["invoice_no"] or "invoice"
        yield f"{number}  {invoice['member_no']}  {invoice['payer_code']}  {invoice['total']:>12}"
        yield from by_invoice[invoice["member_no"], invoice["payer_code"]]
    yield from _under("Held", (_held(held) for held in shown["held"]))
    yield from _under("Charges held", map(_held_charge, shown.get("held_charges", ())))
    finished = (
        f"  {done['rental_no']}  after month {done['last_month']}" for done in shown["finished"]
    )
    yield from _under("Finished", finished)
    yield from _under("Entered late: run their own month", map(_late, shown.get("late", ())))


def _under(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"{title} ({len(found)})", *found)


def _line(line: Answer) -> str:
    code = " ".join((line["hcpcs"], *line["modifiers"]))
    return (
        f"  {line['rental_no']:<12} {code:<14} month {line['rental_month']:>2}  "
        f"{line['from_on']} to {line['until_on']}  {line['amount']:>10}  {line['basis']}"
    )


def _charge(charge: Answer) -> str:
    code = " ".join((charge["hcpcs"], *charge["modifiers"]))
    return (
        f"  {charge['charge_no']:<12} {code:<14} × {charge['units']:<6}  "
        f"{charge['service_on']:<24}  {charge['amount']:>10}  {charge['basis']}"
    )


def _held_charge(held: Answer) -> str:
    return f"  {held['charge_no']:<12} of {held['service_on']}: {_reasons(held)}"


def _reasons(held: Answer) -> str:
    return "; ".join(
        f"{reason['code']} ({reason['detail']})" if reason["detail"] else reason["code"]
        for reason in held["reasons"]
    )


def _held(held: Answer) -> str:
    month = f"month {held['rental_month']:>2} from {held['from_on']}"
    return f"  {held['rental_no']:<12} {month}: {_reasons(held)}"


def _late(late: Answer) -> str:
    money = late["amount"] or "held"
    return f"  {late['rental_no']:<12} {late['month']}, month {late['rental_month']:>2}: {money}"


def _credit_lines(shown: Answer) -> Iterator[str]:
    yield f"{shown['month']}, taken back: {len(shown['credits'])} invoices, {shown['total']}"
    for credit in shown["credits"]:
        yield (
            f"  {credit['credit_no']} takes back {credit['invoice_no']}  {credit['member_no']}  "
            f"{credit['payer_code']}  {credit['total']:>12}"
        )
