"""The files attached to a record: seen small, opened in the page, added, saved out, taken off.

Any record's page has them with one line: ``AttachmentsPanel(workplace, ref)``.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dmedesk.kit.attachments import Attached, AttachmentDoor, too_large
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding
from dmedesk.kit.media import PDF, is_picture
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.ask_line import AskLine
from dmedesk.widgets.file_asking import file_to_save, files_to_open
from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import PaperView, save_paper
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.pictures import PictureView, picture_of, thumbnail
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.thumbs import THUMB, Thumbs, described
from dmedesk.widgets.words import count_of

_SHARPER = 2
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_PASTED = "Pasted picture.png"

Source: TypeAlias = tuple[str, Callable[[int], bytes]]
"""The name of a file to be attached, and what reads its bytes, told how many there may be."""


class AttachmentsPanel(QWidget):
    """All files of one record. It reads when it is shown, and again when something changed.

    Files come by the picker, by drag and drop, and by paste. Reading them, making them small and
    decoding them happens on the worker.
    """

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__()
        self._workplace, self._ref, self._door = workplace, ref, workplace.attachments
        self._lists, self._thumbs = Latest(workplace.runner), Latest(workplace.runner)
        self._opens = Latest(workplace.runner)
        self._waiting = 0
        self._is_stale = True
        self.findings, self.asked = FindingsBar(), AskLine()
        self.thumbs = Thumbs("Attached files")
        self.said = label(part="soft")
        self.picture, self.paper = PictureView("Picture"), PaperView("Paper")
        self.pages = QStackedWidget()
        self._build()
        self.thumbs.activated.connect(lambda _index: self.open())
        workplace.changed.connect(self._outdate)
        self.setAcceptDrops(workplace.may_write)

    def _build(self) -> None:
        self.add = button("Add file …", self.pick, picture="plus", tip="Attach a file (Ins)")
        self.back = button("All files", self.close_file, picture="arrow-left", tip="Back (Esc)")
        self.save = button(
            "Save as …", self.save_out, picture="save", tip="Save it out (Ctrl+Shift+S)"
        )
        self.take_off = button(
            "Remove …", self.ask_to_remove, picture="trash-2", tip="Take it off the record (Del)"
        )
        self._left, self._right = row(self.back, self.said), row(self.add, self.save, self.take_off)
        self._head = row(self._left, None, self._right)
        for page in (self.thumbs, self.picture, self.paper):
            self.pages.addWidget(page)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole: QVBoxLayout = column(self._head, self.findings, self.asked, self.pages)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.thumbs)
        for keys, act in (
            ("Ins", self.pick),
            ("Ctrl+V", self.paste),
            ("Ctrl+Shift+S", self.save_out),
            ("Del", self.ask_to_remove),
        ):
            self._on_key(keys, act, self.pages)
        self._show_place()

    def _on_key(self, keys: str, act: Callable[[], object], where: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page while there is something to close in here."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and (self._is_open() or self.asked.isVisible())
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to all files."""
        if event.key() == Qt.Key.Key_Escape and self._is_open():
            self.close_file()
        else:
            super().keyPressEvent(event)

    def _is_open(self) -> bool:
        return self.pages.currentWidget() is not self.thumbs

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What can be done stands below what is said, where both have no room side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = self._left.sizeHint().width() + self._right.sizeHint().width() + 2 * GRID
        self._head.setDirection(_BELOW if needed > self.width() else _BESIDE)

    # --- reading -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read when it is first shown, or was outdated meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._is_stale = False
        self._lists.query(
            partial(_listed, self._door, self._ref), done=self._show, failed=self._fail
        )

    def _outdate(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _show(self, rows: Sequence[Attached]) -> None:
        self.thumbs.show_rows(rows)
        self._show_place()
        self._make_next_thumbnail()

    def _make_next_thumbnail(self) -> None:
        one = self.thumbs.files.next_without_picture()
        if one is not None:
            self._thumbs.query(
                partial(_small, self._door, one.id, one.media_type),
                done=partial(self._show_thumbnail, one.sha256),
                failed=self._fail,
            )

    def _show_thumbnail(self, sha256: str, picture: QImage) -> None:
        self.thumbs.files.show_picture(sha256, picture)
        self._make_next_thumbnail()

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self.findings.show_findings(findings)

    # --- one file ------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the chosen file in the page; one of another kind is saved out."""
        one = self.thumbs.chosen()
        if one is None:
            return
        if is_picture(one.media_type):
            self._opens.query(
                partial(_picture, self._door, one.id),
                done=self._show_picture,
                failed=self._fail,
            )
        elif one.media_type == PDF:
            self._opens.query(
                partial(_content, self._door, one.id), done=self._show_paper, failed=self._fail
            )
        else:
            self.save_out()

    def close_file(self) -> None:
        """Back to all files."""
        self.paper.clear()
        self._go_to(self.thumbs)

    def _show_picture(self, picture: QImage) -> None:
        self.picture.show_picture(picture)
        self._go_to(self.picture)

    def _show_paper(self, content: bytes) -> None:
        self.paper.show_paper(content)
        self._go_to(self.paper)

    def _go_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show_place()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_place(self) -> None:
        """What can be done here, and what is looked at."""
        files, one = self.thumbs.files.rows, self.thumbs.chosen()
        is_open = self._is_open()
        self.back.setVisible(is_open)
        self.add.setVisible(self._workplace.may_write and not is_open)
        for act in (self.save, self.take_off):
            act.setVisible(one is not None)
        self.take_off.setVisible(self._workplace.may_write and one is not None)
        if is_open and one is not None:
            self.said.setText(f"{one.title} · {described(one)}")
        elif files:
            self.said.setText(f"{count_of(len(files), 'file')} attached")
        elif self._workplace.may_write:
            self.said.setText("Nothing is attached. Drop a file here, or paste one.")
        else:
            self.said.setText("Nothing is attached.")
        self._arrange()

    def save_out(self) -> None:
        """Ask where to, and write the chosen file there."""
        one = self.thumbs.chosen()
        if one is None:
            return
        path = file_to_save(self, self._workplace.folders, "Save the file", one.file_name)
        if path is not None:
            self._opens.query(
                partial(_save, self._door, one.id, path),
                done=lambda path: self._workplace.say(f"Saved as {path}."),
                failed=self._fail,
            )

    def ask_to_remove(self) -> None:
        """Ask for the reason, then take the chosen file off the record."""
        one = self.thumbs.chosen()
        if one is None or not self._workplace.may_write:
            return
        self.asked.ask(
            f"Take {one.title} off this record? Its bytes and the reason are kept.",
            "Reason",
            "Remove",
            partial(self._remove, one),
        )

    def _remove(self, one: Attached, reason: str) -> None:
        self._workplace.runner.operate(
            lambda work: self._door.remove(work, attachment_id=one.id, reason=reason),
            action="remove_attachment",
            done=lambda _nothing: self._removed(one),
            failed=self._fail,
        )

    def _removed(self, one: Attached) -> None:
        self.findings.clear()
        self.close_file()
        self._workplace.say(f"{one.title} was removed.")
        self._workplace.changed.emit()

    # --- adding --------------------------------------------------------------------------------

    def pick(self) -> None:
        """Ask for files, and attach them."""
        if self._workplace.may_write:
            self.attach_files(files_to_open(self, self._workplace.folders, "Attach files"))

    def paste(self) -> None:
        """Attach the files or the picture that were copied."""
        if self._workplace.may_write:
            self._attach(sources_of(QGuiApplication.clipboard().mimeData()))

    def attach_files(self, paths: Sequence[Path]) -> None:
        """Attach files of the disk: of a single one the title is asked."""
        self._attach([(path.name, partial(_read, path)) for path in paths])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take what holds files or a picture."""
        if sources_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Attach what was dropped."""
        event.acceptProposedAction()
        self._attach(sources_of(event.mimeData()))

    def _attach(self, sources: Sequence[Source]) -> None:
        self.findings.clear()
        if len(sources) == 1:
            (source,) = sources
            name = source[0]
            self.asked.ask(
                f"Attach {name}",
                "What is it?",
                "Attach",
                lambda title: self._attach_all([source], title),
                words=Path(name).stem,
                needed=False,
            )
        elif sources:
            self._attach_all(sources, "")

    def _attach_all(self, sources: Sequence[Source], title: str) -> None:
        """Each in a unit of work of its own: one that is refused keeps no other out."""
        self._waiting += len(sources)
        failed: list[Finding] = []
        for source in sources:
            self._workplace.runner.operate(
                partial(_attach, self._door, self._ref, source, title),
                action="attach_file",
                done=lambda _id: self._attached(failed),
                failed=lambda findings: self._attached(failed, findings),
            )

    def _attached(self, failed: list[Finding], findings: tuple[Finding, ...] = ()) -> None:
        failed += findings
        self._waiting -= 1
        if self._waiting == 0:
            self.findings.show_findings(failed)
            self.thumbs.setFocus(Qt.FocusReason.OtherFocusReason)
            self._workplace.changed.emit()


def sources_of(copied: QMimeData) -> list[Source]:
    """The files of the disk that were dropped or copied, else the picture."""
    paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
    if paths:
        return [(path.name, partial(_read, path)) for path in paths]
    picture = copied.imageData() if copied.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull():
        return [(_PASTED, partial(_as_png, picture))]
    return []


def _read(path: Path, largest: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > largest:
            raise Refused([too_large(path.name, size, largest)])
        return path.read_bytes()
    except OSError as error:
        raise WorldError(
            f"The file {path.name} cannot be read: {error.strerror}.",
            "See that it is there and that you may read it.",
        ) from error


def _as_png(picture: QImage, _largest: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def _attach(door: AttachmentDoor, ref: RecordRef, source: Source, title: str, work: Any) -> int:
    name, read = source
    return door.attach(
        work, ref=ref, file_name=name, content=read(door.largest(work.session)), title=title
    )


def _listed(door: AttachmentDoor, ref: RecordRef, session: Any) -> Sequence[Attached]:
    return door.listed(session, ref)


def _content(door: AttachmentDoor, attachment_id: int, session: Any) -> bytes:
    return door.content(session, attachment_id)


def _small(door: AttachmentDoor, attachment_id: int, media: str, session: Any) -> QImage:
    if media != PDF and not is_picture(media):
        return QImage()
    room = QSize(THUMB.width() * _SHARPER, THUMB.height() * _SHARPER)
    return thumbnail(door.content(session, attachment_id), media, room)


def _picture(door: AttachmentDoor, attachment_id: int, session: Any) -> QImage:
    return picture_of(door.content(session, attachment_id))


def _save(door: AttachmentDoor, attachment_id: int, path: Path, session: Any) -> Path:
    save_paper(door.content(session, attachment_id), path)
    return path
