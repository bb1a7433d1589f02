"""The page of a paper beside a prescription: its days, and what stands on it."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, PRACTITIONER_PICKER, picked
from dmedesk.papers.actions.supporting import change_paper, enter_paper
from dmedesk.papers.queries.record_papers import paper_record
from dmedesk.papers.rules.elements import elements_in, missing_elements
from dmedesk.papers.rules.law import element_texts
from dmedesk.papers.rules.words import PAPER_WORDS, PaperKind
from dmedesk.papers.screens.picking import SAID, TICKS, shown_elements
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import GRID

PIECES = (
    Section(
        "",
        (
            FormField("member_id", "Memb&er", Kind.RECORD, required=True, picker=MEMBER_PICKER),
            FormField(
                "kind", "Pa&per", Kind.CHOICE, required=True, options=options_of(PAPER_WORDS)
            ),
            FormField("hcpcs", "&Code", required=True, reads=hcpcs, width=24 * GRID, help="E0260"),
            FormField(
                "practitioner_id",
                "Pract&itioner",
                Kind.RECORD,
                required=True,
                picker=PRACTITIONER_PICKER,
            ),
            FormField("signed_on", "Si&gned, or seen, on", Kind.DAY, required=True),
            FormField("expires_on", "Goo&d until", Kind.DAY, help="no end"),
            FormField("note", "Note", wide=True),
        ),
    ),
    TICKS,
    SAID,
)


def read_paper(on: date, session: Any, paper_id: int) -> RecordRead | None:
    """One paper for the page, as of a day."""
    record = paper_record(session, paper_id)
    if record is None:
        return None
    values, kind = record.values, record.values["kind"]
    last = values["expires_on"]
    ended = last is not None and last < on
    return RecordRead(
        title=f"{PAPER_WORDS[kind]}, {values['hcpcs']} for {record.member.title}",
        values={
            **values,
            "kind": kind.value,
            "member_id": picked(record.member),
            "practitioner_id": picked(record.practitioner),
            **shown_elements(elements_in(values["elements"])),
        },
        version=record.version,
        about=_about(kind, values["elements"], record.practitioner.title, values["signed_on"]),
        state=State.CLOSED if ended else State.READY,
        word=f"ended on {last}" if ended else "in force",
    )


def _about(kind: PaperKind, kept: str | None, by: str, signed_on: date) -> str:
    """Who signed, and what its text still misses on it."""
    does = "Seen by" if kind is PaperKind.ENCOUNTER else "Signed by"
    told = [f"{does} {by} on {signed_on}"]
    present = elements_in(kept)
    for text in element_texts().values():
        missing = missing_elements(text, present) if kind.value in text.papers else []
        if missing:
            told.append(f"not on it ({text.citation}): {', '.join(missing)}")
    return " · ".join(told)


def save_paper(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change a paper, from what stands in the form."""
    if row_id is None:
        return enter_paper(work, values=values)
    change_paper(work, paper_id=row_id, version=version, values=values)
    return row_id


class PaperPage(FormPage):
    """One paper beside a prescription."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="paper",
            noun="paper",
            pieces=PIECES,
            read=partial(read_paper, workplace.today),
            save=save_paper,
            action="save_paper",
            not_copied=frozenset({"signed_on", "expires_on"}),
        )
        super().__init__(workplace, ref, spec)
