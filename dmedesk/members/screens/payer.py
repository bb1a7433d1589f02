"""A payer's page: whose rules price its lines, where claims go, and within how many days."""

from collections.abc import Mapping
from typing import Any

from dmedesk.kit.cells import zip_code
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions.payers import change_payer, enter_payer
from dmedesk.members.queries.records import payer_record
from dmedesk.members.rules.checks import payer_findings
from dmedesk.members.rules.words import REGIME_WORDS, Regime
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.remarks import RemarksPanel
from dmedesk.widgets.theme import GRID

_NUMBER, _ZIP, _STATE = 36 * GRID, 28 * GRID, 14 * GRID

PIECES = (
    Section(
        "Who pays",
        (
            FormField("code", "&Code", required=True, width=_NUMBER, help="Short, such as MH"),
            FormField("name", "Name", required=True),
            FormField(
                "regime", "Ru&les", Kind.CHOICE, required=True, options=options_of(REGIME_WORDS)
            ),
            FormField(
                "filing_days",
                "&Days to file",
                Kind.NUMBER,
                least=1,
                help="MassHealth: 90 (130 CMR 450.309)",
                width=60 * GRID,
            ),
            FormField("electronic_payer_id", "Electronic ID", width=_NUMBER),
            FormField("phone", "P&hone", Kind.PHONE),
        ),
    ),
    Section(
        "Where invoices go",
        (
            FormField("address1", "Addr&ess", wide=True),
            FormField("address2", "Second line", wide=True),
            FormField("city", "Town"),
            FormField("state", "State", width=_STATE),
            FormField("zip", "ZIP", reads=zip_code, width=_ZIP),
        ),
    ),
)


def read_payer(session: Any, payer_id: int) -> RecordRead | None:
    """One payer for the page."""
    record = payer_record(session, payer_id)
    if record is None:
        return None
    regime: Regime = record.values["regime"]
    return RecordRead(
        title=record.name,
        values=record.values,
        version=record.version,
        about=f"Payer {record.values['code']} · priced by the rules of {REGIME_WORDS[regime]}",
        state=State.READY,
        word="pays",
    )


def save_payer(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change a payer, from what stands in the form."""
    given = dict(values)
    if given.get("regime"):
        given["regime"] = Regime(given["regime"])
    if row_id is None:
        return enter_payer(work, values=given)
    change_payer(work, payer_id=row_id, version=version, values=given)
    return row_id


PAYER = RecordSpec(
    kind="payer",
    noun="payer",
    pieces=PIECES,
    read=read_payer,
    save=save_payer,
    action="save_payer",
    checks=payer_findings,
    not_copied=frozenset({"code", "name"}),
)


class PayerPage(FormPage):
    """One payer."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, PAYER)
        self.readings = RemarksPanel(workplace, self.fail, "How the law is read for this payer")
        self.bars.addWidget(self.readings)

    def show_record(self, read: RecordRead) -> None:
        """The readings of the law, chosen or not; they are changed among the policies."""
        del read
        self.readings.show_ref(self.ref, None if self.is_new else self.workplace.today)
