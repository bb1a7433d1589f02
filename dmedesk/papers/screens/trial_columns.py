"""The columns of a trial's checklist."""

from dmedesk.papers.rules.trial_paper import asked_words, shown_words
from dmedesk.papers.rules.trials import Tick, Verdict
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone

_SIGNS = {
    Verdict.MET: ("✓", Tone.READY),
    Verdict.NOT_MET: ("✕", Tone.STOPPED),
    Verdict.EXCEPTED: ("‖", Tone.WAITING),
    Verdict.MISSING: ("‖", Tone.WAITING),
    Verdict.NOT_NEEDED: ("–", Tone.CLOSED),
}


def _said(tick: Tick) -> str:
    answer = tick.answer
    if answer is None or answer.said is None:
        return ""
    of = f", {answer.evidence_on}" if answer.evidence_on else ""
    return f"{answer.evidence}{of}" + (", file" if answer.file_sha256 else "")


def _why(tick: Tick) -> str:
    if tick.verdict is Verdict.MET and tick.criterion.confirm:
        return f"to confirm: {tick.criterion.confirm}"
    return tick.why if tick.verdict is not Verdict.NOT_NEEDED else "where there is any"


CHECKS: tuple[Column[Tick], ...] = (
    Column(
        "",
        lambda tick: _SIGNS[tick.verdict][0],
        width=26,
        tone=lambda tick: _SIGNS[tick.verdict][1],
        tip=lambda tick: tick.verdict.value.replace("_", " "),
    ),
    Column("No.", lambda tick: tick.criterion.label, width=40),
    Column(
        "What has to be shown",
        lambda tick: ("    " if tick.criterion.is_part else "") + tick.criterion.text,
        width=260,
        wide=True,
        tip=lambda tick: tick.criterion.text,
    ),
    Column("Asked", asked_words, width=124),
    Column("Shown", shown_words, width=92),
    Column("By what", _said, width=140, tip=_said),
    Column(
        "Why",
        _why,
        width=170,
        spare=2,
        tone=lambda tick: Tone.INK if tick.verdict is Verdict.MET else _SIGNS[tick.verdict][1],
        tip=_why,
    ),
    Column(
        "Written by",
        lambda tick: (
            f"{tick.answer.recorded_by}, {tick.answer.recorded_at.astimezone():%Y-%m-%d}"
            if tick.answer
            else ""
        ),
        width=124,
        spare=1,
    ),
    Column("Clause", lambda tick: tick.criterion.citation, width=72, spare=3),
)
