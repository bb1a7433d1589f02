"""What is written into a unit's log, asked in the page: work, a reading, a mistaken entry."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton

from dmedesk.assets.actions.maintaining import (
    read_hours,
    take_back_maintenance,
    write_maintenance,
)
from dmedesk.assets.queries.maintenance import Logged, find_plans, log_of, plan_named
from dmedesk.assets.rules.maintenance import MOST_HOURS, LogStep
from dmedesk.assets.screens.picking import picked
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Picker
from dmedesk.widgets.listing.views import menu_button
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed, Latest

_IN_A_ROW = 3


class WorkBar(ActionBar):
    """Writes down work on a unit."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        self._asset_id = 0
        plans = Picker("plan", "plan", self._find, _named, may_add=False)
        fields = (
            FormField("plan_id", "Plan", Kind.RECORD, picker=plans, help="Empty: other work"),
            FormField("work", "What was done", help="Empty: as the plan says"),
            FormField("done_on", "Day", Kind.DAY, required=True),
            FormField("technician", "Technician", required=True),
            FormField("hours", "Hours now", Kind.NUMBER, least=0, most=MOST_HOURS),
            FormField("cost_cents", "Cost in all", Kind.MONEY),
            FormField("parts", "Parts"),
            FormField("vendor", "Done by", help="A workshop, where it was not ours"),
            FormField("fault", "Fault", help="What was wrong"),
        )
        super().__init__(
            workplace, failed, fields, action="write_maintenance", done=done, columns=_IN_A_ROW
        )

    def _find(self, session: Any, part: str) -> Sequence[Picked]:
        return [Picked(*one) for one in find_plans(session, part, asset_id=self._asset_id)]

    def ask_for(self, asset_id: int, serial: str, plan: Picked | None = None) -> None:
        """Ask about work on this unit; ``plan`` stands there at first."""
        self._asset_id = asset_id
        today = self.workplace.today

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return write_maintenance(work, asset_id=asset_id, values=values, today=today)

        self.open_bar(
            f"Work on {serial}",
            "Write it down",
            act,
            {"plan_id": plan, "done_on": today, "technician": self.workplace.owner},
        )


def _named(session: Any, plan_id: int) -> Picked | None:
    return picked(plan_named(session, plan_id))


class HoursBar(ActionBar):
    """Writes down what a unit's meter shows."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("hours", "Hours", Kind.NUMBER, required=True, least=0, most=MOST_HOURS),
            FormField("done_on", "Day", Kind.DAY, required=True),
            FormField("note", "Note"),
        )
        super().__init__(workplace, failed, fields, action="read_hours", done=done)

    def ask_for(self, asset_id: int, serial: str) -> None:
        """Ask for this unit's hours."""
        today = self.workplace.today

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return read_hours(
                work,
                asset_id=asset_id,
                hours=values["hours"],
                read_on=values["done_on"],
                today=today,
                note=values["note"] or "",
            )

        self.open_bar(f"Hours of {serial}", "Write it down", act, {"done_on": today})


class VoidBar(ActionBar):
    """Takes back the entry of a unit's log that was written last and still stands."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (FormField("note", "What was mistaken", required=True),)
        super().__init__(workplace, failed, fields, action="take_back_maintenance", done=done)
        self._logs = Latest(workplace.runner)
        self._told = failed

    def ask_for(self, asset_id: int, serial: str) -> None:
        """Ask why the last standing entry of this unit is void."""

        def ask(log: Sequence[Logged]) -> None:
            standing = [
                one for one in log if not one.is_void and one.step is not LogStep.TAKEN_BACK
            ]
            if standing:
                self._ask(asset_id, serial, standing[-1])
            else:
                self.workplace.say(f"Nothing is written down of {serial}.")

        self._logs.query(
            lambda session: log_of(session, asset_id=asset_id), done=ask, failed=self._told
        )

    def _ask(self, asset_id: int, serial: str, entry: Logged) -> None:
        today = self.workplace.today

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return take_back_maintenance(
                work, asset_id=asset_id, turn=entry.turn, note=values["note"], today=today
            )

        words = entry.work or f"{entry.hours:,} hours"
        self.open_bar(f"Take back “{words}” of {entry.on}, {serial}", "Take it back", act, {})


class MaintenanceMenu:
    """What may be written into the log of the unit in a page, behind one button.

    A bar is made when it is first asked for; ``put`` places it in the page.
    """

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        done: Callable[[], object],
        put: Callable[[ActionBar], object],
    ) -> None:
        self._workplace, self._failed, self._done, self._put = workplace, failed, done, put
        self._unit = (0, "")
        self._made: dict[type[Any], Any] = {}
        self.button = QPushButton("M&aintenance")
        self.button.setAccessibleName("Maintenance")
        self.menu = QMenu(self.button)
        menu_button(self.button, self.menu, tip="Write down work or hours (Alt+A)")
        for words, kind, action in (
            ("Work done …", WorkBar, "write_maintenance"),
            ("Hours …", HoursBar, "read_hours"),
            ("Take the last entry back …", VoidBar, "take_back_maintenance"),
        ):
            entry = self.menu.addAction(words)
            entry.setEnabled(workplace.may(action))
            entry.triggered.connect(partial(self.ask, kind))

    def show_unit(self, asset_id: int, serial: str) -> None:
        """The unit that is meant from now on."""
        self._unit = (asset_id, serial)

    def ask(self, kind: type[Any], *_checked: object) -> Any:
        """Ask with this bar about the unit; answers the bar."""
        if kind not in self._made:
            self._made[kind] = kind(self._workplace, self._failed, self._done)
            self._put(self._made[kind])
        self._made[kind].ask_for(*self._unit)
        return self._made[kind]
