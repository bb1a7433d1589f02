"""A record's page, made from what its house declares: the form, what belongs to it, its history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton

from dmedesk.kit.drafts import Draft
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.conflict import ConflictBar
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.forms.head import RecordHead
from dmedesk.widgets.forms.keeper import DraftKeeper
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.merging import Clash, merge
from dmedesk.widgets.forms.sides import Sides
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import column, padded, pieces_of
from dmedesk.widgets.question import QuestionBar, open_among
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN

_MEANWHILE = "changed_meanwhile"


class FormPage(RecordPage):
    """One record, or a new one (id 0). Reads, shows, checks and saves what ``spec`` declares.

    A page with more than that puts its buttons into ``tools`` and what they open into ``bars``,
    and overrides ``show_record``.
    """

    keys: Sequence[Key] = KEYS

    def __init__(self, workplace: Workplace, ref: RecordRef, spec: RecordSpec) -> None:
        super().__init__(workplace, ref)
        self.spec = spec
        self._records, self._documents = Latest(workplace.runner), Latest(workplace.runner)
        self._files = Latest(workplace.runner)
        self._read: RecordRead | None = None
        self._is_saving = self._closes = self._is_checked = False
        self.sides = Sides(workplace, self.fail, self)
        self.form = Form(
            workplace,
            spec.pieces,
            checks=spec.checks,
            totals=spec.totals,
            parent=self.sides.form_holder,
        )
        self.sides.hold(self.form)
        self.keeper = DraftKeeper(workplace, self.form, self.fail)
        self.question, self.conflict = QuestionBar(), ConflictBar(self._take_theirs)
        self.head = RecordHead(spec, may_write=workplace.may_write)
        self.tools, self.bars = self.head.tools, column(gap=3 * GRID)
        bars = (self.findings, self.question, self.conflict, self.bars)
        self.foot = column(gap=0)
        self.whole = column(self.head, *bars, self.sides, self.foot, gap=3 * GRID)
        self.whole.setStretchFactor(self.sides, 1)
        self.setLayout(padded(self.whole, MARGIN, 3 * GRID))
        self._connect()

    def _connect(self) -> None:
        self.form.changed.connect(self._tell_typing)
        self.form.left.connect(self._recheck)
        self.findings.jumped.connect(self.form.go_to)
        self.workplace.navigator.new_wanted.connect(self._take_copy)
        acts: dict[str, tuple[Callable[[], object], QPushButton | None]] = {
            "Ctrl+S": (self.save, self.head.save),
            "F12": (self.save_and_close, self.head.save_and_close),
            "Ctrl+D": (self.copy, self.head.copy),
            "Ctrl+P": (self.print, self.head.papers),
            "Ctrl+Shift+F": (self.show_files, self.head.files),
            "F9": (self.check, None),
            "Esc": (self.leave, None),
        }
        for keys, (act, pressed) in acts.items():
            self.on_key(keys, act)
            if pressed is not None:
                pressed.clicked.connect(lambda _checked, act=act: act())

    # --- reading -------------------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether the record is not stored yet."""
        return self.ref.id == 0

    def refresh(self) -> None:
        """Read the record and what belongs to it. What is typed stays."""
        if self.is_new:
            if self._read is None:
                self._records.query(self._fresh, done=self._show, failed=self.fail)
            return
        self._records.query(
            partial(_record, self.spec, self.ref.id), done=self._show_stored, failed=self.fail
        )
        self.sides.show_ref(self.ref)
        self._files.query(
            lambda session: len(self.workplace.attachments.listed(session, self.ref)),
            done=self.head.tell_files,
            failed=self.fail,
        )

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor goes on to the field that it was in, at first to the first one."""
        super().focusInEvent(event)
        self.form.go_on()
        self.form.select_nothing()

    def begin_at(self, field: str) -> None:
        """Put the cursor into a field, at once or as soon as the record was read."""
        self.form.go_on(field)

    def _fresh(self, session: Any) -> RecordRead:
        values = {} if self.spec.fresh is None else self.spec.fresh(session)
        return RecordRead(f"New {self.spec.noun}", values, 0)

    def _show_stored(self, read: RecordRead | None) -> None:
        if read is None:
            remedy = "Close this page, and look for it in its list."
            gone = f"This {self.spec.noun} is not there any more."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
        elif self._read is None or not self.form.changes():
            self._show(read)
        elif self.form.raws_of(read.values) == self.form.start():
            # Nobody changed what one began with: only the version is newer.
            self._read = read
            self._tell_head()

    def _show(self, read: RecordRead) -> None:
        first = self._read is None
        self._read = read
        (self.form.show_under if first else self.form.show_values)(read.values)
        self.conflict.show_clashes((), self.form.entries)
        self._tell_head()
        if first:
            self._begin()

    def _begin(self) -> None:
        """The record is shown for the first time: offer what was typed into it before."""
        if not self.has_typing():
            self.form.go_on()
            self.form.select_nothing()
        self.form.take_up(self.workplace.navigator.copied(self.spec.kind) if self.is_new else {})
        self.keeper.look(self.ref, self._offer)

    def _offer(self, draft: Draft) -> None:
        at = draft.kept_at.astimezone()
        when = f"{at:%H:%M}" if at.date() == self.workplace.today else f"{at:%Y-%m-%d %H:%M}"
        self.question.ask(
            f"Your typing of {when} was kept.",
            f"Not saved then: {self._names(draft.typed)}.",
            "Take it up",
            lambda: self._take_up(draft),
            no="&Throw it away",
            else_act=self.keeper.drop,
        )

    def _take_up(self, draft: Draft) -> None:
        self.keeper.answered()
        self._lay_on_top(base=draft.base, mine=draft.typed)
        self.form.go_to(next(iter(draft.typed), ""))

    @property
    def stored(self) -> RecordRead | None:
        """The record as it was read last; None before that."""
        return self._read

    def show_record(self, read: RecordRead) -> None:
        """The record was read (a new one: is begun)."""

    def _tell_head(self) -> None:
        read = self._read
        if read is None:
            return
        self.show_record(read)
        self.head.tell(read)
        self._tell_typing()

    def _tell_typing(self) -> None:
        typed = self.has_typing()
        title = self._read.title if self._read else ""
        self.titled.emit(f"{title} •" if typed else title)
        why_not = self.workplace.why_not(self.spec.action)
        self.head.allow(saving=typed or self.is_new, stored=not self.is_new, why_not=why_not)

    # --- what is typed -------------------------------------------------------------------------

    def has_typing(self) -> bool:
        """Whether anything typed is not saved."""
        return bool(self.form.changes())

    def check(self) -> bool:
        """Show everything that is wrong; the cursor goes there, and on at the next call."""
        found, goes_on = self.form.check(), self._is_checked
        self._is_checked = bool(found)
        self.findings.show_findings(found)
        fields = [finding.field for finding in found if finding.field]
        if fields:
            here = self.form.current_key()
            after = fields.index(here) + 1 if here in fields and goes_on else 0
            self.form.go_to(fields[after % len(fields)])
        return not found

    def _recheck(self, _key: str) -> None:
        """While the bar lists what is wrong, it follows what is mended."""
        if self._is_checked:
            found = self.form.check()
            self._is_checked = bool(found)
            self.findings.show_findings(found)

    def leave(self) -> None:
        """Close what is asked, else discard what was typed after asking once."""
        asked = open_among((self.question, *pieces_of(self.bars)))
        if asked is not None:
            asked.close_question()
        elif self.sides.shows_more:
            self.sides.close_papers()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.has_typing():
            self._discard()
        else:
            what = f"Not saved: {self._names(self.form.changes())}."
            self.question.ask("Discard what was typed?", what, "Discard", self._discard)

    def _names(self, keys: Iterable[str]) -> str:
        entries = self.form.entries
        return ", ".join(entries[key].field.name for key in keys if key in entries)

    def _discard(self) -> None:
        self.findings.clear()
        self.keeper.drop()
        self._is_checked = False
        if self.is_new:
            self.workplace.navigator.forget(self.spec.kind)
            self.form.show_values({})
            self.done.emit()
        elif self._read is not None:
            self._show(self._read)
            self.refresh()

    @property
    def is_dated(self) -> bool:
        """What a record's fields begin with goes by the day; typing is never thrown away."""
        return bool(self.ref.id) and not self.has_typing()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost; else it asks in the page, and says no."""
        if not self.has_typing():
            return True
        what = f"Not saved: {self._names(self.form.changes())}."
        self.question.ask("Discard what was typed?", what, "Discard and close", self._drop)
        return False

    def _drop(self) -> None:
        self.keeper.drop()
        if self.is_new:
            self.workplace.navigator.forget(self.spec.kind)
        if self._read is not None:
            self.form.show_values(self._read.values)
        self.done.emit()

    # --- saving --------------------------------------------------------------------------------

    def save(self) -> None:
        """Check, and save what differs."""
        self._save(closes=False)

    def save_and_close(self) -> None:
        """Save, and close the page once it is saved."""
        self._save(closes=True)

    def _save(self, *, closes: bool) -> None:
        if self._is_saving or self._read is None or not self.workplace.may_write:
            return
        self._closes = closes
        self.form.finish()
        if not self.has_typing() and not self.is_new:
            self._close_if_wanted()
            return
        try:
            values = self.form.values() if self.is_new else self.form.changed_values()
        except Refused:
            self.check()
            return
        self._is_saving = True
        row_id = None if self.is_new else self.ref.id
        version, sent = self._read.version, self.form.raws()
        self.workplace.runner.operate(
            lambda work: self.spec.save(work, row_id=row_id, version=version, values=values),
            action=self.spec.action,
            done=lambda saved_id: self._saved(saved_id, sent),
            failed=self._not_saved,
        )

    def _saved(self, row_id: int, sent: Mapping[str, Any]) -> None:
        was_new, self._is_saving, self._is_checked = self.is_new, False, False
        self.ref = RecordRef(self.spec.kind, row_id)
        self.findings.clear()
        self.conflict.show_clashes((), self.form.entries)
        self.form.settle(sent)
        self.keeper.saved_as(self.ref)
        self._tell_typing()
        self.workplace.say(f"The {self.spec.noun} is saved.")
        self.workplace.changed.emit()
        if was_new:
            self.workplace.navigator.entered(self.ref)
        self._close_if_wanted()

    def _close_if_wanted(self) -> None:
        if self._closes:
            self._closes = False
            self.done.emit()

    def _not_saved(self, findings: tuple[Finding, ...]) -> None:
        # What the shop refused is not mended by leaving a field: it stays told.
        self._is_saving = self._closes = self._is_checked = False
        self.fail(findings)
        self.form.show_findings(findings)
        if any(finding.code == _MEANWHILE for finding in findings) and not self.is_new:
            self._records.query(
                partial(_record, self.spec, self.ref.id), done=self._lay_beside, failed=self.fail
            )
            return
        for finding in findings:
            if self.form.go_to(finding.field):
                return

    # --- two desks -----------------------------------------------------------------------------

    def _lay_beside(self, theirs: RecordRead | None) -> None:
        """Put my changes on top of theirs; where both changed a field, ask."""
        if theirs is None:
            self._show_stored(None)
            return
        base, mine = self.form.start(), self.form.changes()
        told = self.findings.shown
        self._show(theirs)
        self.findings.show_findings(told)
        for clash in self._lay_on_top(base=base, mine=mine):
            found = [replace(one, remedy="") for one in told if one.field == clash.key]
            self.form.tell(clash.key, found)

    def _lay_on_top(self, *, base: Mapping[str, Any], mine: Mapping[str, Any]) -> Sequence[Clash]:
        """Type mine on top of what is stored now; where that was changed meanwhile too, ask."""
        stored = self.form.start()
        known = {key: raw for key, raw in mine.items() if key in stored}
        merged = merge(base=base, mine=known, theirs=stored)
        self.form.take_up(self.form.rebased(merged.mine))
        self.conflict.show_clashes(merged.clashes, self.form.entries)
        return merged.clashes

    def _take_theirs(self, clash: Clash) -> None:
        self.form.take_up({clash.key: clash.theirs})
        self.form.tell(clash.key, ())

    # --- papers and copies ----------------------------------------------------------------------

    def show_files(self) -> None:
        """Show the files of a stored record beside the form, or its history again."""
        if not self.is_new:
            self.sides.toggle_files(self.ref)

    def print(self) -> None:
        """Show the record's papers beside it; where one is shown, print it."""
        if self.sides.shows_papers and self.sides.papers is not None:
            self.sides.papers.print_shown()
        elif self.spec.documents is not None and not self.is_new:
            papers = partial(self.spec.documents, ref=self.ref)
            self._documents.query(papers, done=self.sides.show_papers, failed=self.fail)

    def copy(self) -> None:
        """Begin a new record with this one's values, without the numbers that name it."""
        if self.is_new or self.has_typing() or not self.workplace.may_write:
            return
        kept = {
            key: raw for key, raw in self.form.raws().items() if key not in self.spec.not_copied
        }
        self.workplace.navigator.enter_copy(self.spec.kind, kept)

    def _take_copy(self, kind: str) -> None:
        """A new one of this kind is being entered here already: it takes the copy, if it can."""
        if kind != self.spec.kind or not self.is_new or self._read is None:
            return
        copied = self.workplace.navigator.copied(kind)
        if copied and self.has_typing():
            self.workplace.say(f"Another new {self.spec.noun} is being entered: save it first.")
        elif copied:
            self.form.take_up(copied)


def _record(spec: RecordSpec, row_id: int, session: Any) -> RecordRead | None:
    return spec.read(session, row_id)
