"""The form of a proof: only the fields of its method, and beside them the date of service, live.

What is wrong stands under a field once it was typed into; what is missing beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dmedesk.deliveries.rules.judging import Judge
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method
from dmedesk.deliveries.screens.proof_fields import (
    ON_SCREEN,
    SIGNATURE,
    by_field,
    facts_in,
    fields_for,
)
from dmedesk.deliveries.screens.service_day import ServiceDayPanel
from dmedesk.deliveries.screens.words import METHOD_WORDS
from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column
from dmedesk.widgets.signature import SignatureField
from dmedesk.widgets.theme import GRID

_METHOD = "method"


class ProofForm(QWidget):
    """How a visit is proven. ``changed`` is told after anything was typed, chosen or drawn.

    ``day`` is the panel with the date of service; whoever makes the form sets it beside it.
    """

    changed = Signal()
    remade = Signal()
    """Other fields stand in it."""

    def __init__(self, workplace: Workplace, *, more: Sequence[FormField] = ()) -> None:
        super().__init__()
        self._workplace, self._more = workplace, tuple(more)
        self._judge: Judge | None = None
        self._touched: set[str] = set()
        self._typed: dict[str, Any] = {}
        self._signed_later = False
        self.day = ServiceDayPanel()
        self.signature = SignatureField()
        self.how = Form(workplace, (Section("", (_method_field(),)),))
        self._place: QVBoxLayout = column()
        self.method = Method.DIRECT
        self.fields = self._make()
        self.setLayout(column(self.how, self._place, self.signature, gap=2 * GRID))
        self.how.changed.connect(self._choose)
        self.signature.pad.drawn.connect(self._follow)

    # --- what stands in it ----------------------------------------------------------------------

    def begin(
        self,
        judge: Judge,
        method: Method,
        values: Mapping[str, Any],
        *,
        signed_later: bool = False,
        may_choose: bool = True,
    ) -> None:
        """Begin anew with these values. ``signed_later`` asks for a signature beside a note."""
        self._judge, self._signed_later = judge, signed_later
        self._touched.clear()
        self._typed.clear()
        self.how.show_values({_METHOD: method.value})
        self.how.setVisible(may_choose)
        self.method = method
        self._remake(values)
        self.signature.show_drawing(None)
        self._follow(tells=False)

    @property
    def facts(self) -> ProofFacts:
        """The facts as they stand in the fields now; what cannot be read is empty."""
        facts = facts_in(self.method, self._read())
        if self.is_drawn_here and not self.signature.pad.drawing:
            # As long as nothing is drawn there is no signature.
            return replace(facts, has_signature=False)
        return facts

    @property
    def more(self) -> Mapping[str, Any]:
        """The values of the other fields."""
        read = self._read()
        return {field.key: read[field.key] for field in self._more}

    @property
    def is_drawn_here(self) -> bool:
        """Whether it is signed on this screen."""
        entry = self.fields.entries.get(SIGNATURE)
        return entry is not None and entry.raw() == ON_SCREEN

    @property
    def strokes(self) -> str:
        """The signature as it was drawn; empty without one."""
        return self.signature.pad.drawing.as_text() if self.is_drawn_here else ""

    def has_typing(self) -> bool:
        """Whether anything differs from what one began with."""
        return bool(self.fields.changes() or self.how.changes() or self.strokes)

    def unreadable(self) -> list[Finding]:
        """What is typed and cannot be read."""
        self.fields.finish()
        return [one for entry in self.fields.entries.values() for one in entry.taken()[1]]

    def check(self, found: Sequence[Finding]) -> None:
        """Show all of these under their fields, and go to the first of them."""
        self._touched.update(self.fields.entries)
        shown = by_field(found, list(self.fields.entries))
        for key in self.fields.entries:
            self.fields.tell(key, shown.get(key, ()))
        first = next((key for key in self.fields.entries if shown.get(key)), "")
        if first:
            self.fields.go_to(first)

    def go_to_first(self) -> None:
        """Put the cursor into the first field."""
        self.fields.go_to_first()

    def _read(self) -> dict[str, Any]:
        return {key: entry.taken()[0] for key, entry in self.fields.entries.items()}

    # --- following ------------------------------------------------------------------------------

    def _choose(self) -> None:
        chosen = self.how.entries[_METHOD].raw()
        if chosen is not None and Method(chosen) is not self.method:
            self.method = Method(chosen)
            # What another method has no field for is kept, should one come back to this one.
            self._typed |= {key: raw for key, raw in self.fields.raws().items() if raw}
            self._remake({})
            self.fields.take_up(self._typed)
            self._follow()

    def _remake(self, values: Mapping[str, Any]) -> None:
        """Other fields in place of these, beginning with these values."""
        old = self.fields
        self._place.removeWidget(old)
        old.hide()
        # Out of the window at once: Tab would get lost among fields that wait to be deleted.
        old.setParent(None)
        old.deleteLater()
        self.fields = self._make()
        self.fields.show_values(values)
        # At once: the next key may be Tab.
        self.fields.show()
        self.remade.emit()

    def _make(self) -> Form:
        fields = fields_for(self.method, signed_later=self._signed_later)
        made = Form(self._workplace, (Section("", (*fields, *self._more)),))
        made.changed.connect(self._touch)
        made.left.connect(self._leave)
        self._place.addWidget(made)
        self.setFocusProxy(made)
        return made

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        fields = (*self.how.entries.values(), *self.fields.entries.values())
        signing = (self.signature.pad, self.signature.undo, self.signature.clear)
        return [*(entry.target for entry in fields), *signing]

    def _touch(self) -> None:
        self._touched.add(self.fields.current_key())
        self._follow()

    def _leave(self, key: str) -> None:
        if self.fields.raws().get(key):
            self._touched.add(key)
        self._follow(tells=False)

    def _follow(self, *, tells: bool = True) -> None:
        """Say what follows from what stands here now."""
        self.signature.setVisible(self.is_drawn_here)
        if self._judge is None:
            return
        facts = self.facts
        self.day.show_day(self._judge.service_day(facts))
        found = by_field(self._judge.findings(facts), list(self.fields.entries))
        for key, entry in self.fields.entries.items():
            unread = [one for one in entry.taken()[1] if one.code != "missing"]
            if key in self._touched:
                self.fields.tell(key, unread or found.get(key, ()))
        self.how.tell(_METHOD, [one for one in found.get("", ()) if one.field == _METHOD])
        if tells:
            self.changed.emit()


def _method_field() -> FormField:
    return FormField(
        _METHOD,
        "Pro&ven by",
        Kind.CHOICE,
        required=True,
        options=options_of(METHOD_WORDS),
        help="A letter chooses: S, N, B, R",
    )
