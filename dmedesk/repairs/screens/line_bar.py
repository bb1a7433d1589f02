"""Parts and labor are typed; what the repair comes to then is told at every key, with both numbers.

Nothing is written before Enter: the law's lines are held against the total as it would be.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dmedesk.kit.findings import Finding
from dmedesk.repairs.actions.working import write_line
from dmedesk.repairs.queries.records import RepairRead
from dmedesk.repairs.rules.judging import judge
from dmedesk.repairs.rules.steps import may_charge
from dmedesk.repairs.rules.words import Covered, LineKind
from dmedesk.repairs.screens.facts import tell_judged
from dmedesk.repairs.screens.words import COVERED_WORDS, KIND_WORDS
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

_NARROW, _MONEY = 14 * GRID, 22 * GRID

FIELDS = (
    FormField("description", "Which", required=True, wide=True, help="The part, the work"),
    FormField("kind", "What", Kind.CHOICE, required=True, options=options_of(KIND_WORDS)),
    FormField("quantity", "Quantity", Kind.NUMBER, required=True, width=_NARROW),
    FormField("amount_cents", "Charge", Kind.MONEY, required=True, width=_MONEY),
    FormField(
        "covered", "Who bears it", Kind.CHOICE, required=True, options=options_of(COVERED_WORDS)
    ),
    FormField("done_on", "Done on", Kind.DAY, required=True),
    FormField("cost_cents", "Costs us", Kind.MONEY, width=_MONEY),
    FormField("minutes", "Minutes", Kind.NUMBER, width=_NARROW),
    FormField("hcpcs", "Code", width=_MONEY),
    FormField("modifiers", "Modifiers", width=_NARROW),
)
_COLUMNS, _LARGE_COLUMNS = 5, 3


class LineBar(ActionBar):
    """One line of a repair."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        super().__init__(
            workplace,
            failed,
            FIELDS,
            action="write_repair_line",
            done=done,
            columns=_COLUMNS,
            large_columns=_LARGE_COLUMNS,
        )
        self.read: RepairRead | None = None
        self.told = column(gap=0)
        self.body.addLayout(self.told)
        self.form.changed.connect(self.tell)

    def ask_for(self, read: RepairRead) -> None:
        """Ask for a line of this repair."""
        self.read = read
        is_charged = may_charge(read.repair.ownership)
        begun = {
            "kind": LineKind.PART.value,
            "quantity": 1,
            "covered": (Covered.CHARGED if is_charged else Covered.INCLUDED).value,
            "amount_cents": None if is_charged else 0,
            "done_on": self.workplace.today,
        }
        self.open_bar(
            f"A line of {read.repair.repair_no}; of direct service: units, and the usual hour",
            "Write it down",
            self._write,
            begun,
        )
        self.tell()

    def _write(self, work: Any, values: Mapping[str, Any]) -> object:
        assert self.read is not None
        return write_line(
            work,
            repair_id=self.read.repair.id,
            kind=LineKind(values["kind"]),
            done_on=values["done_on"],
            description=values["description"] or "",
            amount_cents=values["amount_cents"],
            quantity=values["quantity"],
            covered=Covered(values["covered"]),
            cost_cents=values["cost_cents"],
            minutes=values["minutes"],
            hcpcs=values["hcpcs"] or "",
            modifiers=values["modifiers"] or "",
        )

    def judged(self) -> list[Finding]:
        """What the law says of the total with the line as it is typed now."""
        if self.read is None:
            return []
        money = self.read.money
        return judge(replace(money, total_cents=money.total_cents + self._typed_cents()))

    def _typed_cents(self) -> int:
        entries = self.form.entries
        if entries["covered"].raw() != Covered.CHARGED.value:
            return 0
        cents = _value(entries["amount_cents"])
        if entries["kind"].raw() == LineKind.DIRECT_SERVICE.value:
            # At most the usual charge of each hour; the engine says what it comes to.
            return cents * _value(entries["quantity"])
        return cents

    def tell(self) -> None:
        """Say what the repair comes to with what is typed."""
        tell_judged(self.told, self.judged())


def _value(entry: Any) -> int:
    """The number that stands in a field; nothing where it cannot be read yet."""
    found, _wrong = entry.taken()
    return found if isinstance(found, int) else 0
