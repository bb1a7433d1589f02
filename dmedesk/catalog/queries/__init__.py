"""The read side of products and fees: the files' rows, the rate book, what an edition changes."""

from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.queries.editions import compare_editions, list_editions
from dmedesk.catalog.queries.proposals import compare_file
from dmedesk.catalog.queries.stored import (
    edition_ids,
    product_ids,
    stored_cms_fees,
    stored_cms_zips,
    stored_editions,
    stored_fees,
    stored_products,
)

__all__ = [
    "compare_editions",
    "compare_file",
    "edition_ids",
    "list_editions",
    "product_ids",
    "rate_book",
    "stored_cms_fees",
    "stored_cms_zips",
    "stored_editions",
    "stored_fees",
    "stored_products",
]
