"""The state of one import between its steps: files, plan, what it comes to; asked on the worker."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import RecordFile
from dmedesk.moving import synonyms
from dmedesk.moving.actions.batches import undo_import
from dmedesk.moving.actions.planned import (
    Outcome,
    drop_import_draft,
    import_plan,
    keep_import_draft,
)
from dmedesk.moving.headers import match
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import ImportPlan, SheetPlan, apply_recipe, folded, from_json
from dmedesk.moving.queries.batches import DRAFT, kept_recipes
from dmedesk.moving.queries.planned import Examination, examine_plan, known_words
from dmedesk.moving.values import Known, OpenValue, open_values
from dmedesk.moving.workbooks import Sheet, files_in, first_plan, read_files, told_beside
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import save_paper

KINDS: dict[str, RecordFile] = {name: FILES[name] for name in synonyms.KINDS}
"""The kinds of record that a person's spreadsheet may hold."""


class Wizard(QObject):
    """One import. ``began`` is told when files were read, ``examined`` when its rows were.

    ``busy`` says what is being waited for (empty: nothing); ``failed`` hears findings.
    """

    began = Signal()
    examined = Signal()
    taken = Signal(object)
    busy = Signal(str)

    def __init__(self, workplace: Workplace, failed: Callable[[tuple[Finding, ...]], None]) -> None:
        super().__init__()
        self._workplace = workplace
        self._failed = failed
        self.folders = workplace.folders
        self.sheets: list[Sheet] = []
        self.plan = ImportPlan()
        self.known: Known = {}
        self.found: Examination | None = None
        self.is_taken = False

    # --- files ----------------------------------------------------------------------------------

    def begin(self, places: Sequence[Path]) -> None:
        """Read files, and folders of files, and say what their headers say by themselves."""

        def read(session: Any) -> tuple[list[Sheet], ImportPlan, Known]:
            paths = files_in(places)
            sheets = read_files(paths)
            plan = first_plan(sheets, kinds=KINDS, paths=paths)
            for recipe in kept_recipes(session):
                for sheet in sheets:
                    mine = plan.sheets[sheet.key]
                    apply_recipe(mine, sheet.headers(mine), recipe)
            return sheets, plan, known_words(session)

        self._ask("Reading the files …", read, self._begin)

    def resume(self) -> None:
        """Go on with the import that was left."""
        person = self._person()

        def read(session: Any) -> tuple[list[Sheet], ImportPlan, Known] | None:
            draft = self._workplace.drafts.find(session, ref=DRAFT, person=person)
            if draft is None:
                return None
            plan = from_json(draft.typed)
            sheets = read_files([Path(path) for path in plan.paths])
            keys = {sheet.key for sheet in sheets}
            fresh = first_plan(sheets, kinds=KINDS, paths=[])
            plan.sheets = {key: one for key, one in plan.sheets.items() if key in keys}
            plan.sheets = {**fresh.sheets, **plan.sheets}
            return sheets, plan, known_words(session)

        self._ask("Reading the files …", read, self._begin)

    def look_for_draft(self, tell: Callable[[Any], None]) -> None:
        """Say whether an import was left, and when."""
        person = self._person()
        find = partial(self._workplace.drafts.find, ref=DRAFT, person=person)
        self._workplace.runner.query(find, done=tell, failed=self._failed)

    def _begin(self, read: tuple[list[Sheet], ImportPlan, Known] | None) -> None:
        if read is not None:
            self.sheets, self.plan, self.known = read
            self.found, self.is_taken = None, False
            self.began.emit()

    def keep(self) -> None:
        """Keep the import as it is, to be resumed."""
        if self.sheets and not self.is_taken and self._workplace.may_write:
            self._operate(partial(keep_import_draft, plan=self.plan), "keep_import_draft")

    def drop(self) -> None:
        """Forget the import."""
        if self._workplace.may_write and not self.is_taken:
            self._operate(drop_import_draft, "keep_import_draft")
        self.sheets, self.plan, self.found, self.is_taken = [], ImportPlan(), None, False

    # --- columns and values ---------------------------------------------------------------------

    def plan_of(self, sheet: Sheet) -> SheetPlan:
        """What is planned for a sheet."""
        return self.plan.sheets[sheet.key]

    def file_of(self, sheet: Sheet) -> RecordFile | None:
        """The kind of record that a sheet holds; None for one that is left out."""
        return FILES.get(self.plan_of(sheet).kind)

    def free_kinds(self, sheet: Sheet) -> list[str]:
        """The kinds that no other sheet holds."""
        others = {one.kind for key, one in self.plan.sheets.items() if key != sheet.key}
        return [kind for kind in KINDS if kind not in others]

    def set_kind(self, sheet: Sheet, kind: str) -> None:
        """Say what a sheet holds; its headers are matched anew."""
        mine = self.plan_of(sheet)
        mine.kind = kind
        mine.sources = match(sheet.headers(mine), FILES[kind].columns) if kind else {}

    def _sheet_of(self, one: OpenValue) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.key == one.sheet)

    def may_be_empty(self, one: OpenValue) -> bool:
        """Whether a row may do without the value's column."""
        sheet = self._sheet_of(one)
        file = FILES[self.plan_of(sheet).kind]
        wanted = next(column for column in file.columns if column.name == one.column)
        return not wanted.required or wanted.may_be_empty

    def told_of(self, one: OpenValue) -> Mapping[str, str]:
        """What its sheet itself tells of the record that a value names, by that kind's columns."""
        sheet = self._sheet_of(one)
        return told_beside(sheet, self.plan_of(sheet), one.column, one.theirs, FILES[one.refers_to])

    def values(self) -> list[OpenValue]:
        """Every value that is not understood yet, and what it may mean."""
        known = {kind: dict(words) for kind, words in self.known.items()}
        for sheet in self.sheets:
            self._add_codes(sheet, known)
        for kind, rows in self.plan.entered.items():
            code = FILES[kind].key[0]
            known.setdefault(kind, {}).update({row[code]: " ".join(row.values()) for row in rows})
        found: list[OpenValue] = []
        for sheet in self.sheets:
            file = self.file_of(sheet)
            if file is not None:
                found += open_values(sheet, self.plan_of(sheet), file, known=known)
        return found

    def _add_codes(self, sheet: Sheet, known: dict[str, dict[str, str]]) -> None:
        """What the import itself brings can be meant, too."""
        mine = self.plan_of(sheet)
        source = mine.sources.get(
            {"payers": "payer_code", "products": "product_no"}.get(mine.kind, "")
        )
        if source is not None and source.place >= 0:
            cells = (line.cells[source.place : source.place + 1] for line in sheet.rows(mine))
            known[mine.kind].update({cell[0]: cell[0] for cell in cells if cell and cell[0]})

    def mean(self, value: OpenValue, ours: str) -> None:
        """Say what a value means, in every row of its sheet."""
        meanings = self.plan.sheets[value.sheet].meanings.setdefault(value.column, {})
        meanings[folded(value.theirs)] = ours

    def accept_suggestions(self) -> None:
        """Take every suggestion that was not changed."""
        for value in self.values():
            if value.suggested:
                self.mean(value, value.suggested)

    # --- rows, taking, taking back --------------------------------------------------------------

    def examine(self) -> None:
        """Lay everything beside the shop."""
        ask = partial(examine_plan, plan=self.plan, sheets=self.sheets, folder=self._folder())
        self._ask("Laying every row beside the shop …", ask, self._examined)

    def _examined(self, found: Examination) -> None:
        self.found = found
        self.examined.emit()

    def take(self) -> None:
        """Take every row that can be taken, in one go; a shop's file is backed up before."""
        act = partial(import_plan, plan=self.plan, sheets=self.sheets, folder=self._folder())
        self.busy.emit("Backing up, then taking the rows …")
        self._workplace.runner.operate(act, action="import", done=self._taken, failed=self._stop)

    def _taken(self, outcome: Outcome) -> None:
        self.busy.emit("")
        self.is_taken = True
        self.taken.emit(outcome)
        self._workplace.changed.emit()

    def undo(self, batch_id: int, done: Callable[[Any], None]) -> None:
        """Take an import back."""
        self.busy.emit("Taking the import back …")

        def undone(plan: Any) -> None:
            self.busy.emit("")
            done(plan)
            self._workplace.changed.emit()

        self._workplace.runner.operate(
            partial(undo_import, batch_id=batch_id),
            action="undo_import",
            done=undone,
            failed=self._stop,
        )

    # --- small things ---------------------------------------------------------------------------

    def _folder(self) -> Path:
        return Path(self.plan.paths[0]).parent if self.plan.paths else Path()

    def _person(self) -> str:
        person = self._workplace.person
        return "" if person is None else person.name

    def save(self, content: bytes, path: Path) -> bool:
        """Write a file for the user; a failure is told."""
        try:
            save_paper(content, path)
        except WorldError as error:
            failed = Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy)
            self._failed((failed,))
            return False
        return True

    def _ask(self, said: str, ask: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        self.busy.emit(said)

        def answered(answer: Any) -> None:
            self.busy.emit("")
            done(answer)

        self._workplace.runner.query(ask, done=answered, failed=self._stop)

    def _operate(self, act: Callable[[Any], Any], action: str) -> None:
        self._workplace.runner.operate(
            act, action=action, done=lambda _none: None, failed=self._failed
        )

    def _stop(self, findings: tuple[Finding, ...]) -> None:
        self.busy.emit("")
        self._failed(findings)
