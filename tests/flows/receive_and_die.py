"""Takes scans in on the program's own worker, in a process that is killed before a statement.

``receive_and_die ADDRESS FILE [STATEMENT]``: says how many pages it took. The process ends by
SIGKILL before the first statement that begins like STATEMENT (``COMMIT n`` is the n-th commit):
nothing is cleaned up then.
"""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from dmedesk.deliveries.screens.intake import Progress, Taken, take_in
from dmedesk.store.attachments import Attachments
from dmedesk.store.engine import open_engine
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.post_and_die import die_before
from tests.gui.fixtures import EngineDoors


def main() -> None:
    """Take the file in."""
    address, file, statement = (*sys.argv[1:], "")[:3]
    engine = open_engine(address)
    if statement:
        die_before(engine, statement)
    app = QCoreApplication(sys.argv)
    runner = WorkerRunner(EngineDoors(engine))

    def tell(taken: Taken) -> None:
        sys.stdout.write(f"{taken.counts.total()} taken, {taken.there} there\n")
        app.quit()

    work = partial(take_in, paths=[Path(file)], attachments=Attachments(), progress=Progress())
    runner.carry_out(
        work,
        step=lambda _made: None,
        is_stopped=lambda: False,
        done=tell,
        failed=lambda findings: app.exit(len(findings)),
    )
    app.exec()
    runner.close()
    engine.dispose()


if __name__ == "__main__":
    main()
