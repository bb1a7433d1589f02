"""The call: a fault is typed; whose the equipment is, is told as soon as its unit is named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from dmedesk.assets.queries.finding import find_units
from dmedesk.assets.rules import serial_key
from dmedesk.assets.screens.picking import PRODUCT_PICKER, UNIT_PICKER
from dmedesk.assets.screens.scanning import serial_of
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER
from dmedesk.repairs.actions.reporting import report_repair
from dmedesk.repairs.queries.told import Told, told_of
from dmedesk.repairs.rules.words import Site
from dmedesk.repairs.screens.words import OWNERSHIP_WORDS, SITE_WORDS
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import label

PIECES = (
    Section(
        "The call",
        (
            FormField(
                "unit_id",
                "&Unit",
                Kind.RECORD,
                picker=replace(UNIT_PICKER, may_add=False),
                help="One of ours, rented out or sold; empty: bought elsewhere",
            ),
            FormField(
                "member_id",
                "&Member",
                Kind.RECORD,
                picker=MEMBER_PICKER,
                help="Told by the unit; needed where it is not ours",
            ),
            FormField("asked_by", "&Asked by", required=True, help="Who called"),
            FormField("asked_on", "On", Kind.DAY, required=True),
            FormField("fault", "&Fault", Kind.LONG_TEXT, required=True, wide=True),
            FormField("site", "&Where", Kind.CHOICE, required=True, options=options_of(SITE_WORDS)),
            FormField("technician", "Tec&hnician"),
            FormField("promised_on", "Promise&d for", Kind.DAY),
            FormField("payer_id", "Pa&yer", Kind.RECORD, picker=PAYER_PICKER),
        ),
    ),
    Section(
        "What it is measured by",
        (
            FormField(
                "replacement_cents",
                "&Replacement cost",
                Kind.MONEY,
                help="What a new one costs; a repair as dear is not paid",
            ),
            FormField(
                "previous_on",
                "&Last repaired or replaced",
                Kind.DAY,
                help="As far as the caller knows; our own repairs are known",
            ),
        ),
    ),
    Section(
        "Equipment that is not ours",
        (
            FormField("item", "&Equipment", help="What it is, brand and model"),
            FormField("serial_told", "&Serial"),
            FormField("hcpcs", "&Code", reads=hcpcs, help="The HCPCS code under repair"),
            FormField(
                "product_id",
                "M&odel we carry",
                Kind.RECORD,
                picker=PRODUCT_PICKER,
                help="For a comparable substitute",
            ),
        ),
    ),
)


def _save(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any], today: date
) -> int:
    del row_id, version
    return report_repair(work, values=values, today=today)


def repair_spec(today: date) -> RecordSpec:
    """The page of a fault that is reported on this day."""

    def fresh(_session: Any) -> Mapping[str, Any]:
        return {"asked_on": today, "site": Site.SHOP.value}

    def read(_session: Any, _row_id: int) -> RecordRead | None:
        return None

    return RecordSpec(
        kind="repair",
        noun="repair",
        pieces=PIECES,
        read=read,
        save=partial(_save, today=today),
        action="report_repair",
        fresh=fresh,
    )


class NewRepairPage(FormPage):
    """A fault that is reported. Once it is saved, the repair's own page takes this one's place."""

    keys = (*KEYS, Key("a scan, anywhere", "name the unit"))

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, repair_spec(workplace.today))
        self._unit_id: int | None = None
        self.told = label(part="total")
        self.told.setWordWrap(True)
        self.told.hide()
        self.bars.addWidget(self.told)
        for one in (self.head.copy, self.head.files, self.head.save_and_close):
            one.hide()
        self.head.save.setText("Report it")
        self.form.changed.connect(self._follow)

    def refresh(self) -> None:
        """Begin once; a reported fault is read by its own page."""
        if self.is_new:
            super().refresh()

    def take_scan(self, text: str) -> bool:
        """The unit was scanned, wherever the cursor stands."""
        serial = serial_of(text, today=self.workplace.today)
        if isinstance(serial, tuple):
            self.fail(serial)
            return True
        self.workplace.runner.query(
            partial(find_units, part=serial),
            done=lambda found: self._name_unit(serial, found),
            failed=self.fail,
        )
        return True

    def _name_unit(self, serial: str, found: Sequence[Found]) -> None:
        key = serial_key(serial)
        unit = next((one for one in found if serial_key(one.title) == key), None)
        if unit is None:
            message, remedy = "No unit has this serial.", "Report it as equipment that is not ours."
            self.fail((Finding(Severity.STOP, "unknown_unit", message, serial, remedy, "unit_id"),))
            return
        self.form.take_up({"unit_id": {"id": unit.id, "title": unit.title}})

    def _follow(self) -> None:
        """Ask the records about the unit as soon as it is named."""
        raw = self.form.entries["unit_id"].raw()
        unit_id = int(raw["id"]) if isinstance(raw, dict) else None
        if unit_id == self._unit_id:
            return
        self._unit_id = unit_id
        if unit_id is None:
            self.told.hide()
            return
        self.workplace.runner.query(
            lambda session: told_of(session, asset_id=unit_id, on=self.workplace.today),
            done=self._tell,
            failed=self.fail,
        )

    def _tell(self, told: Told | Finding) -> None:
        self.told.show()
        if isinstance(told, Finding):
            self.told.setText(told.sentence())
            return
        who = f", with {told.member.title}" if told.member else ""
        self.told.setText(f"{told.serial}: {OWNERSHIP_WORDS[told.ownership]}{who}. {told.item}")
        known = {"member_id": told.member, "payer_id": told.payer}
        self.form.take_up(
            {
                name: {"id": one.id, "title": one.title}
                for name, one in known.items()
                if one is not None and self.form.entries[name].raw() is None
            }
        )

    def _saved(self, row_id: int, sent: Mapping[str, Any]) -> None:
        """The repair is open: its page takes this one's place."""
        self._closes = True
        super()._saved(row_id, sent)
        self.workplace.navigator.open_record(RecordRef("repair", row_id))
