"""Writes the next migration step from what changed in the tables, for a person to clean up.

    python db/propose.py "what the step does"

The step then stands in ``db/versions``. Read it: name every constraint, import nothing from the
package, keep changes of data in a step of their own, and see it pass ``tests/upgrade`` on both
databases.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from dmedesk.store.engine import open_engine
from dmedesk.store.migrate import steps, upgrade


def propose(message: str) -> None:
    """Compare the tables with an empty database that took every step so far."""
    folder = Path(__file__).resolve().parent
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    known = steps(folder)
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_engine(Path(scratch) / "scratch.dmedesk", create=True)
        if known:
            upgrade(engine, folder=folder)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            number = f"{int(known[-1]) + 1 if known else 1:04d}"
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    propose(" ".join(sys.argv[1:]) or sys.exit(__doc__))
