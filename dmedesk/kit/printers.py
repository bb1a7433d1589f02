"""Which printer, tray and shift each kind of paper has on this computer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dmedesk.kit.settings import Setting, Settings

PAPERS: Mapping[str, str] = {
    "invoice": "Invoices and credits",
    "statement": "Statements",
    "explanation": "Explanations of amounts",
    "list": "Lists and reports",
    "slip": "Slips and packets",
    "route": "Route sheets",
    "letter": "Letters to practitioners",
    "label": "Unit labels",
    "count": "Count sheets",
    "recall": "Letters and reports of recalls",
    "repair": "Repair papers",
    "option": "Offers to buy",
    "binder": "Audit binders",
    "worksheet": "Worksheets of individual consideration",
}
"""Every kind of paper that is printed, and what people call it."""

TRAYS: Mapping[str, str] = {
    "": "As the printer is set",
    "Upper": "Upper tray",
    "Middle": "Middle tray",
    "Lower": "Lower tray",
    "Manual": "By hand",
    "Envelope": "Envelopes",
    "LargeCapacity": "Large tray",
}
"""The trays that a paper can come from, by Qt's names."""

LABEL_LAYOUT = Setting("labels.layout", "", "Sheet or roll of unit labels")
"""Which labels this computer prints, by the layout's key; empty where none were printed yet."""

FURTHEST_TENTHS = 500
"""A paper is not shifted further than this many tenths of a millimetre."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far everything on a paper is set off, in tenths of a millimetre right and down."""

    right_tenths: int = 0
    down_tenths: int = 0


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """What is remembered of one kind of paper: the printer's name (empty: ask), its tray, and how
    far everything is shifted to the right and down, in tenths of a millimetre.
    """

    printer: str = ""
    tray: str = ""
    right_tenths: int = 0
    down_tenths: int = 0

    @property
    def shift(self) -> Shift:
        """The shift as a paper takes it."""
        return Shift(self.right_tenths, self.down_tenths)


def setting_of(kind: str) -> Setting[dict[str, Any]]:
    """Where a kind of paper's choice is remembered."""
    return Setting(f"printer.{kind}", {}, f"Printer for: {PAPERS[kind]}")


class Printers:
    """The choices of this computer. Without ``settings`` they last until the program ends."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._chosen: dict[str, PrinterChoice] = {}
        self._label_layout = LABEL_LAYOUT.default

    def choice(self, kind: str) -> PrinterChoice:
        """What is remembered of a kind of paper; a part that cannot be read is as usual."""
        if self._settings is None:
            return self._chosen.get(kind, PrinterChoice())
        kept: dict[str, Any] = {}
        for name, usual in asdict(PrinterChoice()).items():
            value = self._settings.value(setting_of(kind)).get(name)
            kept[name] = value if type(value) is type(usual) else usual
        return PrinterChoice(**kept)

    def label_layout(self) -> str:
        """Which labels were printed last; empty where none were."""
        if self._settings is None:
            return self._label_layout
        return self._settings.value(LABEL_LAYOUT)

    def remember_label_layout(self, key: str) -> None:
        """Offer these labels first from now on."""
        self._label_layout = key
        if self._settings is not None:
            self._settings.remember(LABEL_LAYOUT, key)

    def remember(self, kind: str, choice: PrinterChoice) -> None:
        """Print this kind so from now on."""
        self._chosen[kind] = choice
        if self._settings is not None:
            self._settings.remember(setting_of(kind), asdict(choice))
