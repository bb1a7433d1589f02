"""Whatever is tried with a recall, in whatever order: it is never closed while a unit that it means
is open, or a member who had one has no proven notice (101 CMR 322.03(15)).
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from dmedesk.assets.actions.units import receive_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.criteria import LIVE
from dmedesk.assets.tables import StopMark
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.recalls.actions.deciding import (
    clear_units,
    close_recall,
    confirm_units,
    judge_hazard,
    record_remedy,
    reopen_recall,
)
from dmedesk.recalls.actions.letters import record_letter, write_letters
from dmedesk.recalls.rules.letters import LetterPaper
from dmedesk.recalls.rules.words import (
    ENDS_LETTER,
    Hazard,
    LetterStep,
    LetterWay,
    Remedy,
    Stage,
    StepKind,
)
from dmedesk.recalls.tables import RecallLetter, RecallLetterFact, RecallStep
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop
from tests.recalls.cases import TODAY, RecallShop

SERIALS = ("LW1001", "LW1002", "LW1500", "LW1999")
"""The first two are with members, the third on the shelf; the last comes later, and until then
nothing can be said of it.
"""

_Act = Callable[[RecallShop, int], object]


def _draw(paper: LetterPaper) -> bytes:
    return paper.number.encode()


def _on(act: Callable[..., None], serial: str) -> _Act:
    def do(recalls: RecallShop, recall_id: int) -> object:
        ids = [recalls.id_of(serial)]
        return recalls.do(act, recall_id=recall_id, asset_ids=ids, note="Read")

    return do


def _remedy(serial: str, remedy: Remedy) -> _Act:
    def do(recalls: RecallShop, recall_id: int) -> object:
        told = {"remedy": remedy, "done_on": TODAY, "done_by": "Dan", "note": "Hook exchanged"}
        unit = recalls.id_of(serial)
        return recalls.do(record_remedy, recall_id=recall_id, asset_id=unit, **told)

    return do


def _write(recalls: RecallShop, recall_id: int) -> object:
    owed = [one.member_id for one in recalls.read(recall_id).letters if one.is_owed]
    return recalls.do(write_letters, recall_id=recall_id, member_ids=owed, draw=_draw)


def _tell(step: LetterStep, note: str) -> _Act:
    def do(recalls: RecallShop, recall_id: int) -> object:
        waiting = [one.id for one in recalls.read(recall_id).letters if one.id and one.is_open]
        told = {"step": step, "way": LetterWay.ROUTE, "done_on": TODAY, "who": "Lee"}
        return recalls.do(record_letter, letter_ids=waiting[:1], note=note, **told)

    return do


def _judge(recalls: RecallShop, recall_id: int) -> object:
    told = {"hazard": Hazard.SERIOUS, "who": "Ana", "judged_on": TODAY, "note": "By the notice"}
    return recalls.do(judge_hazard, recall_id=recall_id, **told)


def _receive(recalls: RecallShop, _recall_id: int) -> object:
    (product,) = [one for one in recalls.shop.rows(Product) if one.product_no == "LIFT"]
    return recalls.do(receive_unit, values={"serial": "LW1999", "product_id": product.id})


ACTS: Mapping[str, _Act] = {
    **{f"confirm {one}": _on(confirm_units, one) for one in SERIALS},
    **{f"clear {one}": _on(clear_units, one) for one in SERIALS},
    **{f"correct {one}": _remedy(one, Remedy.CORRECTED) for one in SERIALS},
    "return LW1500": _remedy("LW1500", Remedy.RETURNED),
    "judge": _judge,
    "write": _write,
    "send": _tell(LetterStep.SENT, "9400 1000"),
    "give": _tell(LetterStep.GIVEN, "Signed at the door"),
    "give without proof": _tell(LetterStep.GIVEN, " "),
    "unreachable": _tell(LetterStep.UNREACHABLE, "Moved, no address"),
    "receive": _receive,
    "close": lambda recalls, recall_id: recalls.do(
        close_recall, recall_id=recall_id, who="Ana", done_on=TODAY
    ),
    "reopen": lambda recalls, recall_id: recalls.do(
        reopen_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="One more"
    ),
}
_WAY = (
    *("confirm LW1001", "confirm LW1002", "confirm LW1500", "judge", "write", "give", "give"),
    *("correct LW1001", "correct LW1002", "return LW1500"),
)
"""The straight way to the end; what is tried before may have left it with nothing to do."""


@contextmanager
def _shop(template: Path) -> Iterator[RecallShop]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(shutil.copy(template, Path(folder) / "shop.dmedesk")))
        try:
            recalls = RecallShop(MonthShop(engine)).found()
            for serial, member_no in (("LW1001", "M1"), ("LW1002", "M2")):
                recalls.unit(serial)
                recalls.give(serial, member_no)
            yield recalls
        finally:
            engine.dispose()


def _last_marks(marks: Sequence[StopMark]) -> dict[int, StopMark]:
    return {one.asset_id: one for one in sorted(marks, key=lambda one: one.turn)}


def _holds(recalls: RecallShop, recall_id: int, name: str, *, was_done: bool) -> bool:
    """Read the tables themselves; answers whether the recall is closed."""
    with reading(recalls.shop.engine) as session:
        steps = session.scalars(select(RecallStep).order_by(RecallStep.turn)).all()
        marks = session.scalars(select(StopMark)).all()
        letters = session.scalars(select(RecallLetter)).all()
        ended = set(
            session.scalars(
                select(RecallLetterFact.letter_id).where(RecallLetterFact.step.in_(ENDS_LETTER))
            )
        )
        live = [one.asset_id for one in _last_marks(marks).values() if one.stand in LIVE]
        ends = [one.step for one in steps if one.step in (StepKind.CLOSED, StepKind.REOPENED)]
    if name == "close" and was_done:
        assert not live
        assert all(one.id in ended for one in letters)
        assert all(not (one.is_owed and one.is_open) for one in recalls.read(recall_id).letters)
    read = recalls.read(recall_id)
    assert {unit.id for unit in read.units if unit.is_open} == set(live)
    assert (read.stage is Stage.CLOSED) is (bool(ends) and ends[-1] is StepKind.CLOSED and not live)
    assert all(unit.state is not AssetState.READY for unit in read.units if unit.is_open), (
        "what a recall stops may not stand ready"
    )
    return read.stage is Stage.CLOSED


@settings(max_examples=15)
@given(
    before=st.lists(st.sampled_from(sorted(ACTS)), max_size=6),
    without=st.sampled_from(["", *_WAY]),
    more=st.lists(st.sampled_from(sorted(ACTS)), max_size=6),
)
def test_whatever_is_tried(
    shop_template: Path, before: list[str], without: str, more: list[str]
) -> None:
    """The straight way is gone with one step of it left out, then closing is tried."""
    way = [name for name in _WAY if name != without]
    with _shop(shop_template) as recalls:
        recall_id = recalls.open()
        is_closed = False
        for name in (*before, *way, "close", *more):
            was_done = False
            with suppress(Refused, NoResultFound):
                ACTS[name](recalls, recall_id)
                was_done = True
            is_closed = _holds(recalls, recall_id, name, was_done=was_done)
        if not (before or more):
            assert is_closed is (not without)
