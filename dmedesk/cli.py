"""The command line: every command of the program, its words in, its answer and exit status out.

Exit status: 0 done; 1 refused (the reason on standard error, nothing changed); 2 wrong usage.
Heavy modules are imported by the command that needs them, so that ``dmedesk price`` starts fast.
"""

import argparse
import sys
from collections.abc import Sequence

from dmedesk.kit.errors import Refused, WorldError

DONE, REFUSED = 0, 1


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit status."""
    chosen = _parser().parse_args(words)
    try:
        status: int = chosen.run(chosen)
    except (Refused, WorldError) as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answers has left: nobody is there to be told.
        sys.stderr.close()
        return DONE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dmedesk", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--database", metavar="FILE", help="the shop's file, or the address of a database"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_price(commands)
    return parser


def _add_price(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    price = commands.add_parser("price", help="price questions, one JSON line each")
    price.add_argument("--explain", action="store_true", help="answer in plain words for a person")
    price.set_defaults(run=_price)


def _price(chosen: argparse.Namespace) -> int:
    from dmedesk.kit.calendar import is_business_day
    from dmedesk.rates import wire

    # Money has any number of digits; Python would otherwise refuse to read more than 4300.
    sys.set_int_max_str_digits(0)
    answered = wire.explained if chosen.explain else wire.answer
    for line in sys.stdin.buffer:
        sys.stdout.write(answered(line, None, is_business_day) + "\n")
        # Each answer is handed over at once: a program may wait for it before it asks again.
        sys.stdout.flush()
    return DONE
