"""The fixtures of windows."""

from tests.gui.fixtures import qapp

__all__ = ["qapp"]
