"""The fixtures of windows."""

from tests.gui.fixtures import doors, qapp, shop, workplace

__all__ = ["doors", "qapp", "shop", "workplace"]
