"""Whether the shop keeps Suffolk County's two legal holidays: said from a day on, with why."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from dmedesk.kit.calendar import suffolk_county_days
from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import SUFFOLK_DAYS, Policies, policy_kinds
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.theme import GRID


class SuffolkSwitch(QVBoxLayout):
    """The year's two days with their clause, what holds today, and a form to say it otherwise."""

    def __init__(self, page: SettingPage) -> None:
        super().__init__()
        self._page = page
        kind = policy_kinds()[SUFFOLK_DAYS]
        self.days, self.today = label(), label(part="section")
        why = label(kind.why, "soft")
        for text in (self.days, self.today, why):
            text.setWordWrap(True)
        self.fields = page.form(
            (
                Section(
                    "",
                    (
                        FormField(
                            "value",
                            "They &are",
                            Kind.CHOICE,
                            required=True,
                            options=tuple(kind.options.items()),
                        ),
                        FormField("from_on", "&From", Kind.DAY, required=True),
                        FormField("why", "Wh&o said so", required=True, help="and where"),
                    ),
                    columns=1,
                ),
            )
        )
        self.keep = page.guard(button("Sa&ve", self.say), "say_policy")
        self.setSpacing(2 * GRID)
        pieces = column(
            label(kind.title, "section"),
            self.days,
            label(kind.citation, "small"),
            why,
            self.today,
            self.fields,
            row(None, self.keep),
        )
        self.addLayout(pieces)

    def show_policies(self, policies: Policies, *, year: int) -> None:
        """Tell the year's two days and what holds; what is typed of another choice stays."""
        on = self._page.workplace.today
        kind = policy_kinds()[SUFFOLK_DAYS]
        value = policies.value(SUFFOLK_DAYS, on=on)
        days = suffolk_county_days(year)
        self.days.setText(", ".join(f"{day} {held.name}" for day, held in days.items()))
        self.today.setText(f"Today: {kind.words_of(value)}")
        if not self.fields.changes():
            self._begin(value)

    def _begin(self, value: str) -> None:
        self.fields.show_values({"value": value, "from_on": self._page.workplace.today})

    def say(self) -> None:
        """Say what they are from the day on."""
        try:
            values = self.fields.values()
        except Refused as refused:
            self._page.fail(refused.findings)
            self.fields.show_findings(refused.findings)
            return
        words = policy_kinds()[SUFFOLK_DAYS].words_of(values["value"])
        self._page.save(
            partial(_say, values=values),
            action="say_policy",
            said=f"Suffolk County's days are {words} from {values['from_on']}.",
            form=self.fields,
            then=partial(self._begin, values["value"]),
        )


def _say(work: Any, *, values: dict[str, Any]) -> None:
    say_policy(work, key=SUFFOLK_DAYS, **values)
