"""The fixtures of windows."""

from tests.gui.fixtures import doors, qapp, rented, shop, workplace

__all__ = ["doors", "qapp", "rented", "shop", "workplace"]
