"""The scanner of this computer: what tells it from typing, and a field to try a scan in."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLineEdit, QWidget

from dmedesk.desk.scanning import Scan
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.kit.settings import Settings
from dmedesk.scans.words import Issuer, Udi
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.heard import (
    ENDING_WORDS,
    FEWEST_SIGNS,
    LEAST_GAP,
    MOST_SIGNS,
    SLOWEST_GAP,
    Heard,
    HeardKey,
    Ways,
)
from dmedesk.widgets.listing.preview import facts_grid, show_facts
from dmedesk.widgets.listing.spec import Fact
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN, Tone, px
from dmedesk.widgets.wedge import (
    USUAL_WAYS,
    Wedge,
    remember_ways,
    ways_in,
)
from dmedesk.widgets.words import count_of

_SILENCE = 600
"""Milliseconds without a key after which a scan without an ending is over."""

_PIECE = 10
_ABOUT = (
    "A scanner types like a keyboard, only faster: so many milliseconds from key to key at most, so"
    " many signs at least, and then Enter or Tab. This computer's alone."
)
_LABELS = {
    Issuer.GS1: "GS1",
    Issuer.HIBCC: "HIBCC",
    Issuer.ICCBBA: "ICCBBA (ISBT 128)",
}
_WIDTH = 96 * GRID
_FIELDS = (
    Section(
        "",
        (
            FormField(
                "gap",
                "T&ime between keys",
                Kind.NUMBER,
                required=True,
                help="ms",
                least=LEAST_GAP,
                most=SLOWEST_GAP,
            ),
            FormField(
                "least",
                "Fe&west signs",
                Kind.NUMBER,
                required=True,
                least=FEWEST_SIGNS,
                most=MOST_SIGNS,
            ),
            FormField(
                "ending",
                "En&ding key",
                Kind.CHOICE,
                required=True,
                options=options_of(ENDING_WORDS),
            ),
        ),
        columns=1,
    ),
)


class ScannerPage(Page):
    """What is typed of the settings is remembered at once; ``heard`` is the scan tried last."""

    key = "settings.scanner"
    area = "Scanner"
    picture = "keyboard"
    keys = (Key("Ctrl+T", "try a scan"),)

    def __init__(self, workplace: Workplace, settings: Settings, wedge: Wedge) -> None:
        super().__init__(workplace)
        self._settings, self._wedge = settings, wedge
        self._keys: list[HeardKey] = []
        self.heard: Heard | None = None
        self.form = Form(workplace, _FIELDS)
        self.form.changed.connect(self._remember)
        self.field = QLineEdit()
        self.field.setAccessibleName("Try a scan here")
        self.field.setPlaceholderText("Put the cursor here and scan a label")
        self.learn = button("Learn from this s&can", self.learn_ways, part="primary")
        self.reset = button("As at &first", lambda: self._take(USUAL_WAYS))
        self.reset.setToolTip("The settings that most scanners need")
        self.result = facts_grid()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._finish)
        wedge.pressed.connect(self.hear)
        self._lay_out()
        self.on_key("Ctrl+T", self.field.setFocus)

    def _lay_out(self) -> None:
        about = label(_ABOUT, "soft")
        about.setWordWrap(True)
        whole = column(
            label("Scanner", "heading"),
            about,
            self.findings,
            self._sides(),
            None,
            gap=3 * GRID,
        )
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def _sides(self) -> QHBoxLayout:
        told = _panel(
            label("What tells it from typing", "section"), self.form, row(None, self.reset)
        )
        told.setMaximumWidth(px(_WIDTH))
        nothing = label("A scan that is tried here opens nothing and saves nothing.", "small")
        nothing.setWordWrap(True)
        tried = _panel(
            label("Try it", "section"),
            self.field,
            nothing,
            self.result,
            row(None, self.learn),
        )
        sides = row(told, tried, gap=4 * GRID)
        sides.setStretch(0, 2)
        sides.setStretch(1, 3)
        return sides

    def refresh(self) -> None:
        """Show what is remembered, and the scan tried last judged by it."""
        ways = ways_in(self._settings)
        self.form.show_values({"gap": ways.gap, "least": ways.least, "ending": ways.ending})
        self._show()

    # --- the settings ---------------------------------------------------------------------------

    def _remember(self) -> None:
        try:
            values = self.form.values()
        except Refused as refused:
            self.form.show_findings(refused.findings)
            return
        self.form.show_findings(())
        self._set_up(Ways(**values))
        self._show()

    def _set_up(self, ways: Ways) -> None:
        remember_ways(self._settings, ways)
        self._wedge.set_up(self._settings)

    def _take(self, ways: Ways) -> None:
        self.findings.clear()
        self._set_up(ways)
        self.refresh()

    def learn_ways(self) -> None:
        """Take the settings that tell the scan tried last."""
        if self.heard is None:
            return
        try:
            ways = self.heard.fitting(ways_in(self._settings))
        except Refused as refused:
            self.fail(refused.findings)
            return
        self._take(ways)
        self.workplace.say(
            f"Learned: {ways.gap} ms, {ways.least} signs, {ENDING_WORDS[ways.ending]}."
        )

    # --- the trial ------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A scan that is tried opens nothing."""
        del text
        return self.field.hasFocus()

    def hear(self, key: HeardKey) -> None:
        """A key while a scan is tried; what begins elsewhere is nobody's business here."""
        if not self._keys:
            if not self.field.hasFocus() or not key.sign:
                return
            self.field.clear()
        self._keys.append(key)
        if key.ending:
            self._finish()
        else:
            self._silence.start(_SILENCE)

    def _finish(self) -> None:
        self._silence.stop()
        keys, self._keys = self._keys, []
        self.heard = Heard(keys)
        self.findings.clear()
        self._show()

    def _show(self) -> None:
        empty(self.result)
        self.learn.setEnabled(self.heard is not None)
        if self.heard is not None:
            show_facts(self.result, self._facts(self.heard))

    def _facts(self, heard: Heard) -> Sequence[Fact]:
        why_not = heard.not_told_by(ways_in(self._settings))
        told = (
            Fact("Told as", f"– typing: {why_not}", Tone.WAITING)
            if why_not
            else Fact("Told as", "✓ a scan", Tone.READY)
        )
        gaps = f"{heard.usual} ms from key to key, {heard.slowest} ms at most"
        return (
            Fact("Keys", _breakable(heard.shown)),
            Fact("Time", f"{count_of(len(heard.signs), 'sign')}, {gaps}"),
            Fact("Ending", ENDING_WORDS.get(heard.ending, "none")),
            told,
            *_read(Scan(heard.text, today=self.workplace.today)),
        )


def _breakable(text: str) -> str:
    """The text with places where a line may end, which cannot be seen."""
    return "\u200b".join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def _read(scan: Scan) -> Sequence[Fact]:
    """What was read, or why it was refused."""
    if scan.trouble:
        return (Fact("Refused", _sentences(scan.trouble), Tone.STOPPED),)
    if scan.udi is None:
        return (Fact("Read", "a plain number, as a serial or an invoice has"),)
    return _label_facts(scan.udi)


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(finding.sentence() for finding in findings)


def _label_facts(udi: Udi) -> Sequence[Fact]:
    others = ", ".join(f"({name}) {value}" for name, value in udi.others.items())
    return (
        Fact("Read", f"✓ a label of {_LABELS[udi.issuer]}", Tone.READY),
        Fact("Device", udi.di),
        Fact("Serial", udi.serial),
        Fact("Lot", udi.lot),
        Fact("Made", udi.made_on.isoformat() if udi.made_on else ""),
        Fact("Use until", udi.expires_on.isoformat() if udi.expires_on else ""),
        Fact("Further", others),
    )


def _panel(*pieces: QWidget | QLayout) -> QFrame:
    return frame("panel", padded(column(*pieces, None, gap=3 * GRID), 4 * GRID, 3 * GRID))
