"""What is asked in an order's page: hold, close, convert, and the paper that is missing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.papers.actions import enter_authorization, enter_prescription
from dmedesk.papers.actions.ordering import close_order, convert_line, hold_order
from dmedesk.papers.actions.refilling import record_contact
from dmedesk.papers.actions.replacing import say_early
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.rules.readiness import Check, Need
from dmedesk.papers.rules.words import TERMS_WORDS, OrderStage, OrderTerms, PaperKind
from dmedesk.papers.screens.early_fields import CONTACT, EARLY, contact_from, early_from
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed

ENTERED = {
    Need.PRESCRIPTION: "prescription",
    Need.LETTER: "letter",
    Need.WRITTEN_ORDER: "written order",
    Need.ENCOUNTER: "encounter",
    Need.AUTHORIZATION: "authorization",
    Need.EARLY_REASON: "reason for it early",
    Need.REFILL: "contact about the refill",
}
"""What can be entered in the order's page itself, in words."""

_KINDS = {
    Need.LETTER: PaperKind.LETTER,
    Need.WRITTEN_ORDER: PaperKind.WRITTEN_ORDER,
    Need.ENCOUNTER: PaperKind.ENCOUNTER,
}


class HoldBar(ActionBar):
    """Asks why an order is on hold, and when somebody looks again."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("review_on", "Look again on", Kind.DAY, required=True),
            FormField("because", "Why", required=True),
        )
        super().__init__(workplace, failed, fields, action="hold_order", done=done)

    def ask_for(self, order_id: int, title: str) -> None:
        """Ask about this order."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            hold_order(
                work,
                order_id=order_id,
                review_on=values["review_on"],
                because=values["because"],
            )

        self.open_bar(f"Put {title} on hold", "Put it on hold", act, {})


class CloseBar(ActionBar):
    """Asks how an order ended, and when."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        ends = {OrderStage.FILLED: "Filled", OrderStage.CANCELLED: "Cancelled"}
        fields = (
            FormField("stage", "It is", Kind.CHOICE, required=True, options=options_of(ends)),
            FormField("closed_on", "On", Kind.DAY, required=True),
        )
        super().__init__(workplace, failed, fields, action="close_order", done=done)

    def ask_for(self, order_id: int, title: str) -> None:
        """Ask about this order."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            close_order(
                work,
                order_id=order_id,
                stage=OrderStage(values["stage"]),
                closed_on=values["closed_on"],
            )

        begun = {"stage": OrderStage.CANCELLED.value, "closed_on": self.workplace.today}
        self.open_bar(f"Close {title}", "Close it", act, begun)


class ConvertBar(ActionBar):
    """Asks from when on a line is bought instead of rented, or rented again."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField(
                "terms", "Terms", Kind.CHOICE, required=True, options=options_of(TERMS_WORDS)
            ),
            FormField("from_on", "From", Kind.DAY, required=True),
            FormField("why", "Why", required=True),
        )
        super().__init__(workplace, failed, fields, action="convert_line", done=done)

    def ask_for(self, line_id: int, title: str, terms: OrderTerms) -> None:
        """Ask about this line, which stands on these terms."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return convert_line(
                work,
                line_id=line_id,
                terms=OrderTerms(values["terms"]),
                from_on=values["from_on"],
                why=values["why"],
            )

        other = OrderTerms.BUY if terms is OrderTerms.RENT else OrderTerms.RENT
        begun = {"terms": other.value, "from_on": self.workplace.today}
        self.open_bar(f"Convert {title}", "Convert it", act, begun)


class PaperBar(ActionBar):
    """Enters the paper that an order misses: its days, and a number where it has one."""

    def __init__(
        self, workplace: Workplace, failed: Failed, need: Need, done: Callable[[], object]
    ) -> None:
        self._need = need
        fields, action = _FIELDS.get(need, (_SIGNED, "save_paper"))
        super().__init__(workplace, failed, fields, action=action, done=done)

    def ask_for(self, check: Check, whose: Mapping[str, Any], title: str) -> None:
        """Ask for the paper of one code; ``whose`` are the ids of member and practitioner."""
        own = {**whose, "hcpcs": check.hcpcs}

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return _enter(work, self._need, own, values)

        word = ENTERED[self._need]
        self.open_bar(f"The {word} of {check.hcpcs} for {title}", f"Enter the {word}", act, {})


_SIGNED: tuple[FormField, ...] = (
    FormField("signed_on", "Signed on", Kind.DAY, required=True),
    FormField("expires_on", "Good until", Kind.DAY, help="no end"),
)
_SEEN: tuple[FormField, ...] = (FormField("signed_on", "Seen on", Kind.DAY, required=True),)
_AUTHORIZATION: tuple[FormField, ...] = (
    FormField("pa_number", "Number", required=True),
    FormField("from_on", "From", Kind.DAY, required=True),
    FormField("until_on", "Until", Kind.DAY, help="no end"),
    FormField("months", "Months", Kind.NUMBER, least=0, help="no limit"),
    FormField("asked_on", "Asked for on", Kind.DAY),
)

_FIELDS: Mapping[Need, tuple[tuple[FormField, ...], str]] = {
    Need.PRESCRIPTION: (_SIGNED, "save_prescription"),
    Need.ENCOUNTER: (_SEEN, "save_paper"),
    Need.AUTHORIZATION: (_AUTHORIZATION, "save_authorization"),
    Need.EARLY_REASON: (EARLY, "say_early"),
    Need.REFILL: (CONTACT, "record_contact"),
}
"""What is asked of a paper, and by which action it is entered."""


def _enter(work: Any, need: Need, own: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    if need is Need.AUTHORIZATION:
        until_on: date | None = values["until_on"]
        given = {**values, "until_on": until_on and until_on + ONE_DAY}
        whose = {name: value for name, value in own.items() if name != "practitioner_id"}
        return enter_authorization(work, values={**given, **whose})
    if need is Need.EARLY_REASON:
        return say_early(work, member_id=own["member_id"], **early_from(values), hcpcs=own["hcpcs"])
    if need is Need.REFILL:
        whose = {name: own[name] for name in ("member_id", "hcpcs")}
        return record_contact(work, contact=contact_from(values), **whose)
    if need is Need.PRESCRIPTION:
        return enter_prescription(work, values={**values, **own})
    return enter_paper(work, values={**values, **own, "kind": _KINDS[need]})
