"""The program's own log on this computer: what went wrong, when and where. Nobody's data.

What is logged are kinds of errors and places in the program, never what was typed or stored. Three
files of a bounded size follow each other; the oldest goes.
"""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST, OLDER_KEPT = 500_000, 2
"""Bytes of a log file, and how many older ones stay beside it."""

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_PROGRAM = "dmedesk"
_SHOWN = 60


def log_file() -> Path:
    """Where the log is, in the folder that the system has for it; ``DMEDESK_LOG`` names another."""
    if named := os.environ.get("DMEDESK_LOG"):
        return Path(named)
    from platformdirs import user_log_path  # noqa: PLC0415 - not for commands without a window

    return user_log_path("DMEDesk", appauthor=False) / "dmedesk.log"


def keep_log() -> logging.Handler | None:
    """Write the program's log from now on; answers what writes it, to be given to ``end_log``.

    A place that cannot be written ends nothing: then there is no log.
    """
    place = log_file()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            place, maxBytes=LARGEST, backupCount=OLDER_KEPT, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_LINE))
    logging.getLogger(_PROGRAM).addHandler(handler)
    return handler


def end_log(handler: logging.Handler | None) -> None:
    """Close what ``keep_log`` opened."""
    if handler is not None:
        logging.getLogger(_PROGRAM).removeHandler(handler)
        handler.close()


def last_lines(count: int = _SHOWN) -> list[str]:
    """The newest lines of the log; none where there is no log."""
    try:
        text = log_file().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()[-count:]
