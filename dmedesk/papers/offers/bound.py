"""What trials and worksheets of individual consideration add to a member's audit binder."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.binders import BinderAsk, BinderColumn, BinderPaper, BinderSection, BinderTable
from dmedesk.papers.queries.trial_papers import trial_paper
from dmedesk.papers.queries.trials import (
    TrialListed,
    TrialRead,
    answers_told,
    listed,
    trials_read,
)
from dmedesk.papers.queries.worksheet_paper import worksheet_paper
from dmedesk.papers.queries.worksheets import WorksheetListed, worksheets_of_member
from dmedesk.papers.rules.chains import STAGE_WORDS, Stage
from dmedesk.papers.sheets.trial import trial_pdf
from dmedesk.papers.sheets.worksheet import worksheet_pdf
from dmedesk.rates.money import format_dollars
from dmedesk.store.attached_papers import attached_papers

_TRIALS, _WORKSHEETS = 42, 44


def trials_section(session: Any, ask: BinderAsk) -> BinderSection:
    """A member's trials: everything that was written down of each, and the record of each stage."""
    found = [
        (read, listed(read))
        for read in trials_read(session, ask.on, member_id=ask.ref.id)
        if ask.meets(read.values["opened_on"], None)
    ]
    named = {row.id: f"Trial {row.trial_no}" for _read, row in found}
    filed, _none = attached_papers(session, kind="trial", named=named)
    return BinderSection(
        "trials",
        "Trials",
        _TRIALS,
        tuple(_trial(session, read, row) for read, row in found),
        (*(paper for _read, row in found for paper in _records(row, ask)), *filed),
        tuple(
            f"Trial {row.trial_no}: not shown yet: {row.needs}."
            for _read, row in found
            if row.needs
        ),
    )


def _trial(session: Any, read: TrialRead, row: TrialListed) -> BinderTable:
    began = f"began {row.begun_on}" if row.begun_on else "not begun"
    ends = f", ends {row.ends_on}" if row.ends_on else ""
    columns = (
        BinderColumn("Written", 12),
        BinderColumn("For", 16),
        BinderColumn("What", 40),
        BinderColumn("Answer", 20),
        BinderColumn("Evidence, or why", 34),
    )
    rows = [
        (
            str(one.answer.recorded_at.astimezone().date()),
            STAGE_WORDS[one.stage],
            f"{one.label} {one.text}".strip(),
            one.answer.said if one.answer.said is not None else "taken back",
            "; ".join(filter(None, (one.answer.evidence, one.answer.reason))),
        )
        for one in answers_told(session, trial_id=read.id)
    ]
    note = f"{row.hcpcs}, asked of {row.payer}: {began}{ends}. {read.chain.citation}"
    return BinderTable(f"Trial {row.trial_no}: {row.title}", columns, rows, note)


def _records(row: TrialListed, ask: BinderAsk) -> Iterator[BinderPaper]:
    stages = (Stage.TRIAL,) if row.begun_on is None else (Stage.TRIAL, Stage.CONTINUING)
    for stage in stages:
        name = f"Trial {row.trial_no}: {STAGE_WORDS[stage].lower()}"
        drawn = partial(_record, trial_id=row.id, stage=stage, on=ask.on)
        yield BinderPaper(name, drawn, row.begun_on or row.opened_on)


def _record(session: Any, /, *, trial_id: int, stage: Stage, on: date) -> bytes:
    paper = trial_paper(session, trial_id, stage, on=on)
    assert paper is not None
    return trial_pdf(paper)


def worksheets_section(session: Any, ask: BinderAsk) -> BinderSection:
    """The worksheets that were made for a member (101 CMR 322.03(17))."""
    found = [
        one
        for one in worksheets_of_member(session, member_id=ask.ref.id)
        if ask.holds(one.priced_on)
    ]
    columns = (
        BinderColumn("Worksheet", 14),
        BinderColumn("Day", 12),
        BinderColumn("Code", 10),
        BinderColumn("What", 40),
        BinderColumn("Request", 14),
        BinderColumn("Result", 14, figures=True),
    )
    table = BinderTable("Worksheets", columns, [_worksheet(one) for one in found])
    papers = tuple(
        BinderPaper(f"Worksheet {one.worksheet_no}", partial(_drawn, row_id=one.id), one.priced_on)
        for one in found
    )
    title = "Individual consideration"
    return BinderSection("worksheets", title, _WORKSHEETS, (table,), papers)


def _worksheet(one: WorksheetListed) -> tuple[str, ...]:
    return (
        one.worksheet_no,
        str(one.priced_on),
        one.hcpcs,
        one.description,
        one.request_no or "",
        format_dollars(one.result_cents),
    )


def _drawn(session: Any, /, *, row_id: int) -> bytes:
    paper = worksheet_paper(session, worksheet_id=row_id)
    assert paper is not None
    return worksheet_pdf(paper)
