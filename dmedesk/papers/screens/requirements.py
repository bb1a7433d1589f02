"""What payers want on paper: the list of what was turned on, and the page of one requirement."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.catalog.rules.words import Family
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import PAYER_PICKER, picked
from dmedesk.papers.actions.requiring import change_requirement, enter_requirement
from dmedesk.papers.queries.listed_papers import REQUIREMENTS, RequirementListed
from dmedesk.papers.queries.record_papers import requirement_record
from dmedesk.papers.rules.law import element_texts, proposals
from dmedesk.papers.rules.scrub_law import holding_rules, requirement_words
from dmedesk.papers.rules.words import NUMBER_WORDS, REQUIREMENT_WORDS, SERVICE_WORDS, Service
from dmedesk.papers.screens.lists import until_column, until_the_day_after, until_word
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID

_TEXTS = (
    *((key, one.title) for key, one in element_texts().items()),
    *((key, f"Scrub: {one.title}") for key, one in holding_rules().items()),
)
_FAMILIES = {family: family.value.replace("_", " ").capitalize() for family in Family}


def of_what(hcpcs_code: str, family: str) -> str:
    """What a requirement is for: a code, a family, or everything."""
    return hcpcs_code or family.replace("_", " ").capitalize() or "everything"


def _of(row: RequirementListed) -> str:
    return of_what(row.hcpcs, row.family.value if row.family else "")


def _number(row: RequirementListed) -> str:
    return f"{row.number} {NUMBER_WORDS[row.kind]}" if row.number is not None else ""


def _columns(today: date) -> tuple[ListColumn[RequirementListed], ...]:
    return (
        ListColumn("requirement_no", "Number", lambda row: row.requirement_no, width=88, spare=2),
        ListColumn("payer", "Payer", lambda row: row.payer, width=130),
        ListColumn(
            "kind",
            "What is asked for",
            lambda row: requirement_words(row.kind, row.text),
            FilterKind.CHOICE,
            width=250,
            wide=True,
            options=tuple(REQUIREMENT_WORDS.items()),
        ),
        ListColumn("hcpcs", "Of", _of, width=96),
        ListColumn("number", "Within", _number, FilterKind.NUMBER, width=84),
        ListColumn("from_on", "From", lambda row: str(row.from_on), FilterKind.DAY, width=96),
        until_column("last_on", "Until", lambda row: row.last_on, today),
        ListColumn("citation", "Where it says so", lambda row: row.citation, width=180, spare=1),
    )


def requirements_spec(today: date) -> ListSpec[RequirementListed]:
    """The list of requirements that were turned on, as of a day."""
    return ListSpec(
        key="requirements",
        title="Requirements",
        picture="scale",
        kind="requirement",
        one="requirement",
        query=REQUIREMENTS,
        columns=_columns(today),
        name=lambda row: f"{row.payer}: {requirement_words(row.kind, row.text)}",
        facts=lambda row: [
            Fact("Payer", row.payer),
            Fact("Asked for", requirement_words(row.kind, row.text)),
            Fact("Of", f"{_of(row)} · {SERVICE_WORDS[row.service].lower()}"),
            *([Fact("Within", _number(row))] if row.number else []),
            Fact("From", str(row.from_on)),
            Fact("Until", *until_word(row.last_on, today)),
            Fact("Says so", row.citation),
            *([Fact("Why", row.why)] if row.why else []),
        ],
        empty="Nothing is turned on: the month holds by its own reasons alone. The proposals of"
        " the texts stand under Proposals.",
        chips=(
            Chip("in_force", "In force"),
            Chip("ahead", "Later"),
            Chip("ended", "Ended"),
            Chip("own", "Our own"),
        ),
        new="New requirement",
    )


class RequirementsPage(ListPage[RequirementListed]):
    """Every requirement that was turned on."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, requirements_spec(workplace.today))


PIECES = (
    Section(
        "What is asked for",
        (
            FormField("payer_id", "Pa&yer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField(
                "kind", "P&aper", Kind.CHOICE, required=True, options=options_of(REQUIREMENT_WORDS)
            ),
            FormField("hcpcs", "&Code", reads=hcpcs, width=24 * GRID, help="every code"),
            FormField(
                "family",
                "Family",
                Kind.CHOICE,
                options=options_of(_FAMILIES),
                empty="every family",
            ),
            FormField(
                "service", "F&or", Kind.CHOICE, required=True, options=options_of(SERVICE_WORDS)
            ),
            FormField("number", "&Within", Kind.NUMBER, least=1, help="months or days"),
            FormField(
                "text",
                "Which one",
                Kind.CHOICE,
                options=_TEXTS,
                help="A list of what must stand on a paper, or a rule of the scrub",
            ),
        ),
    ),
    Section(
        "From when, and who says so",
        (
            FormField("from_on", "&From", Kind.DAY, required=True),
            FormField("until_on", "Unti&l", Kind.DAY, help="no end"),
            FormField("citation", "Where &it says so", required=True, wide=True),
            FormField("why", "Why", wide=True),
        ),
    ),
)


def read_requirement(on: date, session: Any, requirement_id: int) -> RecordRead | None:
    """One requirement for the page, as of a day."""
    record = requirement_record(session, requirement_id)
    if record is None:
        return None
    values = record.values
    last_on = values["until_on"] and values["until_on"] - ONE_DAY
    family = values["family"]
    state, word = State.READY, "in force"
    if values["from_on"] > on:
        state, word = State.WAITING, f"from {values['from_on']}"
    elif last_on is not None and last_on < on:
        state, word = State.CLOSED, f"ended on {last_on}"
    proposal = proposals().get(values["proposal"])
    about = of_what(values["hcpcs"], family.value if family else "")
    about += " · as the text says" if proposal is not None else " · our own"
    if proposal is not None and proposal.confirm:
        about += f" · {proposal.confirm}"
    return RecordRead(
        title=f"{record.payer.title}: {requirement_words(values['kind'], values['text'])}",
        values={
            **values,
            "payer_id": picked(record.payer),
            "kind": values["kind"].value,
            "service": values["service"].value,
            "family": family and family.value,
            "text": values["text"] or None,
            "hcpcs": values["hcpcs"] or None,
            "until_on": last_on,
        },
        version=record.version,
        about=about,
        state=state,
        word=word,
    )


def save_requirement(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a requirement, from what stands in the form."""
    given = until_the_day_after(values)
    if given.get("family"):
        given["family"] = Family(given["family"])
    if row_id is None:
        return enter_requirement(work, values=given)
    change_requirement(work, requirement_id=row_id, version=version, values=given)
    return row_id


class RequirementPage(FormPage):
    """One requirement."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="requirement",
            noun="requirement",
            pieces=PIECES,
            read=partial(read_requirement, workplace.today),
            save=save_requirement,
            action="save_requirement",
            fresh=lambda _session: {"service": Service.ANY.value, "from_on": workplace.today},
        )
        super().__init__(workplace, ref, spec)
