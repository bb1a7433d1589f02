"""A fee of the shop's own: typed with its source, or corrected; the audit keeps what it was."""

from collections.abc import Mapping
from typing import Any

from dmedesk.catalog.actions import correct_fee, enter_fee
from dmedesk.catalog.queries.records import fee_record
from dmedesk.catalog.rules.codes import codes
from dmedesk.catalog.rules.fees import written
from dmedesk.catalog.rules.layouts.own import fee as fee_typed
from dmedesk.catalog.rules.layouts.own import modifiers as modifiers_typed
from dmedesk.catalog.rules.products import CLASS_WORDS, FAMILY_WORDS, code_in_words
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.screens.codes import CodeCompleter
from dmedesk.catalog.screens.columns import REGIME_WORDS
from dmedesk.kit.calendar import ONE_DAY, last_day
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.references import RecordRef
from dmedesk.rates.question import IC
from dmedesk.widgets.forms.entries import LineEntry
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID

_SHORT = 36 * GRID

PIECES = (
    Section(
        "The fee",
        (
            FormField(
                "regime", "&Paid by", Kind.CHOICE, required=True, options=options_of(REGIME_WORDS)
            ),
            FormField("hcpcs", "HCPCS &code", required=True, reads=hcpcs, help="E0260, or words"),
            FormField(
                "modifiers",
                "Modifiers",
                reads=modifiers_typed,
                help="NU, or RR KH; empty: none",
                width=_SHORT,
            ),
            FormField(
                "fee",
                "F&ee",
                reads=lambda cell: written(fee_typed(cell)),
                help=f"12.34, or {IC}; empty: blank",
                width=_SHORT,
            ),
            FormField("from_on", "&From", Kind.DAY, required=True),
            FormField("last_on", "Unti&l", Kind.DAY, help="The last day; empty: no end"),
            FormField("payment_class", "Cl&ass", Kind.CHOICE, options=options_of(CLASS_WORDS)),
            FormField("family", "Famil&y", Kind.CHOICE, options=options_of(FAMILY_WORDS)),
            FormField(
                "source", "S&ource", required=True, wide=True, help="Where the fee stands printed"
            ),
        ),
    ),
)


def _title(values: Mapping[str, Any]) -> str:
    return f"{values['hcpcs']} {values['modifiers']}".strip()


def read_fee(session: Any, row_id: int) -> RecordRead | None:
    """One fee row for the page."""
    record = fee_record(session, row_id)
    if record is None:
        return None
    values = dict(record.values)
    until_on = values.pop("until_on")
    return RecordRead(
        title=_title(values),
        values={
            **values,
            "fee": written(values["fee"]),
            "last_on": None if until_on is None else last_day(until_on),
        },
        version=record.version,
        about=f"{REGIME_WORDS[values['regime']]} from {values['from_on']}"
        f" · edition {record.edition_id}",
    )


def save_fee(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Type or correct a fee, from what stands in the form."""
    given = {name: value for name, value in values.items() if name != "last_on"}
    if "last_on" in values:
        last_on = values["last_on"]
        given["until_on"] = None if last_on is None else last_on + ONE_DAY
    if "fee" in given:
        given["fee"] = None if given["fee"] is None else fee_typed(given["fee"])
    if row_id is None:
        return enter_fee(work, values=given)
    correct_fee(work, row_id=row_id, version=version, values=given)
    return row_id


FEE = RecordSpec(
    kind="fee",
    noun="fee",
    pieces=PIECES,
    read=read_fee,
    save=save_fee,
    action="save_fee",
    fresh=lambda _session: {"regime": FeeRegime.MASSHEALTH.value},
    totals=lambda values: (
        [(values["hcpcs"], code_in_words(codes().get(values["hcpcs"])))]
        if values.get("hcpcs")
        else []
    ),
    not_copied=frozenset({"modifiers", "fee"}),
)


class FeePage(FormPage):
    """One fee of the shop's own."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, FEE)
        entry = self.form.entries["hcpcs"]
        if isinstance(entry, LineEntry):
            CodeCompleter(entry.line)
