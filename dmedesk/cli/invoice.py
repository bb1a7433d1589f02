"""``dmedesk invoice``: the paper of one invoice or credit, as a file."""

import argparse
from pathlib import Path

from dmedesk.cli.words import Commands, database_of


def add_to(commands: Commands) -> None:
    """Adds the command."""
    invoice = commands.add_parser(
        "invoice",
        help="write the paper of one invoice or credit",
        description="Writes the stored paper of the invoice, the same bytes each time; one that "
        "is not made yet is made and stored, without waiting for any other.",
    )
    invoice.add_argument("number", metavar="NUMBER", help="as printed, such as INV-000010")
    invoice.add_argument("--out", metavar="FILE", type=Path, required=True, help="the PDF")
    invoice.add_argument(
        "--explained",
        action="store_true",
        help="with the pages that say how each amount was computed",
    )
    invoice.set_defaults(run=_invoice)


def _invoice(chosen: argparse.Namespace) -> None:
    from dmedesk.billing.actions import write_paper
    from dmedesk.bootstrap.commands import paper_of_number

    content = paper_of_number(database_of(chosen), number=chosen.number, explained=chosen.explained)
    write_paper(path=chosen.out, content=content)
    print(f"Wrote {chosen.number} to {chosen.out}.")
