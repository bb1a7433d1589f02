"""Posts a month in a process of its own, which may be killed before a statement of choice.

``post_and_die ADDRESS MONTH FOLDER [STATEMENT]``: prints how many invoices it posted. The process
ends by SIGKILL before the first statement that begins like STATEMENT (``COMMIT n`` is the n-th
commit), or after its first paper is written (``PAPER``): nothing is cleaned up then.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from dmedesk.store.engine import open_engine
from tests.flows.month_shop import MonthShop, numbers


def _die(*_arguments: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_before(engine: Engine, statement: str) -> None:
    """End the process before the first such statement of the engine."""
    commits = 0

    def executing(*arguments: Any) -> None:
        if arguments[2].startswith(statement):
            _die()

    def committing(*_arguments: Any) -> None:
        nonlocal commits
        commits += 1
        if statement == f"COMMIT {commits}":
            _die()

    event.listen(engine, "before_cursor_execute", executing)
    event.listen(engine, "commit", committing)


def _die_after_the_first_paper() -> None:
    def replaced(name: str, _arguments: tuple[Any, ...]) -> None:
        if name == "os.rename":
            seen.append(name)
        if name == "open" and seen:
            _die()

    seen: list[str] = []
    sys.addaudithook(replaced)


def main() -> None:
    """Post the month and say how many invoices came of it."""
    address, month, folder, statement = (*sys.argv[1:], "")[:4]
    engine = open_engine(address)
    if statement == "PAPER":
        _die_after_the_first_paper()
    elif statement:
        die_before(engine, statement)
    posted = MonthShop(engine).post(month, out=Path(folder))
    engine.dispose()
    sys.stdout.write(f"{len(numbers(posted))}\n")


if __name__ == "__main__":
    main()
