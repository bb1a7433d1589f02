"""A unit's file: what it is, what its label bears, where it came from; its whole history beside."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from dmedesk.assets.actions.units import change_unit, receive_unit, write_unit_note
from dmedesk.assets.queries.listed import UnitListed
from dmedesk.assets.queries.records import unit_record
from dmedesk.assets.rules.units import unit_findings
from dmedesk.assets.screens.labels import LabelBar
from dmedesk.assets.screens.losing import Losses
from dmedesk.assets.screens.maintaining import MaintenanceMenu
from dmedesk.assets.screens.moving import MoveMenu, Standing, standing_of
from dmedesk.assets.screens.picking import PRODUCT_PICKER, picked
from dmedesk.assets.screens.words import CONDITION_WORDS, STATE_WORDS
from dmedesk.kit.cells import identifier
from dmedesk.kit.offers import Offers, State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.entering import NewRecord, offer_new
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.listing.spec import ListSource
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, label
from dmedesk.widgets.remarks import RemarksPanel
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID

_NUMBER = 44 * GRID

PIECES = (
    Section(
        "The unit",
        (
            FormField("serial", "Serial", required=True, reads=identifier, help="As it is printed"),
            FormField("product_id", "&Product", Kind.RECORD, required=True, picker=PRODUCT_PICKER),
            FormField("inventory_no", "O&wn number", width=_NUMBER),
            FormField(
                "condition",
                "&Condition",
                Kind.CHOICE,
                options=options_of(CONDITION_WORDS),
                help="When it came; used ones are paid less",
            ),
        ),
    ),
    Section(
        "Its label",
        (
            FormField("udi_di", "UDI: &device", help="The number after (01)"),
            FormField("udi_pi", "UDI: production", help="Lot, serial and dates as they stand"),
            FormField("lot", "&Lot"),
            FormField("lot_expires_on", "Lot good until", Kind.DAY, help="The last good day"),
        ),
    ),
    Section(
        "Where it came from",
        (
            FormField("acquired_on", "Recei&ved", Kind.DAY),
            FormField("cost_cents", "C&ost", Kind.MONEY),
            FormField("vendor", "&From"),
            FormField("purchase_invoice_no", "Their invoice"),
            FormField("warranty_ends_on", "Warrant&y until", Kind.DAY, help="The last day"),
        ),
    ),
)


def read_unit(session: Any, asset_id: int) -> RecordRead | None:
    """One unit for the page."""
    record = unit_record(session, asset_id)
    if record is None:
        return None
    word, state = STATE_WORDS[record.state]
    product = "" if record.product is None else f"{record.product.title} · {record.product.about}"
    return RecordRead(
        title=record.serial,
        values={**record.values, "product_id": picked(record.product)},
        version=record.version,
        about=" — ".join(filter(None, (product, record.oddity))),
        state=state,
        word=word,
    )


def save_unit(
    offers: Offers, work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Receive or change a unit, from what stands in the form."""
    if row_id is None:
        return receive_unit(work, values=values)
    is_billed = offers.is_billed(work.session, RecordRef("asset", row_id))
    change_unit(work, asset_id=row_id, version=version, values=values, is_billed=is_billed)
    return row_id


def unit_spec(offers: Offers) -> RecordSpec:
    """The page of a unit; ``offers`` know what is billed on it."""
    return RecordSpec(
        kind="asset",
        noun="unit",
        pieces=PIECES,
        read=read_unit,
        save=partial(save_unit, offers),
        action="save_unit",
        checks=unit_findings,
        not_copied=frozenset({"serial", "inventory_no", "udi_pi"}),
    )


class NoteBar(ActionBar):
    """Writes a note about a unit."""

    def __init__(self, page: "UnitPage") -> None:
        fields = (FormField("note", "Note", Kind.LONG_TEXT, required=True),)
        super().__init__(
            page.workplace, page.fail, fields, action="write_unit_note", done=page.tell_noted
        )

    def ask_for(self, asset_id: int, serial: str) -> None:
        """Ask for the words."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return write_unit_note(work, asset_id=asset_id, note=values["note"])

        self.open_bar(f"A note about {serial}", "Keep it", act, {})


class UnitPage(FormPage):
    """One unit."""

    keys = (
        *KEYS,
        Key("Alt+G", "move it, or take its last move back"),
        Key("Alt+A", "write down maintenance or its hours"),
        Key("Alt+E", "write a note"),
        Key("Ctrl+Shift+L", "print its label"),
    )

    def __init__(
        self,
        workplace: Workplace,
        ref: RecordRef,
        source: ListSource[UnitListed],
        losses: Losses | None = None,
    ) -> None:
        super().__init__(workplace, ref, unit_spec(workplace.offers))
        self._source, self._standings = source, Latest(workplace.runner)
        self.glance = label(part="total")
        self.glance.setWordWrap(True)
        self.note = NoteBar(self)
        self._losses = losses
        self.moving = MoveMenu(workplace, source, self.fail, done=workplace.say, losses=losses)
        for one in (self.glance, self.note, *self.moving.bars):
            self.bars.addWidget(one)
        self.note_button = button("Not&e …", self.ask_note, tip="Write a note (Alt+E)")
        self.move_button = self.moving.button
        self.labels = LabelBar(workplace, self, self.fail)
        self.bars.addWidget(self.labels)
        self.label_button = button("Label …", self.ask_label, tip="Print its label (Ctrl+Shift+L)")
        self.remarks = RemarksPanel(workplace, self.fail, "Look at")
        self.bars.addWidget(self.remarks)
        self.maintenance = MaintenanceMenu(
            workplace, self.fail, self.tell_noted, self.bars.addWidget
        )
        written = (self.maintenance.button, self.note_button)
        self.slip_button = button(
            "Sl&ip …", self.enter_slip, tip="Bring, exchange, fetch it; report a fault"
        )
        for made in (self.slip_button, self.move_button, *written, self.label_button):
            made.hide()
            self.tools.addWidget(made)
        self.glance.hide()
        self.on_key("Ctrl+Shift+L", self.ask_label)

    def show_record(self, read: RecordRead) -> None:
        """A stored unit can be written about, and moved as far as it is allowed now."""
        super().show_record(read)
        is_stored = not self.is_new
        self.label_button.setVisible(is_stored)
        self.note_button.setVisible(self.workplace.may_write and is_stored)
        self.move_button.setVisible(self.workplace.may_write and is_stored)
        why_not = self.workplace.why_not("move_unit")
        self.move_button.setEnabled(not why_not)
        self._offer_slip(read)
        self.move_button.setToolTip(why_not or "What may become of this unit now (Alt+G)")
        self.maintenance.button.setVisible(self.workplace.may_write and is_stored)
        if is_stored:
            on, asset_id = self.workplace.today, self.ref.id
            self.maintenance.show_unit(asset_id, read.title)
            self.remarks.show_ref(self.ref, on)
            self._standings.query(
                partial(standing_of, self._source, self._losses, asset_id=asset_id, on=on),
                done=self._show_standing,
                failed=self.fail,
            )

    def _offer_slip(self, read: RecordRead) -> None:
        """What is ready can be brought; what is out exchanged or fetched; of any a fault told."""
        may = self.workplace.may_write and not self.is_new
        self.slip_button.setVisible(may and read.state is not None)
        why_not = self.workplace.why_not("open_ticket")
        self.slip_button.setEnabled(not why_not)
        self.slip_button.setToolTip(why_not or "Bring, exchange, fetch it; report a fault (Alt+I)")

    def enter_slip(self) -> None:
        """Offer the slips that this unit can stand on now."""
        read = self.stored
        if read is None:
            return
        begun = {"unit_id": {"id": self.ref.id, "title": read.title}}
        kinds = {
            State.READY: {"&Delivery": "delivery"},
            State.OUT: {"&Exchange": "exchange", "Pic&kup": "pickup"},
        }.get(read.state or State.CLOSED, {})
        offered = [
            NewRecord(word, "ticket", {**begun, "kind": kind}) for word, kind in kinds.items()
        ]
        offered.append(NewRecord("&Fault", "repair", begun))
        offer_new(self.workplace, self.slip_button, offered)

    def _show_standing(self, standing: Standing | None) -> None:
        self.moving.show_standing(standing)
        said = "" if standing is None else standing.glance()
        self.glance.setText(said)
        self.glance.setVisible(bool(said))

    def ask_label(self) -> None:
        """Ask which label it is to have."""
        if self.stored is not None and not self.is_new:
            self.labels.ask_for([self.ref.id])

    def ask_note(self) -> None:
        """Ask for a note."""
        if self.stored is not None and not self.is_new:
            self.note.ask_for(self.ref.id, self.stored.title)

    def tell_noted(self) -> None:
        """The note is kept."""
        self.workplace.say("It is written down.")
