"""Posts months by the program's own door, each in a process that may be killed at any instant.

``poster ADDRESS`` forks one for each ``MONTH FOLDER`` that it reads: so none has to start Python
and read the program again. The process says ``begun PID`` with its first statement and
``posted COUNT`` when its last paper is written; then ``ended STATUS`` is said of it.

``poster ADDRESS MONTH`` posts one month without papers. It says ``begun PID``, then ``holding``
before it commits, and commits when it reads a line.
"""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from dmedesk.billing.actions import make_papers
from dmedesk.bootstrap import commands
from dmedesk.kit.calendar import month_named

PAPERS_AT_ONCE = 2
"""A shop of the tests is small: its papers are made in as many steps as those of a large one."""

_FIRST = ("BEGIN IMMEDIATE", "SELECT pg_advisory_xact_lock")


def _say(*words: object) -> None:
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def _post(address: str, month: str, folder: Path | None) -> None:
    posted = commands.post(address, month_on=month_named(month), payer_code=None, out=folder)
    _say("posted", len(posted.invoice_nos))


class _Listening:
    """Hears what the program sends to the database."""

    def __init__(self, *, is_held: bool) -> None:
        self._is_held = is_held
        self._begun = False
        event.listen(Engine, "after_cursor_execute", self._executed)
        event.listen(Engine, "commit", self._committing)

    def _executed(self, _connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if not self._begun and statement.startswith(_FIRST):
            self._begun = True
            _say("begun", os.getpid())

    def _committing(self, _connection: Any) -> None:
        if self._begun and self._is_held:
            self._is_held = False
            _say("holding")
            sys.stdin.readline()


def _post_each(address: str) -> None:
    vars(commands)["make_papers"] = partial(make_papers, at_most=PAPERS_AT_ONCE)
    for line in sys.stdin:
        month, folder = line.strip().split(maxsplit=1)
        child = os.fork()
        if not child:
            _Listening(is_held=False)
            _post(address, month, Path(folder))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        _say("ended", os.waitstatus_to_exitcode(status))


def main() -> None:
    """Post as asked."""
    address, *months = sys.argv[1:]
    if not months:
        _post_each(address)
    else:
        _Listening(is_held=True)
        _post(address, months[0], None)


if __name__ == "__main__":
    main()
