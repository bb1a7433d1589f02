"""What is asked in a trial's page: what is shown or taken back, when it began, how it ended."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.trials import answer_criterion, begin_trial, close_trial
from dmedesk.papers.rules.chains import CriterionKind, day_in
from dmedesk.papers.rules.trial_paper import asked_words
from dmedesk.papers.rules.trials import NO, YES, Tick
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Picker, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed

_YES_NO = (CriterionKind.YES, CriterionKind.NO)


def shape_of(kind: CriterionKind) -> Kind:
    """What kind of field a criterion's value is typed into."""
    if kind in _YES_NO:
        return Kind.CHOICE
    return Kind.DAY if kind is CriterionKind.DATE else Kind.TEXT


class AnswerBar(ActionBar):
    """Asks for a value with its evidence; one bar for each kind of field."""

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        shape: Kind,
        done: Callable[[], object],
        *,
        ref: RecordRef,
    ) -> None:
        self._ref = ref
        words = options_of({YES: "Yes", NO: "No"}) if shape is Kind.CHOICE else ()
        files = Picker("attachment", "file", self._files, self._file, may_add=False)
        fields = (
            FormField("said", "What is shown", shape, required=True, options=words),
            FormField("evidence", "By what", required=True, help="Lab report, note of …"),
            FormField("evidence_on", "Of", Kind.DAY),
            FormField("file_id", "File", Kind.RECORD, picker=files, help="One attached here"),
            FormField("reason", "Exception, why", help="where the text allows one"),
        )
        super().__init__(
            workplace,
            failed,
            fields,
            action="answer_criterion",
            done=done,
            columns=3,
            large_columns=2,
        )

    def _files(self, session: Any, part: str) -> Sequence[Picked]:
        found = self.workplace.attachments.listed(session, self._ref)
        return [
            Picked(one.id, one.title, f"{one.attached_at:%Y-%m-%d}")
            for one in found
            if part.casefold() in one.title.casefold()
        ]

    def _file(self, session: Any, row_id: int) -> Picked | None:
        return next((one for one in self._files(session, "") if one.id == row_id), None)

    def ask_for(self, tick: Tick, criterion_id: int) -> None:
        """Ask about this criterion; what was written down before stands there."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            files = self.workplace.attachments.listed(work.session, self._ref)
            digests = {one.id: one.sha256 for one in files}
            said = values["said"]
            return answer_criterion(
                work,
                trial_id=self._ref.id,
                criterion_id=criterion_id,
                said=said.isoformat() if isinstance(said, date) else said,
                reason=values["reason"],
                evidence=values["evidence"],
                evidence_on=values["evidence_on"],
                file_sha256=digests.get(values["file_id"]),
            )

        one, before = tick.criterion, tick.answer
        begun: dict[str, Any] = {}
        if before is not None and before.said is not None:
            is_day = one.kind is CriterionKind.DATE
            begun = {
                "said": day_in(before.said) if is_day else before.said,
                "evidence": before.evidence,
                "evidence_on": before.evidence_on,
                "reason": before.reason,
            }
        title = f"{one.label} {one.text}: {asked_words(tick)}"
        self.open_bar(title, "Write it down", act, begun)


class TakeBackBar(ActionBar):
    """Asks why what was written down is taken back."""

    def __init__(
        self, workplace: Workplace, failed: Failed, done: Callable[[], object], *, ref: RecordRef
    ) -> None:
        self._ref = ref
        fields = (FormField("reason", "Why", required=True),)
        super().__init__(workplace, failed, fields, action="answer_criterion", done=done)

    def ask_for(self, tick: Tick, criterion_id: int) -> None:
        """Ask about this criterion."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return answer_criterion(
                work,
                trial_id=self._ref.id,
                criterion_id=criterion_id,
                said=None,
                reason=values["reason"],
            )

        one = tick.criterion
        self.open_bar(f"Take back {one.label} {one.text}", "Take it back", act, {})


class BeginBar(ActionBar):
    """Asks when the member received it."""

    def __init__(
        self, workplace: Workplace, failed: Failed, done: Callable[[], object], *, ref: RecordRef
    ) -> None:
        self._ref = ref
        fields = (FormField("begun_on", "Received on", Kind.DAY, required=True),)
        super().__init__(workplace, failed, fields, action="begin_trial", done=done)

    def ask_for(self, title: str, begun_on: date | None) -> None:
        """Ask about this trial."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            begin_trial(work, trial_id=self._ref.id, begun_on=values["begun_on"])

        begun = {"begun_on": begun_on or self.workplace.today}
        self.open_bar(f"{title} begins", "It begins", act, begun)


class CloseBar(ActionBar):
    """Asks when a trial was over, and why."""

    def __init__(
        self, workplace: Workplace, failed: Failed, done: Callable[[], object], *, ref: RecordRef
    ) -> None:
        self._ref = ref
        fields = (
            FormField("closed_on", "On", Kind.DAY, required=True),
            FormField("because", "Why", required=True),
        )
        super().__init__(workplace, failed, fields, action="close_trial", done=done)

    def ask_for(self, title: str) -> None:
        """Ask about this trial."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            close_trial(
                work,
                trial_id=self._ref.id,
                closed_on=values["closed_on"],
                because=values["because"],
            )

        self.open_bar(f"Close {title}", "Close it", act, {"closed_on": self.workplace.today})
