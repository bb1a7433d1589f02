"""Every charge: what waits and why, what was invoiced, what was withdrawn."""

from dmedesk.billing.queries.charge_list import ChargeListed, ChargeSource, ChargeState
from dmedesk.billing.rules.charge_words import KINDS, SOURCES
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.screens.proposing import ProposalBar
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

_STATES = {
    ChargeState.WAITING: ("→ waiting", Tone.OUT),
    ChargeState.HELD: ("‖ held", Tone.WAITING),
    ChargeState.INVOICED: ("✓ invoiced", Tone.READY),
    ChargeState.WITHDRAWN: ("– withdrawn", Tone.CLOSED),
}


def state_of(row: ChargeListed) -> tuple[str, Tone]:
    """A charge's state: sign and word, and its colour."""
    return _STATES[ChargeState(row.state)]


def _amount(row: ChargeListed) -> str:
    if row.state == ChargeState.WITHDRAWN:
        return ""
    return "no price" if row.cents is None else money(row.cents)


COLUMNS: tuple[ListColumn[ChargeListed], ...] = (
    ListColumn("charge_no", "Charge", lambda row: row.charge_no, width=88),
    ListColumn(
        "service_on", "Service", lambda row: row.service_on.isoformat(), FilterKind.DAY, width=104
    ),
    ListColumn("member", "Member", lambda row: row.member, width=136),
    ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=60, spare=3),
    ListColumn(
        "kind",
        "Kind",
        lambda row: KINDS[row.kind],
        FilterKind.CHOICE,
        width=108,
        spare=4,
        options=tuple((kind.value, words) for kind, words in KINDS.items()),
    ),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=64, spare=5),
    ListColumn("description", "What", lambda row: row.description, width=130, wide=True),
    ListColumn(
        "units",
        "Units",
        lambda row: str(row.units),
        FilterKind.NUMBER,
        width=52,
        spare=2,
        figures=True,
        is_summed=True,
    ),
    ListColumn("cents", "Amount", _amount, FilterKind.NONE, width=84, figures=True),
    ListColumn(
        "state",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.CHOICE,
        width=96,
        tone=lambda row: state_of(row)[1],
        tip=lambda row: row.waits_for,
        options=(
            (ChargeState.WAITING.value, "waiting or held"),
            (ChargeState.INVOICED.value, "invoiced"),
            (ChargeState.WITHDRAWN.value, "withdrawn"),
        ),
    ),
    ListColumn("invoice_no", "Invoice", lambda row: row.invoice_no or "", width=100, spare=1),
)


def facts_of(row: ChargeListed) -> list[Fact]:
    """A charge in a few lines; the first says where it stands."""
    word, tone = state_of(row)
    by_hand = row.source is SourceKind.BY_HAND
    source = SOURCES[row.source] if by_hand else f"{SOURCES[row.source]} {row.source_no}"
    told = (
        ("Waits for", row.waits_for),
        ("What", row.description),
        ("Kind", f"{KINDS[row.kind]}, {row.hcpcs}, × {row.units}"),
        ("Service", row.service_on.isoformat()),
        ("Payer", row.payer_code),
        ("Amount", _amount(row)),
        ("Invoice", row.invoice_no or ""),
        ("From", source),
    )
    stands = [Fact("Where it stands", word, tone)]
    return stands + [Fact(name, text) for name, text in told if text]


CHARGE_LIST: ListSpec[ChargeListed] = ListSpec(
    key="charges",
    title="Charges",
    picture="tag",
    kind="charge",
    one="charge",
    query=ChargeSource(),
    columns=COLUMNS,
    name=lambda row: f"{row.charge_no} · {row.member}",
    facts=facts_of,
    empty="No charges yet. Enter the first one (Ctrl+N): a purchase, a supply, a repair.",
    chips=(
        Chip("waiting", "Waiting"),
        Chip("invoiced", "Invoiced"),
        Chip("withdrawn", "Withdrawn"),
    ),
    new="New charge",
)


class ChargesPage(ListPage[ChargeListed]):
    """All charges."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, CHARGE_LIST)
        self.proposals = ProposalBar(workplace, self.fail, self.refresh)
        self.bars.addWidget(self.proposals)

    def refresh(self) -> None:
        """Read the list anew, and what waits to be charged."""
        super().refresh()
        self.proposals.refresh()
