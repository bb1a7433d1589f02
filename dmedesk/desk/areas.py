"""The areas of the desk from the top of the left bar, each with its pages.

An area whose screens do not exist is not here. A page is made when it is first gone to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from dmedesk.desk import pages
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import Leave
from dmedesk.kit.settings import Settings
from dmedesk.widgets.page import Page, Workplace


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of an area: its ``key`` for links, its title, how it is made."""

    key: str
    title: str
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the left bar; ``title`` has its mnemonic, ``picture`` is its icon."""

    title: str
    picture: str
    pages: tuple[PageKind, ...] = field(default_factory=tuple)


_Made: TypeAlias = tuple[str, str, Callable[[Workplace], Page]]

_AREAS: tuple[tuple[str, str, tuple[_Made, ...]], ...] = (
    ("&Today", "layout-dashboard", (("today", "Today", pages.today),)),
    (
        "Mem&bers",
        "users",
        (
            ("members", "Members", pages.members),
            ("practitioners", "Practitioners", pages.practitioners),
            ("payers", "Payers", pages.payers),
        ),
    ),
    (
        "Orders a&nd papers",
        "clipboard-list",
        (
            ("prescriptions", "Prescriptions", pages.prescriptions),
            ("authorizations", "Authorizations", pages.authorizations),
        ),
    ),
    (
        "&Month",
        "calendar-days",
        (("month", "Month", pages.month), ("invoices", "Invoices", pages.invoices)),
    ),
    ("&Rentals", "bed", (("rentals", "Rentals", pages.rentals),)),
    ("R&ates", "scale", (("rates", "Rates", pages.rates),)),
)
"""The areas whose pages need nothing but the workplace: title, icon, and pages with their keys."""

_SETTINGS: tuple[_Made, ...] = (
    ("settings.company", "Company", pages.company),
    ("settings.numbering", "Numbering", pages.numbering),
    ("settings.staff", "Staff", pages.staff),
    ("settings.rights", "Rights", pages.rights),
    ("settings.policies", "Policies", pages.policies),
    ("settings.holidays", "Holidays", pages.holidays),
    ("settings.printing", "Printing", pages.printing),
    ("settings.prints", "Prints", pages.prints),
    ("settings.import", "Import", pages.imports),
)

_NOBODY = ShopFacts("", "", "")


def areas_of(
    workplace: Workplace,
    settings: Settings,
    *,
    facts: ShopFacts = _NOBODY,
    leave: Leave = lambda _wish: None,
) -> tuple[Area, ...]:
    """Every area, from the top. ``settings`` are those of this computer.

    ``leave`` closes the window for what was wished for.
    """

    def kind(key: str, title: str, make: Callable[[Workplace], Page]) -> PageKind:
        return PageKind(key, title, partial(make, workplace))

    look = PageKind("settings.look", "Look", lambda: pages.look(workplace, settings))
    files = PageKind(
        "settings.files", "File", lambda: pages.files(workplace, settings, facts, leave)
    )
    return (
        *(Area(title, picture, tuple(kind(*one) for one in its)) for title, picture, its in _AREAS),
        Area("&Settings", "settings", (*(kind(*one) for one in _SETTINGS), look, files)),
    )
