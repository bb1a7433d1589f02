"""A list's read side: its ids in the order asked, and the rows of some of them.

A house declares a list once (``ListQuery``): the row, the expression of each column, the quick
filters. The ids of everything that is asked for are read in one go (a hundred thousand are less
than a megabyte); the rows themselves by pages of their ids, as they are looked at. So a jump
anywhere is one read by key, and no page is found by counting the ones before it.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    case,
    cast,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Grouping, Match, Sort, grouping_of
from dmedesk.store.columns import Moment
from dmedesk.store.engine import FOLD

R = TypeVar("R")
Expression: TypeAlias = ColumnElement[Any] | InstrumentedAttribute[Any]
OnDay: TypeAlias = Callable[[date], Any]
ChosenDay: TypeAlias = Callable[[Session, date], date]

_ESCAPE = "\\"
_EVERY_ROW = EVERYTHING.chip


class folded(FunctionElement[str]):  # noqa: N801 - read as the SQL function that it is
    """The text without regard to case, letters beyond ASCII included, on both databases."""

    type = String()
    inherit_cache = True


@compiles(folded)
def _folded_by_server(element: Any, compiler: Any, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(folded, "sqlite")
def _folded_in_file(element: Any, compiler: Any, **options: Any) -> str:
    return f"{FOLD}({compiler.process(element.clauses, **options)})"


class latest(FunctionElement[date]):  # noqa: N801 - read as the SQL function that it is
    """The latest of several days in one row, none of them empty."""

    type = Date()
    inherit_cache = True


@compiles(latest)
def _latest_by_server(element: Any, compiler: Any, **options: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **options)})"


@compiles(latest, "sqlite")
def _latest_in_file(element: Any, compiler: Any, **options: Any) -> str:
    return f"max({compiler.process(element.clauses, **options)})"


class ListQuery(Generic[R]):
    """A list as it can be asked for.

    ``row`` is a frozen dataclass: ``id`` first, then fields named as the columns. ``key`` is the
    id's column, ``source`` adds the joins that columns need: they neither drop a row nor double
    one, so ids that are filtered and sorted by their own table alone are read without. A column
    is an expression, or a function of the day that the list is read for. ``chips`` are the quick
    filters: functions of that day that answer a clause; ``days`` tells the other day that a chip is
    asked with, where the shop chooses it. ``default`` is the order of a list that
    nobody sorted; the key decides between equals. Columns of ``one_case`` are written in one case
    already, and sorted as they are.
    """

    def __init__(
        self,
        row: Callable[..., R],
        *,
        key: InstrumentedAttribute[int],
        columns: Mapping[str, Expression | OnDay],
        source: Callable[[Select[Any]], Select[Any]] = lambda chosen: chosen,
        chips: Mapping[str, OnDay] | None = None,
        days: Mapping[str, ChosenDay] | None = None,
        default: Sequence[Sort] = (),
        one_case: Collection[str] = (),
    ) -> None:
        made: Any = row
        first, *shown = [field.name for field in fields(made)]
        missing = [name for name in shown if name not in columns]
        if first != "id" or missing:
            raise ValueError(f"{made.__name__}: needs id first, and columns for {missing}")
        self._row = row
        self._shown = shown
        self._key = key
        self._columns = dict(columns)
        self._source = source
        self.chips = dict(chips or {})
        self._days = dict(days or {})
        self._default = tuple(default)
        self._one_case = frozenset(one_case)

    def ids(self, session: Session, ask: Ask = EVERYTHING, *, on: date) -> "array[int]":
        """The ids of all rows that are asked for, in the order asked.

        Texts are sorted without regard to case; what is empty comes last, whichever way. A chip
        or a column that the list does not have is our own mistake: ``LookupError``.
        """
        statement = self._asked(session, ask, on, [self._key])
        with session.connection().execute(statement) as found:
            # The driver's own rows: to make SQLAlchemy's of them takes longer than to read them.
            driver: Any = found.cursor
            return array("q", [row_id for (row_id,) in driver.fetchall()])

    def _asked(self, session: Session, ask: Ask, on: date, chosen: Sequence[Any]) -> Select[Any]:
        """What is chosen of the rows that are asked for, in the order asked."""
        grouped = [one for one in ask.sorts if one.column == ask.group]
        first = grouped[:1] or ([Sort(ask.group)] if ask.group else [])
        order: list[Any] = [self._order(one, on) for one in (*first, *ask.sorts, *self._default)]
        return self._where(chosen, list(self._clauses(session, ask, on)), [*order, self._key])

    def _where(self, chosen: Sequence[Any], clauses: Any, order: Sequence[Any] = ()) -> Select[Any]:
        """The statement, without the joins where it needs none of them."""
        bare = select(*chosen).where(*clauses).order_by(*order)
        if self._is_alone(bare):
            return bare
        joined = self._source(select(*chosen).select_from(self._key.class_))
        return joined.where(*clauses).order_by(*order)

    def grouped(self, session: Session, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        """The ids as ``ids`` has them, with the groups of ``ask.group``: one statement.

        Texts that differ in case alone are one group, moments of one day here are one, too.
        """
        value = self._sorted_by(ask.group, on)
        numbers = [self._expression(name, on) for name in sums]
        named = [one.label(f"asked_{at}") for at, one in enumerate((value, *numbers))]
        found = session.connection().execute(self._asked(session, ask, on, [self._key, *named]))
        is_moment = isinstance(value.type, Moment)
        return grouping_of(
            (row_id, key.astimezone().date() if is_moment and key else key, amounts)
            for row_id, key, *amounts in found
        )

    def totals(
        self, session: Session, ask: Ask, columns: Sequence[str], *, on: date
    ) -> dict[str, int]:
        """What these columns of all rows asked for come to, added up in the database."""
        if not columns:
            return {}
        added = [func.coalesce(func.sum(self._expression(name, on)), 0) for name in columns]
        wanted: Any = [type_coerce(one, Integer) for one in added]
        statement = self._where(wanted, list(self._clauses(session, ask, on)))
        found = session.connection().execute(statement).one()
        return {name: int(total) for name, total in zip(columns, found, strict=True)}

    def matching(self, session: Session, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """The ids of all rows, asked for or not, that any one of these filters fits."""
        if not wanted:
            return set()
        fits = or_(*(_clause(self._expression(one.column, on), one) for one in wanted))
        return set(session.connection().execute(self._where([self._key], [fits])).scalars())

    def rows(self, session: Session, ids: Sequence[int], *, on: date) -> list[R]:
        """The rows of these ids in that order, in one statement; without those that are gone."""
        if not len(ids):
            return []
        wanted = (self._expression(name, on).label(name) for name in self._shown)
        chosen: Any = select(self._key, *wanted)
        statement = self._source(chosen).where(self._key.in_(list(ids)))
        found = {row[0]: row for row in session.connection().execute(statement)}
        make = self._row
        return [make(*found[row_id]) for row_id in ids if row_id in found]

    def counts(self, session: Session, *, on: date) -> dict[str, int]:
        """How many rows each chip has; ``""`` has the count of them all. One statement."""
        named: list[Any] = [
            func.coalesce(func.sum(case((self._chip(session, key, on), 1), else_=0)), 0)
            for key in self.chips
        ]
        counted: Any = select(func.count(self._key), *named).select_from(self._key.class_)
        statement = self._source(counted)
        found = session.connection().execute(statement).one()
        return dict(zip((_EVERY_ROW, *self.chips), found, strict=True))

    def has_column(self, name: str) -> bool:
        """Whether rows can be filtered and sorted by it."""
        return name in self._columns

    def _expression(self, name: str, on: date) -> Expression:
        if name not in self._columns:
            raise LookupError(f"this list has no column {name!r}")
        column: Any = self._columns[name]
        # Columns are callable in no sense of ours: what has a type is an expression.
        found: Expression = column if hasattr(column, "type") else column(on)
        return found

    def _chip(self, session: Session, key: str, on: date) -> Any:
        day = self._days[key](session, on) if key in self._days else on
        return self.chips[key](day)

    def _clauses(self, session: Session, ask: Ask, on: date) -> Iterable[ColumnElement[bool]]:
        if ask.chip != _EVERY_ROW:
            if ask.chip not in self.chips:
                raise LookupError(f"this list has no chip {ask.chip!r}")
            yield self._chip(session, ask.chip, on)
        for wanted in ask.filters:
            yield _clause(self._expression(wanted.column, on), wanted)

    def _sorted_by(self, name: str, on: date) -> Any:
        value: Any = self._expression(name, on)
        value = getattr(value, "expression", value)
        is_folded = isinstance(value.type, String) and name not in self._one_case
        return folded(value) if is_folded else value

    def _order(self, sort: Sort, on: date) -> ColumnElement[Any]:
        value = self._sorted_by(sort.column, on)
        ordered: ColumnElement[Any] = value.desc() if sort.descending else value.asc()
        # Without a word about nulls SQLite reads along an index.
        is_known = isinstance(value, Column) and not value.nullable
        return ordered if is_known else ordered.nulls_last()

    def _is_alone(self, statement: Select[Any]) -> bool:
        """Whether it speaks of no table but the list's own."""
        own = self._key.class_.__table__.name
        columns = (part for part in iterate(statement) if isinstance(part, Column))
        return all(column.table.name == own for column in columns)


def _clause(value: Any, wanted: Filter) -> ColumnElement[bool]:
    if wanted.match is Match.CONTAINS:
        return _contains(value, str(wanted.value))
    if wanted.match is Match.IS:
        given = wanted.value
        alike: ColumnElement[bool] = value.is_(None) if given is None else value == given
        return alike
    return _beyond(value, wanted)


def _contains(value: Any, part: str) -> ColumnElement[bool]:
    if not part:
        return ~false()
    text = value if isinstance(value.type, String) else cast(value, String)
    for special in (_ESCAPE, "%", "_"):
        part = part.replace(special, _ESCAPE + special)
    found: ColumnElement[bool] = folded(text).like(f"%{part.lower()}%", escape=_ESCAPE)
    return found


def _beyond(value: Any, wanted: Filter) -> ColumnElement[bool]:
    """From, or to, the value itself; a day of moments is that day here, from its first moment."""
    given: Any = wanted.value
    if wanted.match is Match.FROM:
        given = _first_moment(given) if isinstance(value.type, Moment) else given
        return value >= given  # type: ignore[no-any-return]
    if isinstance(value.type, Moment):
        return value < _first_moment(given + timedelta(days=1))  # type: ignore[no-any-return]
    return value <= given  # type: ignore[no-any-return]


def _first_moment(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone(UTC)
