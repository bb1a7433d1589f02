"""One charge: what is charged, its price with every step while it is typed, its way to an invoice.

A charge stands as it was entered: only its proof follows; what is wrong is withdrawn.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from dmedesk.assets.queries.finding import unit_named
from dmedesk.assets.screens.picking import picked
from dmedesk.billing.actions.charges import enter_charge, prove_charge, withdraw_charge
from dmedesk.billing.actions.charging import invoice_charges_now
from dmedesk.billing.actions.considering import consider_charge
from dmedesk.billing.queries.charge_fates import fates_of
from dmedesk.billing.queries.charge_list import ChargeState
from dmedesk.billing.queries.charge_record import charge_record
from dmedesk.billing.queries.charge_trial import Beginning, beginning, trial
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.charge_pricing import ASKED_OF
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.direct_service import units_said
from dmedesk.billing.screens.charge_fields import (
    MAY_CHANGE,
    PIECES,
    PRICE_TITLE,
    asked_for,
    asked_of,
    cost_fields,
    details_of,
    may_hide,
    stored_pieces,
    values_of,
)
from dmedesk.billing.screens.charges import state_of
from dmedesk.billing.screens.why import why_posted
from dmedesk.billing.screens.why_charge import why_charge
from dmedesk.catalog.queries.finding import product_named
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.finding import member_named, payer_named
from dmedesk.rentals.rules import Proof
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Picked
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import px

_PAUSE_MS = 200
_FORM, _PRICE = 640, 340
_SIGNS = {
    ChargeState.WAITING: State.OUT,
    ChargeState.HELD: State.WAITING,
    ChargeState.INVOICED: State.READY,
    ChargeState.WITHDRAWN: State.CLOSED,
}


def read_charge(session: Any, row_id: int, *, today: Callable[[], Any]) -> RecordRead | None:
    """One charge for the page."""
    record = charge_record(session, charge_id=row_id, on=today())
    if record is None:
        return None
    row, values = record.row, dict(record.values)
    named = {
        "member_id": member_named,
        "payer_id": payer_named,
        "product_id": product_named,
        "asset_id": unit_named,
    }
    for key, ask in named.items():
        found = ask(session, values[key]) if values[key] else None
        values[key] = picked(found)
    about = f"entered {record.recorded_at.astimezone():%Y-%m-%d} by {record.recorded_by}"
    if record.withdrawn_why:
        about += f" · withdrawn {record.withdrawn_on} by {record.withdrawn_by}: "
        about += record.withdrawn_why
    elif row.invoice_no:
        about += f" · invoice {row.invoice_no}"
    return RecordRead(
        title=f"{row.charge_no} · {row.member}",
        values=values
        | values_of(record.asked)
        | {"proof": record.proof.value, "proof_on": record.proof_on},
        version=0,
        about=about,
        state=_SIGNS[ChargeState(row.state)],
        word=state_of(row)[0].partition(" ")[2],
    )


def save_charge(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter a charge, or the proof of one that stands."""
    del version
    if row_id is None:
        return enter_charge(work, said=details_of(values))
    if set(values) - MAY_CHANGE:
        message = "A charge stays as it was entered."
        remedy = "Withdraw it, and enter another one."
        raise Refused([Finding(Severity.STOP, "charge_stands", message, remedy=remedy)])
    proof = Proof(values.get("proof") or Proof.SIGNED)
    prove_charge(work, charge_id=row_id, proof=proof, proof_on=values.get("proof_on"))
    return row_id


def _why(session: Any, *, charge_id: int, on: Any) -> Reckoning | None:
    """Why a stored charge has its amount: as posted, else as a run would take it now."""
    fate = fates_of(session, charge_ids=[charge_id]).get(charge_id)
    if fate is not None:
        return why_charge(fate)
    record = charge_record(session, charge_id=charge_id, on=on)
    if record is None or record.invoice_id is None:
        return None
    invoice = printed_invoices(session, invoice_ids=[record.invoice_id])[record.invoice_id]
    lines = [line for line in invoice.lines if line.charge is not None]
    mine = (one for one in lines if one.charge and one.charge.charge_no == record.row.charge_no)
    line = next(mine, None)
    return None if line is None else why_posted(line)


class ChargePage(FormPage):
    """One charge, or a new one; its price stands beside the fields and follows what is typed."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        fresh = {
            "kind": ChargeKind.SUPPLY.value,
            "service_on": workplace.today,
            "units": 1,
            "condition": "new",
            "proof": Proof.NONE.value,
        }
        spec = RecordSpec(
            kind="charge",
            noun="charge",
            pieces=stored_pieces() if ref.id else PIECES,
            read=partial(read_charge, today=lambda: workplace.today),
            save=save_charge,
            action="prove_charge" if ref.id else "enter_charge",
            fresh=lambda _session: fresh,
            not_copied=frozenset({"asset_id", "proof", "proof_on"}),
        )
        super().__init__(workplace, ref, spec)
        self._prices, self._begins = Latest(workplace.runner), Latest(workplace.runner)
        self._begun: tuple[Any, ...] = (None, None)
        self._counted: tuple[Any, ...] = (None, None, "mobility")
        self._units_said = ""
        self.price = ReckoningPanel()
        self.sides.insertWidget(1, self.price)
        self.sides.setSizes([_FORM, px(_PRICE), 0 if self.is_new else px(240)])
        self._make_tools()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.show_price)
        self.form.changed.connect(self._typed)

    def _make_tools(self) -> None:
        """What may be done with a charge that stands, and what asks for it."""
        workplace = self.workplace
        self.now = button("&Invoice now", self.invoice_now, tip="On an invoice of its own, at once")
        self.withdraw = button("Wit&hdraw …", self.ask_withdrawal, tip="It was entered wrongly")
        why = FormField("why", "Why", required=True, help="What was wrong with it")
        self.bar = ActionBar(
            workplace, self.fail, (why,), action="withdraw_charge", done=self.refresh
        )
        self.cost = button("C&ost …", self.ask_cost, tip="For individual consideration, 322.03(19)")
        self.cost_bar = ActionBar(
            workplace,
            self.fail,
            cost_fields(),
            action="consider_charge",
            done=self._open_anew,
            columns=3,
        )
        self._anew: list[int] = []
        self.bars.addWidget(self.cost_bar)
        for tool in (self.now, self.withdraw, self.cost):
            self.tools.addWidget(tool)
            tool.setVisible(not self.is_new and workplace.may_write)
        self.bars.addWidget(self.bar)

    # --- what follows from what is typed ----------------------------------------------------------

    def show_record(self, read: RecordRead) -> None:
        """The charge was read: show the fields of its kind, and its price."""
        self._follow_kind()
        is_open = read.state in (State.OUT, State.WAITING)
        self.now.setVisible(not self.is_new and self.workplace.may_write)
        self.withdraw.setVisible(not self.is_new and self.workplace.may_write)
        self.cost.setVisible(self.withdraw.isVisibleTo(self) and _is_by_cost(read))
        self.now.setEnabled(read.state is State.OUT)
        self.withdraw.setEnabled(is_open)
        self.show_price()

    def _typed(self) -> None:
        self._follow_kind()
        self._count_minutes()
        self._pause.start()
        self._begin_with()

    def _follow_kind(self) -> None:
        """Only the fields that the chosen kind asks for are there."""
        raws = self.form.raws()
        raw = raws.get("kind")
        shown = asked_for(ChargeKind(raw)) if raw else frozenset()
        if not self.is_new:
            # What was not told of a charge that stands is told no more.
            shown = frozenset(key for key in shown if raws[key] or key in MAY_CHANGE)
        labels = {one.buddy(): one for one in self.form.findChildren(QLabel)}
        for key in may_hide():
            entry = self.form.entries[key]
            entry.widget.setVisible(key in shown)
            if (named := labels.get(entry.target)) is not None:
                named.setVisible(key in shown)
        for named in self.form.findChildren(QLabel):
            if named.text() == PRICE_TITLE:
                named.setVisible(bool(shown - MAY_CHANGE))

    def _count_minutes(self) -> None:
        """Direct service: the minutes that were typed fill the units, and say how."""
        values = {key: entry.taken()[0] for key, entry in self.form.entries.items()}
        is_service = values.get("kind") == ChargeKind.DIRECT_SERVICE.value
        minutes, day = values.get("minutes"), values.get("service_on")
        kind: Any = values.get("direct_service_of") or "mobility"
        if (minutes, day, kind) == self._counted or not (self.is_new and is_service):
            return
        self._counted = (minutes, day, kind)
        said = units_said(minutes, kind, day) if minutes and day else None
        self._units_said = "" if said is None else said[1]
        if said is not None:
            self.form.take_up({"units": str(said[0])})

    def _begin_with(self) -> None:
        """A member brings the first payer, a product its code, words and charge, where none are."""
        raws = self.form.raws()
        chosen = tuple(
            raws[key]["id"] if isinstance(raws[key], dict) else None
            for key in ("member_id", "product_id")
        )
        if not self.is_new or chosen in (self._begun, (None, None)):
            return
        self._begun = chosen
        member_id, product_id = chosen
        ask = partial(
            beginning, member_id=member_id, product_id=product_id, day=self.workplace.today
        )
        self._begins.query(ask, done=self._take_up_beginning, failed=self.fail)

    def _take_up_beginning(self, found: Beginning) -> None:
        entries, raws = self.form.entries, self.form.raws()
        values: dict[str, Any] = dict(found.product)
        if found.payer is not None:
            values["payer_id"] = Picked(*found.payer)
        typed = {
            key: entries[key].raw_of(value)
            for key, value in values.items()
            if not raws[key] and value is not None
        }
        if typed:
            self.form.take_up(typed)
            self._pause.start()

    def show_price(self) -> None:
        """Ask what the charge comes to."""
        if not self.is_new:
            ask = partial(_why, charge_id=self.ref.id, on=self.workplace.today)
            self._prices.query(ask, done=self._show_reckoning, failed=self.fail)
            return
        said = self._said()
        if said is None:
            self._show_reckoning(None)
            return
        self._prices.query(
            lambda session: trial(session, said),
            done=lambda fate: self._show_reckoning(None if fate is None else why_charge(fate)),
            failed=self.fail,
        )

    def _said(self) -> Any:
        """What is typed so far, as far as a price can be asked for it."""
        values = {key: entry.taken()[0] for key, entry in self.form.entries.items()}
        needed = ("member_id", "payer_id", "kind", "service_on", "hcpcs", "units")
        return details_of(values) if all(values.get(key) for key in needed) else None

    def _show_reckoning(self, reckoning: Reckoning | None) -> None:
        shown = reckoning or _NOTHING
        told = (self._units_said,) if self._units_said else ()
        self.price.show_reckoning(replace(shown, notes=(*told, *shown.notes)))

    # --- its way ----------------------------------------------------------------------------------

    def invoice_now(self) -> None:
        """Invoice the charge at once, on an invoice of its own."""
        charge_id = self.ref.id
        self.workplace.runner.operate(
            lambda work: invoice_charges_now(work, charge_ids=[charge_id]),
            action="invoice_charges_now",
            done=self._invoiced,
            failed=self.fail,
        )

    def _invoiced(self, numbers: Any) -> None:
        self.workplace.say(f"Invoice {', '.join(numbers)} is posted.")
        self.workplace.changed.emit()
        self.refresh()

    def ask_cost(self) -> None:
        """Ask what it cost, where no fee row gives its price."""
        charge_id, raw = self.ref.id, self.form.raws()["kind"]

        def act(work: Any, values: Mapping[str, Any]) -> None:
            asked = asked_of(ChargeKind(raw), values)
            self._anew.append(consider_charge(work, charge_id=charge_id, asked=asked))

        title = "Its cost, for individual consideration: it is charged anew with it, 322.03(19)"
        self.cost_bar.open_bar(title, "Charge it", act, {})

    def _open_anew(self) -> None:
        """Show the charge that took this one's place."""
        self.refresh()
        self.workplace.navigator.open_record(RecordRef("charge", self._anew[-1]))

    def ask_withdrawal(self) -> None:
        """Ask why the charge is withdrawn."""
        charge_id = self.ref.id

        def act(work: Any, values: Mapping[str, Any]) -> None:
            withdraw_charge(work, charge_id=charge_id, why=values["why"])

        title = "Withdraw the charge: its source can be charged anew"
        self.bar.open_bar(title, "Withdraw", act, {})


def _is_by_cost(read: RecordRead) -> bool:
    """Whether it waits, and is of a kind that its cost can give a price."""
    is_held = read.state is State.WAITING
    return is_held and "acquisition" in ASKED_OF[ChargeKind(read.values["kind"])]


_NOTHING = Reckoning(
    title="Price",
    amount="–",
    subject=("It stands here as soon as member, payer, kind, day and code are known.",),
    steps=(),
    notes=(),
)
