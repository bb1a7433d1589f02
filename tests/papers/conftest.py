"""Fixtures of the windows, for the screens of papers."""

from tests.gui.fixtures import doors, qapp, rented, shop, workplace

__all__ = ["doors", "qapp", "rented", "shop", "workplace"]
