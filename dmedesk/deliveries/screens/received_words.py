"""How a scanned page stands, in words, and in the colour that goes with it."""

from dmedesk.deliveries.queries.received import PageListed
from dmedesk.deliveries.rules.received import Standing, Verdict
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of

CHIPS = {
    Standing.WAITING: "To be settled",
    Standing.FILED: "Filed",
    Standing.SET_ASIDE: "Set aside",
    Standing.AGAIN: "Came before",
}
"""The quick filters above the list."""

TONES = {
    Standing.WAITING: Tone.WAITING,
    Standing.FILED: Tone.READY,
    Standing.SET_ASIDE: Tone.CLOSED,
    Standing.AGAIN: Tone.CLOSED,
}

_WAITS = {
    Verdict.UNREAD: "Cannot be read",
    Verdict.FOREIGN: "Not ours",
    Verdict.UNSURE: "Not read for certain",
    Verdict.SEVERAL: "Several slips on it",
}
_AFTER = {
    Verdict.UNREAD: "No barcode was found. Type the number that stands on the page.",
    Verdict.FOREIGN: "Its barcode is none of our slips: {barcodes}.",
    Verdict.UNSURE: "It may be {barcodes}. Look at the page, then say so.",
    Verdict.SEVERAL: "They could not be told apart: {barcodes}.",
}


def short_state(page: PageListed) -> str:
    """The state in a few words: ``Filed to SLIP-000012``."""
    if page.standing is Standing.FILED:
        return f"Filed to {_slips(page)}"
    if page.standing is Standing.SET_ASIDE:
        return "Set aside"
    if page.standing is Standing.AGAIN:
        return "Came before"
    return _WAITS.get(page.verdict, "Put back") if not page.reason else "Put back"


def whole_state(page: PageListed) -> str:
    """The state, how it came to it, and what is to be done."""
    when = f"{page.at.astimezone():%Y-%m-%d}"
    if page.standing is Standing.FILED:
        how = "by its barcode" if page.by_barcode else f"by {page.by}"
        return f"Filed to {_slips(page)} {how}, {when}."
    if page.standing is Standing.SET_ASIDE:
        return f"Set aside by {page.by}, {when}: {page.reason}"
    if page.standing is Standing.AGAIN:
        return "The same page came before. It was not kept twice."
    if page.reason:
        return f"Put back by {page.by}, {when}: {page.reason}"
    return _AFTER[page.verdict].format(barcodes=page.barcodes)


def place_of(page: PageListed) -> str:
    """Where the page comes from: ``stack.pdf, page 3 of 80``."""
    return f"{page.file_name}, page {page.place} of {page.page_count}"


def _slips(page: PageListed) -> str:
    return " and ".join(number for _id, number in page.slips)


def outcome(counts: dict[Verdict, int], there: int) -> str:
    """What came of some files, in one sentence."""
    filed, again = counts.get(Verdict.FILED, 0), counts.get(Verdict.AGAIN, 0) + there
    waits = sum(counts.values()) - filed - counts.get(Verdict.AGAIN, 0)
    said = [f"{count_of(filed, 'page')} filed"]
    if waits:
        said.append(f"{waits} to be settled")
    if again:
        said.append(f"{again} came before")
    return ", ".join(said) + "."
