"""Qt is read, and Python's import stays its own."""

import subprocess
import sys

_SAYS = """
import builtins, sys
plain = builtins.__import__
from dmedesk.widgets.plain_import import read_qt
read_qt()
print("PySide6.QtCore" in sys.modules, builtins.__import__ is plain)
import PySide6.QtWidgets
print(builtins.__import__ is plain)
"""


def test_pythons_import_stays_its_own() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _SAYS], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.split() == ["True", "True", "True"]
