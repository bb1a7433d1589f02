"""Finds ``resources/`` and ``db/`` beside the package, inside the wheel, and in a frozen build."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    return _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent


def resources() -> Path:
    """The folder of icons, fee editions, holiday rules, letter texts and the demo shop."""
    return _root() / "resources"


def migrations() -> Path:
    """The Alembic environment and its steps."""
    return _root() / "db"
