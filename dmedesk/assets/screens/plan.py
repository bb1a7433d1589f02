"""A maintenance plan's page: which product, which work, how often, and where the maker says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.actions.maintaining import change_plan, enter_plan
from dmedesk.assets.queries.plans import plan_record
from dmedesk.assets.rules.maintenance import MOST_HOURS, Every, Plan, plan_findings
from dmedesk.assets.screens.picking import PRODUCT_PICKER, picked
from dmedesk.assets.screens.plans import EVERY_WORDS
from dmedesk.kit.findings import Finding
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec, saving
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID

_NUMBER = 44 * GRID

PIECES = (
    Section(
        "What the maker asks for",
        (
            FormField("product_id", "&Product", Kind.RECORD, required=True, picker=PRODUCT_PICKER),
            FormField("work", "&Work", required=True, help="Change the filter, test the battery …"),
            FormField(
                "every", "&Counted by", Kind.CHOICE, required=True, options=options_of(EVERY_WORDS)
            ),
            FormField(
                "interval_count",
                "H&ow many",
                Kind.NUMBER,
                width=_NUMBER,
                least=1,
                most=MOST_HOURS,
                help="Months, or hours; empty for each return",
            ),
            FormField("source", "Where &it says so", wide=True, help="Manual, edition, page"),
            FormField("ended_on", "Not any more from", Kind.DAY),
        ),
    ),
)


def checks(values: Mapping[str, Any]) -> Sequence[Finding]:
    """What is wrong between the fields; what is missing in one is told by the form."""
    every = values.get("every")
    found = plan_findings(
        work="said",
        every=None if every is None else Every(every),
        interval=values.get("interval_count"),
        has_product=True,
    )
    return [one for one in found if one.field == "interval_count"]


def read_plan(session: Any, plan_id: int) -> RecordRead | None:
    """One plan for the page."""
    record = plan_record(session, plan_id)
    if record is None:
        return None
    values = record.values
    plan = Plan(record.id, record.work, values["every"], values["interval_count"])
    product = "" if record.product is None else record.product.title
    has_ended = values["ended_on"] is not None
    return RecordRead(
        title=record.work,
        values={**values, "product_id": picked(record.product)},
        version=record.version,
        about=f"{product} · {plan.words()}",
        state=State.CLOSED if has_ended else State.READY,
        word="ended" if has_ended else "in force",
    )


SPEC = RecordSpec(
    kind="plan",
    noun="plan",
    pieces=PIECES,
    read=read_plan,
    save=saving(enter_plan, change_plan, named="plan_id"),
    action="save_plan",
    checks=checks,
    not_copied=frozenset({"work"}),
)


class PlanPage(FormPage):
    """One plan."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, SPEC)
