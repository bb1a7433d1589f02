"""The gallery of reports: those of all houses, each with its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.ageing import AGEING
from dmedesk.billing.screens.journal import JOURNAL, RECEIVABLES
from dmedesk.billing.screens.reports import HELD_MONEY, MONTHS_BILLED
from dmedesk.billing.screens.uncharged import UNCHARGED_REPAIRS
from dmedesk.kit.listing import ListDoor
from dmedesk.kit.offers import ListLink
from dmedesk.papers.screens.refills import REPORTS as REFILLS
from dmedesk.papers.screens.reports import REPORTS as PAPERS
from dmedesk.rentals.screens.reports import BY_PAYER, FLEET_USE, RETURNS, roster
from dmedesk.repairs.screens.reports import FAULTS
from dmedesk.widgets.button_grid import ButtonGrid
from dmedesk.widgets.cards import CARD, Card
from dmedesk.widgets.listing.views import LEFT_AS_IT_STOOD
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import column, label, padded, row
from dmedesk.widgets.report import Report
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN


@cache
def all_reports() -> Mapping[str, Report[Any]]:
    """Every report of every house, by its key."""
    found = (
        roster(rental_strip),
        FLEET_USE,
        RETURNS,
        HELD_MONEY,
        MONTHS_BILLED,
        JOURNAL,
        RECEIVABLES,
        AGEING,
        BY_PAYER,
        *PAPERS,
        *REFILLS,
        FAULTS,
        UNCHARGED_REPAIRS,
    )
    return {report.key: report for report in found}


def report_of(key: str) -> Report[Any]:
    """The report of this key."""
    return all_reports()[key]


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A view of a report that somebody kept under a name."""

    name: str
    key: str


def own_reports(session: Any, *, lists: ListDoor, owner: str) -> tuple[OwnReport, ...]:
    """Somebody's kept views of all reports; one question for each report."""
    return tuple(
        OwnReport(view.name, key)
        for key in all_reports()
        for view in lists.views(session, list_key=key, owner=owner)
        if view.name != LEFT_AS_IT_STOOD
    )


class ReportsPage(Page):
    """Every report as a card, and below them one's own; Enter opens one."""

    key = "reports"
    area = "R&eports"
    picture = "chart-column"
    keys = (Key("Enter", "open a report; arrow keys go from card to card"),)

    def __init__(self, workplace: Workplace, titles: Mapping[str, str]) -> None:
        super().__init__(workplace)
        self._titles = titles
        self._reads = Latest(workplace.runner)
        self.cards: ButtonGrid[Card] = ButtonGrid("Reports", CARD)
        self.own: ButtonGrid[Card] = ButtonGrid("Your own reports", CARD)
        self._own_head = label("Your own", "section")
        said = label("Each opens as a list: filter it, keep it as a view, take it out.", "soft")
        self._none = label("What you keep under Views in a report stands here, too.", "soft")
        head = row(label("Reports", "heading"), said, None, gap=3 * GRID)
        own = (self._own_head, self._none, self.own)
        page = column(head, self.findings, self.cards, *own, None, gap=3 * GRID)
        inner = QWidget()
        inner.setProperty("part", "page")
        inner.setLayout(padded(page, MARGIN, 3 * GRID))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.setLayout(column(scroll))
        self.setFocusProxy(self.cards)
        links = ((titles[key], report_of(key).about, ListLink(key)) for key in titles)
        self.cards.show_buttons([self._card(*link) for link in links])

    def _card(self, title: str, about: str, link: ListLink) -> Card:
        card = Card(title, about, report_of(link.key).picture)
        card.clicked.connect(lambda _checked: self.workplace.navigator.open_list(link))
        return card

    def refresh(self) -> None:
        """Read which views of reports were kept."""
        workplace = self.workplace
        self._reads.query(
            partial(own_reports, lists=workplace.lists, owner=workplace.owner),
            done=self._show_own,
            failed=self.fail,
        )

    def _show_own(self, kept: tuple[OwnReport, ...]) -> None:
        self.own.show_buttons(
            [
                self._card(one.name, self._titles[one.key], ListLink(one.key, view=one.name))
                for one in kept
            ]
        )
        self.own.setVisible(bool(kept))
        self._none.setVisible(not kept)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """A view may have been kept meanwhile: that changes no record, so nobody tells."""
        self._is_stale = True
        super().showEvent(event)
