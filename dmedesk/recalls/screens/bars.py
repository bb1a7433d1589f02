"""What is asked on a recall's page before something is written down: a bar for each action."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dmedesk.recalls.actions.deciding import (
    clear_units,
    close_recall,
    confirm_units,
    escalate_recall,
    judge_hazard,
    record_remedy,
    record_reply,
    reopen_recall,
)
from dmedesk.recalls.actions.letters import record_letter
from dmedesk.recalls.rules.words import (
    HAZARD_WORDS,
    LETTER_WORDS,
    REMEDY_WORDS,
    WAY_WORDS,
    Hazard,
    LetterStep,
    LetterWay,
    Remedy,
)
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed

THIS, ALL, ROUTE, POST = "this", "all", "route", "post"
_WHO = FormField("who", "Who", required=True)
_DAY = FormField("done_on", "Day", Kind.DAY, required=True)


def _note(words: str = "Note", *, required: bool = False) -> FormField:
    return FormField("note", words, required=required)


def _which(all_words: str, *more: tuple[str, str]) -> FormField:
    options = ((THIS, "The chosen ones"), (ALL, all_words), *more)
    return FormField("which", "Which", Kind.CHOICE, required=True, options=options)


FIELDS: Mapping[str, Sequence[FormField]] = {
    "confirm_units": (_which("All certain ones"), _note("Seen by what", required=True)),
    "clear_units": (_which("All possible ones"), _note("Why not meant", required=True)),
    "record_remedy": (
        FormField("remedy", "What", Kind.CHOICE, required=True, options=options_of(REMEDY_WORDS)),
        _DAY,
        FormField("done_by", "Who", required=True),
        FormField("cost_cents", "Cost to us", Kind.MONEY, help="Billed to nobody"),
        FormField("ticket_no", "Slip of the substitute"),
        _note(),
    ),
    "judge_hazard": (
        FormField("hazard", "Hazard", Kind.CHOICE, required=True, options=options_of(HAZARD_WORDS)),
        _WHO,
        _DAY,
        _note("By what", required=True),
    ),
    "escalate_recall": (_WHO, _DAY, _note("Why", required=True)),
    "record_reply": (
        _WHO,
        _DAY,
        FormField("cents", "Credited", Kind.MONEY, help="Empty: the reply form went out"),
        _note(),
    ),
    "record_letter": (
        _which(
            "All without proof",
            (ROUTE, "All of the next route"),
            (POST, "All that no visit waits for"),
        ),
        FormField("step", "What", Kind.CHOICE, required=True, options=options_of(LETTER_WORDS)),
        FormField("way", "How", Kind.CHOICE, options=options_of(WAY_WORDS)),
        _DAY,
        _WHO,
        _note("Proof, tracking number, or why not"),
    ),
    "close_recall": (_WHO, _DAY, _note()),
    "reopen_recall": (_WHO, _DAY, _note("Why", required=True)),
}
"""The fields of each action."""

_COLUMNS = {"record_remedy": 3, "record_letter": 3}


class Bars:
    """The bars of one page, each made when it is first asked for; ``put`` places it."""

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        put: Callable[[ActionBar], object],
        done: Callable[[], object],
    ) -> None:
        self._workplace, self._failed, self._put, self._done = workplace, failed, put, done
        self.made: dict[str, ActionBar] = {}

    def ask(
        self,
        action: str,
        title: str,
        act: Callable[[Any, Mapping[str, Any]], object],
        **start: object,
    ) -> ActionBar:
        """Ask about this action; all other bars are closed."""
        for name, bar in self.made.items():
            if name != action and bar.isVisible():
                bar.close_question()
        if action not in self.made:
            bar = ActionBar(
                self._workplace,
                self._failed,
                FIELDS[action],
                action=action,
                done=self._done,
                columns=_COLUMNS.get(action, 0),
                large_columns=2 if action in _COLUMNS else 1,
            )
            self.made[action] = bar
            self._put(bar)
        values = {
            "done_on": self._workplace.today,
            "who": self._workplace.owner,
            "done_by": self._workplace.owner,
            "which": THIS,
            **start,
        }
        known = {field.key for field in FIELDS[action]}
        begun = {key: value for key, value in values.items() if key in known}
        self.made[action].open_bar(title, "Write it down", act, begun)
        return self.made[action]

    def close(self) -> None:
        """Close what is open."""
        for bar in self.made.values():
            if bar.isVisible():
                bar.close_question()


def deciding(
    action: str, recall_id: int, chosen: Sequence[int], every: Sequence[int]
) -> Callable[[Any, Mapping[str, Any]], object]:
    """Confirms or clears the chosen units, or every one."""
    does = confirm_units if action == "confirm_units" else clear_units

    def act(work: Any, values: Mapping[str, Any]) -> None:
        ids = list(every if values["which"] == ALL else chosen)
        does(work, recall_id=recall_id, asset_ids=ids, note=values["note"] or "")

    return act


def remedying(recall_id: int, asset_id: int) -> Callable[[Any, Mapping[str, Any]], object]:
    """Writes down what was done with a unit."""

    def act(work: Any, values: Mapping[str, Any]) -> None:
        record_remedy(
            work,
            recall_id=recall_id,
            asset_id=asset_id,
            remedy=Remedy(values["remedy"]),
            done_on=values["done_on"],
            done_by=values["done_by"] or "",
            cost_cents=values["cost_cents"],
            ticket_no=values["ticket_no"] or "",
            note=values["note"] or "",
        )

    return act


def telling(
    letters: Mapping[str, Sequence[int]],
) -> Callable[[Any, Mapping[str, Any]], object]:
    """Writes down what became of letters: the chosen ones, all, a route's, those by post."""

    def act(work: Any, values: Mapping[str, Any]) -> None:
        record_letter(
            work,
            letter_ids=list(letters[values["which"]]),
            step=LetterStep(values["step"]),
            way=LetterWay(values["way"]) if values["way"] else None,
            done_on=values["done_on"],
            who=values["who"] or "",
            note=values["note"] or "",
        )

    return act


def stepping(action: str, recall_id: int) -> Callable[[Any, Mapping[str, Any]], object]:
    """Judges, escalates, answers, closes, or opens the recall again."""
    return partial(_step, action, recall_id)


def _step(action: str, recall_id: int, work: Any, values: Mapping[str, Any]) -> None:
    who, on, note = values["who"] or "", values["done_on"], values["note"] or ""
    told: dict[str, Any] = {"recall_id": recall_id, "who": who, "note": note}
    if action == "judge_hazard":
        judge_hazard(work, hazard=Hazard(values["hazard"]), judged_on=on, **told)
    elif action == "record_reply":
        record_reply(work, done_on=on, credit_cents=values["cents"], **told)
    else:
        _PLAIN[action](work, done_on=on, **told)


_PLAIN: Mapping[str, Callable[..., None]] = {
    "escalate_recall": escalate_recall,
    "close_recall": close_recall,
    "reopen_recall": reopen_recall,
}
