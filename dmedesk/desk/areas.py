"""The areas of the desk from the top of the left bar, each with its pages.

An area whose screens do not exist is not here. A page is made when it is first gone to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from dmedesk.desk import pages, paper_pages
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import Leave
from dmedesk.kit.settings import Settings
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.wedge import Wedge


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of an area: its ``key`` for links, its title, how it is made.

    One that is not ``is_tab`` is only reached by links: its word does not stand above the page.
    """

    key: str
    title: str
    make: Callable[[], Page]
    is_tab: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the left bar; ``title`` has its mnemonic, ``picture`` is its icon."""

    title: str
    picture: str
    pages: tuple[PageKind, ...] = field(default_factory=tuple)

    @property
    def tabs(self) -> tuple[PageKind, ...]:
        """The pages whose words stand above the page."""
        return tuple(kind for kind in self.pages if kind.is_tab)


REPORTS = {
    "reports.roster": "Rental roster",
    "reports.fleet_use": "Fleet use",
    "reports.returns": "Return on units",
    "reports.held": "Held money",
    "reports.months": "Months billed",
    "reports.journal": "Sales journal",
    "reports.receivables": "Receivables",
    "reports.ageing": "Ageing",
    "reports.by_payer": "Members by payer",
    "reports.ending_papers": "Expiring papers",
    "reports.refills": "Refills",
    "reports.faults": "Faults by model",
    "reports.uncharged_repairs": "Repairs to charge",
}
"""The reports in the gallery's order, by their keys. Their modules are read when they are shown."""


_Made: TypeAlias = tuple[str, str, Callable[[Workplace], Page]]

_LINKED = frozenset({"limit_proposals", "scrub"})
"""Pages that a button of another page leads to: their words would not fit above the page."""

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
            ("orders", "Orders", paper_pages.orders),
            ("prescriptions", "Prescriptions", paper_pages.prescriptions),
            ("papers", "Papers", paper_pages.papers),
            ("authorizations", "Authorizations", paper_pages.authorizations),
            ("pa_requests", "PA requests", paper_pages.pa_requests),
            ("worksheets", "Worksheets", paper_pages.worksheets),
            ("trials", "Trials", paper_pages.trials),
            ("outstanding", "Outstanding", paper_pages.outstanding),
            ("refills", "Refills", paper_pages.refills),
            ("receipts", "Received", paper_pages.receipts),
            ("replacements", "Replacements", paper_pages.replacements),
            ("requirements", "Requirements", paper_pages.requirements),
            ("proposals", "Proposals", paper_pages.proposals),
            ("limits", "Limits", paper_pages.limits),
            ("limit_proposals", "Limit proposals", paper_pages.limit_proposals),
            ("chains", "Chains", paper_pages.chains),
        ),
    ),
    (
        "S&lips",
        "truck",
        (
            ("slips", "Slips", pages.slips),
            ("routes", "Routes", pages.routes),
            ("visits", "Record visits", pages.visits),
            ("received", "Papers received", pages.received),
        ),
    ),
    (
        "&Units",
        "package",
        (
            ("units", "Units", pages.units),
            ("counts", "Counts", pages.counts),
            ("bench", "Bench", pages.bench),
            ("receiving", "Receiving", pages.receiving),
            ("transfers", "Transfers", pages.transfers),
            ("places", "Places", pages.places),
            ("maintenance", "Maintenance", pages.maintenance),
            ("plans", "Plans", pages.plans),
            ("products", "Products", pages.products),
            ("rates", "Rates", pages.rates),
            ("kits", "Kits", pages.kits),
        ),
    ),
    ("&Rentals", "bed", (("rentals", "Rentals", pages.rentals),)),
    (
        "&Month",
        "calendar-days",
        (
            ("month", "Month", pages.month),
            ("scrub", "Scrub", pages.scrub),
            ("invoices", "Invoices", pages.invoices),
            ("charges", "Charges", pages.charges),
            ("payments", "Payments", pages.payments),
            ("denials", "Denials", pages.denials),
            ("ageing", "Ageing", pages.ageing),
            ("deadlines", "Deadlines", pages.deadlines),
            ("statements", "Statements", pages.statements),
            ("month_end", "Month end", pages.month_end),
        ),
    ),
    ("Repairs", "wrench", (("repairs", "Repairs", pages.repairs),)),
    (
        "Recalls",
        "octagon-alert",
        (
            ("recalls", "Recalls", pages.recalls),
            ("recall_units", "Units to follow up", pages.recall_units),
            ("recall_letters", "Letters to follow up", pages.recall_letters),
        ),
    ),
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
    ("settings.texts", "Texts", pages.texts),
)

_NOBODY = ShopFacts("", "", "")


def areas_of(
    workplace: Workplace,
    settings: Settings,
    *,
    facts: ShopFacts = _NOBODY,
    leave: Leave = lambda _wish: None,
    wedge: Wedge | None = None,
) -> tuple[Area, ...]:
    """Every area, from the top. ``settings`` are those of this computer.

    ``leave`` closes the window for what was wished for; ``wedge`` hears the scanner.
    """

    def kind(key: str, title: str, make: Callable[[Workplace], Page]) -> PageKind:
        return PageKind(key, title, partial(make, workplace), is_tab=key not in _LINKED)

    scanner = PageKind(
        "settings.scanner",
        "Scanner",
        lambda: pages.scanner(workplace, settings, wedge or Wedge(settings)),
    )
    look = PageKind("settings.look", "Look", lambda: pages.look(workplace, settings))
    about = PageKind("settings.about", "About", lambda: pages.about(workplace, facts), is_tab=False)
    files = PageKind(
        "settings.files", "File", lambda: pages.files(workplace, settings, facts, leave)
    )
    return (
        *(Area(title, picture, tuple(kind(*one) for one in its)) for title, picture, its in _AREAS),
        Area("R&eports", "chart-column", _reports(workplace)),
        Area(
            "&Settings",
            "settings",
            (*(kind(*one) for one in _SETTINGS), scanner, look, files, about),
        ),
        # Last, for it is the one that may do without Ctrl and a figure.
        Area("&History", "history", (kind("history", "History", pages.history),)),
    )


def _reports(workplace: Workplace) -> tuple[PageKind, ...]:
    """The gallery, and behind it a page for each report."""
    gallery = PageKind("reports", "Reports", lambda: pages.reports(workplace, titles=REPORTS))
    return (
        gallery,
        *(
            PageKind(key, title, partial(pages.report, workplace, key), is_tab=False)
            for key, title in REPORTS.items()
        ),
    )
