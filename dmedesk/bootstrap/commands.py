"""What each command does, as one call.

An action never commits; the doors here open its unit of work, and close it when it is done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dmedesk.billing.actions import (
    PostedMonth,
    UndoneMonth,
    make_paper,
    make_papers,
    post_month,
    prepare_folder,
    preview_month,
    undo_month,
    write_paper,
    write_papers,
)
from dmedesk.billing.queries.crediting import printed_credit
from dmedesk.billing.queries.listed import stored_paper
from dmedesk.billing.queries.numbered import numbered_paper
from dmedesk.billing.queries.posted import payer_id_of
from dmedesk.billing.queries.printed import count_papers_to_make, printed_invoices
from dmedesk.billing.queries.register import register_of
from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.billing.rules.register import Register, register_csv, register_name
from dmedesk.billing.sheets import draw, draw_in_turn, presses
from dmedesk.billing.sheets.credit import draw_credit
from dmedesk.billing.sheets.register import register_pdf
from dmedesk.bootstrap.doors import login
from dmedesk.bootstrap.files import BACKED_UP_BEFORE, back_up_open
from dmedesk.catalog.actions import import_fees
from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.queries.editions import compare_editions, list_editions
from dmedesk.catalog.queries.proposals import compare_file
from dmedesk.catalog.rules.rate_book import RateBook
from dmedesk.catalog.rules.reports import Comparison, EditionList, FeeImport
from dmedesk.kit.errors import WorldError
from dmedesk.kit.stored import Values
from dmedesk.moving.actions import import_folder
from dmedesk.moving.export import Export, write_export
from dmedesk.moving.founding import new_shop
from dmedesk.moving.intake import Intake
from dmedesk.moving.queries import examine_folder, exported_files
from dmedesk.recalls.actions.opening import open_recall
from dmedesk.shop.actions.company import keep_logos, write_letterhead
from dmedesk.shop.queries.company import letterhead_on
from dmedesk.store.engine import BUSY_SECONDS
from dmedesk.store.files import open_shop
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work

POSTING_PATIENCE = 3_600.0
"""Seconds that a post waits for whoever else posts: as long as that may take."""


@dataclass(frozen=True, slots=True)
class FeeOptions:
    """How a fee file is to be read, as ``dmedesk fees`` takes it."""

    file_format: str | None = None
    state: str = "MA"
    area: str = "non-rural"
    from_on: date | None = None


def found(address: str, *, name: str) -> None:
    """Make a new shop of this name."""
    new_shop(address, name=name, actor=login())


def letterhead(address: str, *, on: date) -> Values:
    """The letterhead in force on a day, by the columns of ``company.csv``; empty without any."""
    with _reading(address) as session:
        return letterhead_on(session, on=on)


def change_letterhead(address: str, *, said: Values, logo: bytes | None, from_on: date) -> Values:
    """Put a letterhead in force from a day, with what is ``said`` and the ``logo`` changed."""
    with _writing(address, action="letterhead") as work:
        if logo is not None:
            (name,) = keep_logos(work, contents=[logo])
            said = {**said, "logo": name}
        write_letterhead(work, said=said, from_on=from_on)
        return letterhead_on(work.session, on=from_on)


def take_folder(
    address: str, *, folder: Path, dry_run: bool = False, backs_up: bool = False
) -> Intake:
    """Import a folder of files, or say what that would come to.

    A shop's file is backed up before anything is changed, where wanted, as its window does.
    """
    if dry_run:
        with _reading(address) as session:
            return examine_folder(session, folder=folder).intake
    with _engine(address) as engine, unit_of_work(engine, actor=login(), action="import") as work:
        if not backs_up:
            return import_folder(work, folder=folder)
        return import_folder(work, folder=folder, before=partial(_back_up_before, "import", engine))


def take_notice(address: str, *, values: Values) -> None:
    """Open a recall from its notice: its units are matched and set apart."""
    with _writing(address, action="save_recall") as work:
        open_recall(work, values=values)


def _back_up_before(action: str, engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        back_up_open(engine, reason=BACKED_UP_BEFORE[action])


def export(address: str, *, folder: Path) -> Export:
    """Write the whole shop into a folder, as its files were at one moment."""
    with _reading(address) as session:
        return write_export(exported_files(session), folder=folder)


def take_fees(address: str, *, path: Path, options: FeeOptions) -> FeeImport:
    """Take a fee or ZIP file into the rate book."""
    with _writing(address, action="import_fees") as work:
        return import_fees(
            work,
            path=path,
            file_format=options.file_format,
            state=options.state,
            area=options.area,
            from_on=options.from_on,
        )


def fees_taken(address: str) -> EditionList:
    """Every file in the rate book."""
    with _reading(address) as session:
        return list_editions(session)


def difference_of_file(address: str, *, path: Path, options: FeeOptions) -> Comparison:
    """What taking a fee file would change."""
    with _reading(address) as session:
        return compare_file(
            session,
            path=path,
            file_format=options.file_format,
            state=options.state,
            area=options.area,
            from_on=options.from_on,
        )


def difference_of_editions(address: str, *, old: int, new: int) -> Comparison:
    """What one edition of the rate book changes against another."""
    with _reading(address) as session:
        return compare_editions(session, old=old, new=new)


def whole_rate_book(address: str) -> RateBook:
    """The rate book of a shop, for a stream of questions that may ask for any code and day."""
    with _reading(address) as session:
        return rate_book(session)


def preview(address: str, *, month_on: date, payer_code: str | None) -> MonthPlan:
    """What posting the month would take; writes nothing."""
    with _reading(address) as session:
        return preview_month(session, month_on=month_on, payer_code=payer_code)


def post(
    address: str,
    *,
    month_on: date,
    payer_code: str | None,
    out: Path | None,
    progress: Callable[[int, int], None] = lambda _made, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
    backs_up: bool = False,
) -> PostedMonth:
    """Post the month in one transaction; then, the month being safe, make and write its papers.

    A shop's file is backed up before, where wanted, as its window does. Whoever posts at the same
    time is waited for. ``progress`` hears how many papers are made, and
    of how many; once ``cancelled`` says so no further ones are, and those made are still written.
    """
    if out is not None:
        prepare_folder(folder=out)
    with _engine(address, busy_seconds=POSTING_PATIENCE) as engine:
        if backs_up:
            _back_up_before("post_month", engine)
        with unit_of_work(engine, actor=login(), action="post_month") as work:
            posted = post_month(work, month_on=month_on, payer_code=payer_code)
        if out is not None:
            with _interrupted_safely():
                _make_papers(engine, month_on, payer_code, progress, cancelled)
                with reading(engine) as session:
                    write_papers(session, month_on=month_on, payer_code=payer_code, folder=out)
    return posted


@contextmanager
def _interrupted_safely() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise WorldError(
            "The making of papers was interrupted.",
            "The month is posted; nothing of it is lost. Post the month again: it makes the papers"
            " that are missing.",
        ) from interrupt


def _make_papers(
    engine: Engine,
    month_on: date,
    payer_code: str | None,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Make the papers that are missing, some at a time, each time in a unit of work of their own.

    So others may write meanwhile, and what is made is kept.
    """
    with reading(engine) as session:
        payer_id = payer_id_of(session, payer_code)
        lacking = count_papers_to_make(session, month_on=month_on, payer_id=payer_id)
    made = 0
    with presses(lacking) as draw:
        while made < lacking and not cancelled():
            with unit_of_work(engine, actor=login(), action="make_papers") as work:
                some = make_papers(work, month_on=month_on, payer_code=payer_code, draw=draw)
            if not some:
                break
            made += some
            progress(made, lacking)


def undo(address: str, *, month_on: date) -> UndoneMonth:
    """Take back the last posting of the month, by credit."""
    with _writing(address, action="undo_month") as work:
        return undo_month(work, month_on=month_on)


def month_register(address: str, *, month_on: date, payer_code: str | None) -> Register:
    """What stands of the month's posts, with its credits."""
    with _reading(address) as session:
        payer_id = payer_id_of(session, payer_code)
        return register_of(
            session, month_on=month_on, payer_id=payer_id, payer_code=payer_code or ""
        )


def write_register(register: Register, *, folder: Path) -> list[str]:
    """Write the register as PDF and CSV; answers the names of the files."""
    name = register_name(register)
    files = {
        f"{name}.pdf": register_pdf(register),
        f"{name}.csv": register_csv(register).encode(),
    }
    for file_name, content in files.items():
        write_paper(path=folder / file_name, content=content)
    return list(files)


def paper_of_number(address: str, *, number: str, explained: bool = False) -> bytes:
    """The paper of one invoice or credit, whatever other papers are still to be made.

    An invoice's is the stored one, made and stored first where it is missing. One that is
    ``explained`` has its further pages, and is only drawn; so is a credit, which has none.
    """
    with _engine(address) as engine:
        with reading(engine) as session:
            found = numbered_paper(session, number=number, to_explain=explained)
            if found.credit_id is not None:
                return draw_credit(printed_credit(session, credit_id=found.credit_id))
            if explained:
                printed = printed_invoices(session, invoice_ids=[found.invoice_id])
                return draw(printed[found.invoice_id], explained=True)
            stored = stored_paper(session, invoice_id=found.invoice_id)
        if stored is not None:
            return stored
        with unit_of_work(engine, actor=login(), action="make_papers") as work:
            return make_paper(work, invoice_id=found.invoice_id, draw=draw_in_turn)


@contextmanager
def _engine(address: str, *, busy_seconds: float = BUSY_SECONDS) -> Iterator[Engine]:
    engine = open_shop(address, busy_seconds=busy_seconds)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _writing(address: str, *, action: str) -> Iterator[UnitOfWork]:
    with _engine(address) as engine, unit_of_work(engine, actor=login(), action=action) as work:
        yield work


@contextmanager
def _reading(address: str) -> Iterator[Session]:
    with _engine(address) as engine, reading(engine) as session:
        yield session
