"""Closes batches of payments, each in a process that may be killed at any instant.

``closer ADDRESS`` forks one for each batch's id that it reads: so none has to start Python and read
the program again. The process takes a payment that fills what is missing, then closes the batch,
both in one transaction. It says ``begun PID`` with its first statement and ``closed ID`` when it is
done; then ``ended STATUS`` is said of it.
"""

import os
import sys
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event

from dmedesk.billing.actions import close_batch, take_payment
from dmedesk.billing.queries.allocating import open_lines
from dmedesk.billing.rules.allocating import suggest
from dmedesk.billing.rules.payments import PaymentFacts, PaymentKind
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.poster import _FIRST, _say

CENTS = 10


def _noon() -> datetime:
    return datetime(2026, 11, 3, 17, tzinfo=UTC)


def _listen() -> None:
    said: list[bool] = []

    def executed(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if not said and statement.startswith(_FIRST):
            said.append(True)
            _say("begun", os.getpid())

    event.listen(Engine, "after_cursor_execute", executed)


def _close(address: str, batch_id: int) -> None:
    engine = open_engine(address)
    with unit_of_work(engine, actor="ana", action="close_batch", clock=_noon) as work:
        facts = PaymentFacts(PaymentKind.CHECK, CENTS, f"LAST-{batch_id}", payer_id=1)
        lines = open_lines(work.session, payer_id=1)
        shares = suggest(list(lines.values()), CENTS)
        take_payment(work, batch_id=batch_id, facts=facts, shares=shares)
        close_batch(work, batch_id=batch_id)
    _say("closed", batch_id)


def main() -> None:
    """Close as asked."""
    (address,) = sys.argv[1:]
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _listen()
            _close(address, int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        _say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
