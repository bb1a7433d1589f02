"""What an installed program must be able to do, tried in a folder of its own, without a network.

Each step does a piece of real work on the demo shop, which is made for it and removed with the
folder. A step that fails stops the whole: what it says is what is missing.
"""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

import dmedesk
from dmedesk.bootstrap.commands import FeeOptions, difference_of_file, export, post
from dmedesk.bootstrap.demo import make_demo
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.demo.folder import FEE_FILE
from dmedesk.kit import paths
from dmedesk.kit.calendar import first_of_month, legal_holiday_names, months_after
from dmedesk.kit.errors import WorldError
from dmedesk.kit.grid import read_grid
from dmedesk.kit.spreadsheet import SheetColumn, write_xlsx

if TYPE_CHECKING:
    from dmedesk.deliveries.rules.paper import SlipPaper

_REINSTALL = "Install DMEDesk anew. If that does not help, send this message to whoever keeps it."
_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried: what it is, what came of it, and how many seconds it took."""

    title: str
    result: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Trial:
    folder: Path
    today: date

    @property
    def shop(self) -> Path:
        return self.folder / "demo.dmedesk"

    @property
    def last_month(self) -> date:
        return months_after(first_of_month(self.today), -1)


def self_test(*, today: date, show: Callable[[str], str]) -> Iterator[Step]:
    """Try each thing in turn; ``show`` opens the main window on a shop and closes it again.

    Raises ``WorldError`` with the step's name and what is missing.
    """
    steps: tuple[tuple[str, Callable[[_Trial], str]], ...] = (
        ("The program's own files are there", lambda _trial: _read_resources()),
        ("Every part of the program can be read", lambda _trial: _import_all()),
        ("An old shop's file is brought to this version", _upgrade),
        ("The demo shop is made from its files", _make_shop),
        ("A deadline knows the legal holidays", _read_holidays),
        ("A price is worked out with its clause", lambda _trial: _price()),
        ("A month is posted, an invoice read back", _post),
        ("A slip is printed, its barcode read back", _print_slip),
        ("Everything moves out into files", _move_out),
        ("The main window opens", lambda trial: show(str(trial.shop))),
    )
    with (
        TemporaryDirectory(prefix="dmedesk-self-test-") as folder,
        without_network(),
        heard_faults() as faults,
    ):
        trial = _Trial(Path(folder), today)
        for title, work in steps:
            begun = monotonic()
            result = _named(title, work, trial)
            if faults:
                raise WorldError(f"{title}: no. {'; '.join(faults)}", _REINSTALL)
            yield Step(title, result, monotonic() - begun)


def _named(title: str, work: Callable[[_Trial], str], trial: _Trial) -> str:
    try:
        return work(trial)
    except WorldError as error:
        raise WorldError(f"{title}: no. {error.what}", error.remedy) from error
    except Exception as error:
        raise WorldError(f"{title}: no. {type(error).__name__}: {error}", _REINSTALL) from error


class _Ear(logging.Handler):
    """Keeps what the program writes into its log as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def heard_faults() -> Iterator[list[str]]:
    """The faults that a window only tells in its place, as a desk does, and writes into its log."""
    ear, program = _Ear(), logging.getLogger(dmedesk.__name__)
    program.addHandler(ear)
    try:
        yield ear.heard
    finally:
        program.removeHandler(ear)


@contextmanager
def without_network() -> Iterator[None]:
    """As long as the block runs, whatever reaches for a network fails: a desk needs none."""
    is_on = True

    def refuse(name: str, _arguments: tuple[Any, ...]) -> None:
        if is_on and name in _NETWORK:
            raise WorldError(f"The program reached for the network ({name}).", _REINSTALL)

    # A hook stays as long as the process; this one is only listened to here.
    sys.addaudithook(refuse)
    try:
        yield
    finally:
        is_on = False


def _read_resources() -> str:
    files = [path for path in paths.resources().rglob("*") if path.is_file()]
    for path in files:
        if not path.read_bytes():
            raise WorldError(f"{path.name} is empty.", _REINSTALL)
    if not files:
        raise WorldError(f"There are no files in {paths.resources()}.", _REINSTALL)
    return f"{len(files)} files"


def _import_all() -> str:
    """A part that a package lacks is found here, and not by whoever opens its screen."""
    names = [part.name for part in walk_packages(dmedesk.__path__, "dmedesk.")]
    names += [name for name in ("psycopg",) if find_spec(name) is not None]
    for name in names:
        if not name.endswith("__main__"):
            import_module(name)
    return f"{len(names)} parts"


def _upgrade(trial: _Trial) -> str:
    from dmedesk.store.engine import open_engine
    from dmedesk.store.migrate import build, current, steps, upgrade

    first, *_between, last = steps()
    engine = open_engine(trial.folder / "old.dmedesk", create=True)
    try:
        build(engine, to=first)
        backup = upgrade(engine)
        if backup is None or current(engine) != last:
            raise WorldError(f"It stands at {current(engine)}, not at {last}.", _REINSTALL)
    finally:
        engine.dispose()
    return f"step {first} to {last}, with a backup"


def _make_shop(trial: _Trial) -> str:
    taken: list[str] = []
    make_demo(trial.shop, folder=trial.folder / "files", today=trial.today, tell=taken.append)
    fees = difference_of_file(
        str(trial.shop), path=trial.folder / FEE_FILE, options=FeeOptions(from_on=trial.today)
    )
    return f"{len(taken) + len(fees.lines())} lines said"


def _read_holidays(trial: _Trial) -> str:
    """Deadlines of recalls count business days (101 CMR 322.03(15))."""
    return f"{len(legal_holiday_names(trial.today.year))} of {trial.today.year}"


def _price() -> str:
    from dmedesk.rates import wire

    tried = json.loads((paths.resources() / "self_test" / "price.json").read_text("utf-8"))
    answer = json.loads(wire.answer(json.dumps(tried["question"])))
    amount, citations = answer.get("amount"), answer.get("citations", ())
    if amount != tried["amount"] or tried["citation"] not in citations:
        raise WorldError(f"{tried['amount']} was expected, the answer is {answer}.", _REINSTALL)
    return f"{amount} by {tried['citation']}"


def _post(trial: _Trial) -> str:
    out = trial.folder / "invoices"
    posted = post(str(trial.shop), month_on=trial.last_month, payer_code=None, out=out)
    number = posted.invoice_nos[0]
    (paper,) = out.glob(f"*{number}*.pdf")
    if number not in _words_of(paper.read_bytes()):
        raise WorldError(f"The paper of invoice {number} does not say its number.", _REINSTALL)
    return f"{len(posted.invoice_nos)} invoices"


def _words_of(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        pages = [document[number].get_textpage() for number in range(len(document))]
        return "\n".join(page.get_text_bounded() for page in pages)
    finally:
        document.close()


def _print_slip(trial: _Trial) -> str:
    from dmedesk.deliveries.sheets.slip import slip_pdf
    from dmedesk.scans.barcodes import read_codes
    from dmedesk.scans.pages import opened_scan

    paper = _first_slip(trial)
    with opened_scan("slip.pdf", slip_pdf(paper)) as scan:
        codes = read_codes(scan.page(1).picture, is_enough=bool)
    if paper.number not in [code.text for code in codes]:
        raise WorldError(f"The barcode of slip {paper.number} could not be read.", _REINSTALL)
    return paper.number


def _first_slip(trial: _Trial) -> "SlipPaper":
    from dmedesk.deliveries.queries.slips import slip_paper
    from dmedesk.deliveries.queries.stored import stored_tickets
    from dmedesk.deliveries.queries.visits import ticket_called

    doors = ShopDoors(str(trial.shop))
    try:
        with doors.reading() as session:
            for ticket in stored_tickets(session):
                found = ticket_called(session, str(ticket.values["ticket_no"]))
                paper = None if found is None else slip_paper(session, found, trial.today)
                if paper is not None and not isinstance(paper, list):
                    return paper
    finally:
        doors.close()
    raise WorldError("The demo shop has no slip that could be printed.", _REINSTALL)


def _move_out(trial: _Trial) -> str:
    written = export(str(trial.shop), folder=trial.folder / "moved out")
    book, rows = trial.folder / "list.xlsx", [(name, str(n)) for name, n in written.files.items()]
    write_xlsx(book, "Files", (SheetColumn("file"), SheetColumn("rows")), rows)
    read = read_grid(book.read_bytes(), file_name=book.name, encodings=("utf-8",))
    if len(read) < len(rows):
        raise WorldError("A workbook that was written could not be read back.", _REINSTALL)
    return f"{len(written.files)} files, {written.paper_count} papers"
