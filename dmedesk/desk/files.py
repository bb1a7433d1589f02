"""The shop's file: its backups, restoring, checking, the way out, and other shops."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLayout, QSpinBox, QWidget

from dmedesk.desk.closing import FileDoors
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import Leave, Wish
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.findings import Finding
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import (
    BACK_UP_ON_CLOSING,
    BACKUP_FOLDER,
    BACKUPS_KEPT,
    backup_folder,
)
from dmedesk.moving.export import Export
from dmedesk.store.backups import (
    Backup,
    Reason,
    age_in_words,
    backups_of,
    restore,
    usual_folder,
)
from dmedesk.store.salvage import Salvaged, salvage
from dmedesk.widgets.file_asking import file_to_open, file_to_save, folder_to_use
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Doors, GoOn
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of, place_words

_SHOPS = "Shops (*.dmedesk)"
_BYTES_A_MEGABYTE = 1_000_000
_MOST_KEPT = 999
_HALVES = (3, 2)

BACKUP_COLUMNS: tuple[Column[Backup], ...] = (
    Column(
        "Made",
        lambda one: f"{one.at.astimezone():%Y-%m-%d %H:%M}",
        order=lambda one: one.at,
        width=148,
    ),
    Column("Why", lambda one: str(one.reason), width=112),
    Column(
        "MB",
        lambda one: f"{one.byte_count / _BYTES_A_MEGABYTE:,.1f}",
        order=lambda one: one.byte_count,
        width=64,
        figures=True,
    ),
    Column("File", lambda one: one.path.name, width=200, wide=True, tip=lambda one: str(one.path)),
)


@runtime_checkable
class WholeFile(FileDoors, Protocol):
    """The doors of a shop of which everything can be looked at and taken out."""

    def check(self) -> tuple[Finding, ...]:
        """Everything that is not as it should be."""
        ...

    def export(self, folder: Path) -> Export:
        """Write the whole shop into a folder."""
        ...


class FilesPage(Page):
    """Backups at the left; checking, the way out and other shops at the right."""

    key = "settings.files"
    area = "&Settings"
    picture = "save"
    keys = (
        Key("Ctrl+B", "back up now"),
        Key("Enter", "restore the chosen backup into another file"),
        Key("Ctrl+O", "another shop"),
    )

    def __init__(
        self,
        workplace: Workplace,
        facts: ShopFacts,
        settings: Settings,
        leave: Leave,
        *,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(workplace)
        self._facts, self._settings, self._leave, self._clock = facts, settings, leave, clock
        self._shop = Path(facts.place).absolute() if facts.is_file else None
        self.question = QuestionBar()
        self.progress = ProgressLine(lambda: None)
        self.age, self.where = label(part="figure"), label(part="soft")
        self.where.setWordWrap(True)
        self.backups = Table("Backups", BACKUP_COLUMNS)
        self.backups.opened.connect(lambda _one: self.ask_to_restore())
        side = QWidget()
        side.setLayout(column(self._check_panel(), self._export_panel(), self._shops_panel(), None))
        both = row(self._backup_panel(), side, gap=4 * GRID)
        for half, share in enumerate(_HALVES):
            both.setStretch(half, share)
        place = label(facts.place, "soft")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        page = column(
            row(label("File", "heading"), place, None, gap=4 * GRID),
            self.findings,
            self.question,
            self.progress,
            both,
            gap=3 * GRID,
        )
        page.setStretch(4, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.make)
        self.on_key("Ctrl+B", self.back_up)
        self.on_key("Ctrl+O", self.choose_another)

    # --- what it is made of ---------------------------------------------------------------------

    def _backup_panel(self) -> QFrame:
        self.make = button("Back up no&w", self.back_up, part="primary")
        self.make.setToolTip("Back up now (Ctrl+B)")
        self.restoring = button("Restore …", self.ask_to_restore)
        self.restoring.setToolTip("Make the chosen backup a shop of its own, beside this one")
        other = button("From another file …", self._restore_a_file)
        self.kept = QSpinBox()
        self.kept.setRange(1, _MOST_KEPT)
        self.kept.setValue(self._settings.value(BACKUPS_KEPT))
        self.kept.setAccessibleName("How many backups stay")
        self.kept.setToolTip("The last one of each month stays for a year besides")
        self.kept.valueChanged.connect(partial(self._settings.remember, BACKUPS_KEPT))
        self.on_closing = QCheckBox("Also when the shop is closed")
        self.on_closing.setChecked(self._settings.value(BACK_UP_ON_CLOSING))
        self.on_closing.toggled.connect(partial(self._settings.remember, BACK_UP_ON_CLOSING))
        elsewhere = button("Folder …", self._pick_folder, tip="Another folder for backups")
        self.beside = button("Beside the shop", partial(self._set_folder, ""))
        rule = row(self.on_closing, None, label("Keep the newest", "soft"), self.kept)
        layout = column(
            row(label("Last backup", "soft"), self.age, None, self.make, gap=3 * GRID),
            self.where,
            row(elsewhere, self.beside, None),
            rule,
            self.backups,
            row(self.restoring, other, None),
        )
        layout.setStretch(4, 1)
        panel = frame("panel", padded(layout, 4 * GRID, 3 * GRID))
        panel.setEnabled(self._shop is not None)
        return panel

    def _check_panel(self) -> QFrame:
        self.check = button("Check everything", self.check_shop)
        self.repair = button("Repair into a new file …", self._repair)
        self.repair.setEnabled(False)
        return _panel(
            "Check",
            "Reads every page, reference, paper and logo.",
            row(self.check, None),
            row(self.repair, None),
        )

    def _export_panel(self) -> QFrame:
        self.export = button("E&xport everything …", self._export)
        return _panel(
            "Take everything out",
            "Every record and paper, as files that a new shop takes in.",
            row(self.export, None),
        )

    def _shops_panel(self) -> QFrame:
        self.another = button("Open another shop …", self.choose_another, tip="Closes this one")
        self.another.setToolTip("Closes this shop and lets you choose another (Ctrl+O)")
        acts = [row(self.another, None)]
        about = ""
        self.remove_demo = button("Remo&ve the demo shop", self.ask_to_remove)
        if self._facts.is_demo:
            acts.append(row(self.remove_demo, None))
            about = (
                "This is the demo shop: removing it leaves nothing of it, and nothing else goes."
            )
        return _panel("Other shops", about, *acts)

    # --- backups --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the folder of backups."""
        shop = self._shop
        if shop is None:
            self.age.setText("the server's")
            self.where.setText(
                "This shop is on a PostgreSQL server, which makes its backups. Taking everything"
                " out works here, too."
            )
            return
        folder = backup_folder(self._settings)
        self.where.setText(f"In {folder or usual_folder(shop)}")
        self.beside.setEnabled(folder is not None)
        self._work(lambda _doors, _go_on: backups_of(shop, folder=folder), self._show_backups)

    def _show_backups(self, found: tuple[Backup, ...]) -> None:
        self.progress.hide()
        known = {one.path for one in self.backups.rows_model.rows}
        self.backups.show_rows(found, same=lambda one: one.path)
        came = next((one for one in found if one.path not in known), None)
        if came is not None:
            self.backups.choose(came)
        self.age.setText(age_in_words(next(iter(found), None), now=self._clock()))
        self.restoring.setEnabled(bool(found))

    def back_up(self) -> None:
        """Back up now."""
        if self._shop is not None:
            self.progress.tell("Making a backup and checking it …", stoppable=False)
            self._work(
                lambda doors, _go_on: _file(doors).back_up(Reason.HAND),
                lambda made: self._done(f"Backed up as {made.path.name}."),
            )

    def ask_to_restore(self) -> None:
        """Let the user name the file that the chosen backup becomes."""
        chosen = self.backups.chosen_row()
        if chosen is not None:
            self._restore(chosen.path)

    def _restore_a_file(self) -> None:
        path = file_to_open(self, self.workplace.folders, "Restore which file?", _SHOPS)
        if path is not None:
            self._restore(path)

    def _restore(self, source: Path) -> None:
        proposed = str((self._shop or source).with_name(f"{source.stem} restored.dmedesk"))
        target = self._new_file("Restore as", proposed)
        if target is None:
            return
        self.progress.tell(f"Restoring {source.name} …", stoppable=False)
        self._work(
            lambda _doors, _go_on: restore(source, target),
            lambda _none: self._offer(target, f"{source.name} is restored as {target.name}."),
        )

    def _offer(self, target: Path, said: str) -> None:
        self.progress.hide()
        self.question.ask(
            said,
            f"This shop stays as it is. {place_words(target)} can be opened at any time.",
            "Close this one and open it",
            lambda: self._leave(Wish(address=str(target))),
        )

    def _new_file(self, title: str, proposed: str) -> Path | None:
        return file_to_save(self, self.workplace.folders, title, proposed, _SHOPS)

    def _pick_folder(self) -> None:
        found = folder_to_use(self, self.workplace.folders, "Folder for backups")
        if found is not None:
            self._set_folder(str(found))

    def _set_folder(self, folder: str) -> None:
        self._settings.remember(BACKUP_FOLDER, folder)
        self.refresh()

    # --- checking and repairing -----------------------------------------------------------------

    def check_shop(self) -> None:
        """Read everything, and say what is wrong."""
        self.progress.tell("Reading every page, reference and paper …", stoppable=False)
        self._work(lambda doors, _go_on: _file(doors).check(), self._checked)

    def _checked(self, found: tuple[Finding, ...]) -> None:
        self.progress.hide()
        self.findings.show_findings(found)
        self.repair.setEnabled(bool(found) and self._shop is not None)
        if not found:
            self.workplace.say("Everything was read; nothing is damaged.")

    def _repair(self) -> None:
        shop = self._shop
        if shop is None:
            return
        target = self._new_file("Repair into", str(shop.with_name(f"{shop.stem} repaired.dmedesk")))
        if target is not None:
            self.progress.tell("Saving every record that can be read …", stoppable=False)
            self._work(lambda _doors, _go_on: salvage(shop, target), self._repaired)

    def _repaired(self, done: Salvaged) -> None:
        self.findings.show_findings(done.findings)
        saved = count_of(sum(done.rows.values()), "record")
        self._offer(done.target, f"{saved} saved into {done.target.name}.")

    # --- the way out, other shops ---------------------------------------------------------------

    def _export(self) -> None:
        found = folder_to_use(self, self.workplace.folders, "An empty folder for everything")
        if found is not None:
            self.progress.tell("Writing everything into the folder …", stoppable=False)
            self._work(lambda doors, _go_on: _file(doors).export(found), self._exported)

    def _exported(self, done: Export) -> None:
        self._done(
            f"{count_of(sum(done.files.values()), 'record')} and"
            f" {count_of(done.paper_count, 'paper')} are in {done.folder}."
        )

    def choose_another(self) -> None:
        """Close this shop and show the start window."""
        self._leave(Wish(choosing=True))

    def ask_to_remove(self) -> None:
        """Say what removing the demo shop does, and do it on Enter."""
        self.question.ask(
            "Remove the demo shop?",
            "Its file, its backups and everything entered in it go for good. The demo can be made"
            " again at any time; your own shops are not touched.",
            "Remove it",
            lambda: self._leave(Wish(choosing=True, removing=self._facts.place)),
        )

    def _done(self, said: str) -> None:
        self.progress.hide()
        self.workplace.say(said)
        self.workplace.changed.emit()

    def _work(self, work: Callable[[Doors, GoOn], Any], done: Callable[[Any], None]) -> None:
        self.findings.clear()
        self.workplace.runner.carry_out(
            work,
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=done,
            failed=self._failed,
        )

    def _failed(self, findings: tuple[Finding, ...]) -> None:
        self.progress.hide()
        self.fail(findings)


def _file(doors: Doors) -> WholeFile:
    if not isinstance(doors, WholeFile):
        raise TypeError(f"{type(doors).__name__} are no doors of a file")
    return doors


def _panel(title: str, about: str, *pieces: QLayout) -> QFrame:
    layout = column(label(title, "heading"))
    if about:
        said = label(about, "soft")
        said.setWordWrap(True)
        layout.addWidget(said)
    for piece in pieces:
        layout.addLayout(piece)
    return frame("panel", padded(layout, 4 * GRID, 3 * GRID))
