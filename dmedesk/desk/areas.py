"""The areas of the desk from the top of the left bar, each with its pages.

An area whose screens do not exist is not here. A page is made when it is first gone to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

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
    people = (
        kind("members", "Members", pages.members),
        kind("practitioners", "Practitioners", pages.practitioners),
        kind("payers", "Payers", pages.payers),
    )
    papers = (
        kind("prescriptions", "Prescriptions", pages.prescriptions),
        kind("authorizations", "Authorizations", pages.authorizations),
    )
    return (
        Area("&Today", "layout-dashboard", (kind("today", "Today", pages.today),)),
        Area("Mem&bers", "users", people),
        Area("Orders a&nd papers", "clipboard-list", papers),
        Area("&Month", "calendar-days", (kind("month", "Month", pages.month),)),
        Area("&Rentals", "bed", (kind("rentals", "Rentals", pages.rentals),)),
        Area("R&ates", "scale", (kind("rates", "Rates", pages.rates),)),
        Area(
            "&Settings",
            "settings",
            (
                kind("settings.company", "Company", pages.company),
                kind("settings.numbering", "Numbering", pages.numbering),
                kind("settings.staff", "Staff", pages.staff),
                kind("settings.rights", "Rights", pages.rights),
                kind("settings.policies", "Policies", pages.policies),
                kind("settings.holidays", "Holidays", pages.holidays),
                look,
                files,
            ),
        ),
    )
