"""The pages of records: which page shows a record of which kind."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import RecordPage, Workplace

RecordMaker: TypeAlias = Callable[[Workplace, RecordRef], RecordPage]


def record_makers() -> Mapping[str, RecordMaker]:
    """By kind (``member``), what makes the page of one; id 0 is a record still to be entered."""
    return {}
