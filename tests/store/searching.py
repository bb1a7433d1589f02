"""What the search's tests share: every house's feeds, catching up, and the whole of the index."""

from sqlalchemy import Engine, text

from dmedesk.desk.feeds import feeds
from dmedesk.store.indexing import AT_MOST, catch_up, forget
from dmedesk.store.search import Entry, Feed, Hit, find
from dmedesk.store.unit_of_work import reading, unit_of_work

MOST_STEPS = 500


def index(engine: Engine, *, at_most: int = AT_MOST) -> int:
    """Catch up to the end; answers how many records were read anew."""
    records = 0
    for _ in range(MOST_STEPS):
        with unit_of_work(engine, actor="ana", action="index") as work:
            step = catch_up(work, feeds(), at_most=at_most)
        records += step.records
        if not step.is_more:
            return records
    raise AssertionError("catching up does not end")


def index_anew(engine: Engine) -> None:
    """Throw the index away and make it again."""
    with unit_of_work(engine, actor="ana", action="index") as work:
        forget(work)
    index(engine)


def whole_index(engine: Engine) -> tuple[set[tuple[int, str, str]], set[tuple[int, str]]]:
    """Every entry, and every word with its record."""
    with engine.connect() as connection:
        entries = connection.execute(text("SELECT id, title, line FROM search_entries")).all()
        words = _WORDS[engine.dialect.name]
        for statement in words[:-1]:
            connection.execute(text(statement))
        found = connection.execute(text(words[-1])).all()
        connection.rollback()
    return {(row[0], row[1], row[2]) for row in entries}, {(row[0], row[1]) for row in found}


_WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE temp.every_word USING fts5vocab('main', 'search_words', 'instance')",
        "SELECT doc, term FROM temp.every_word",
    ),
    "postgresql": ("SELECT id, unnest(tsvector_to_array(tokens)) FROM search_words",),
}


def found(engine: Engine, asked: str) -> dict[str, list[str]]:
    """The titles found, by section."""
    with reading(engine) as session:
        return {one.title: _titles(one.hits) for one in find(session, feeds(), asked)}


def _titles(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.title for hit in hits]


def entries(engine: Engine, feed: Feed) -> list[Entry]:
    """What a feed tells of every record, in order of their ids."""
    with reading(engine) as session:
        told = [feed.entry(row) for row in session.execute(feed.rows)]
    return sorted(told, key=lambda entry: entry.record_id)
