"""Holds the garbage collector off while very many plain values are made and kept.

It would look through all of them again and again, and find nothing to free: a month of explained
amounts takes two to three times as long with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection until the block ends, however it ends; then as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made counts as old from here on, or all of it were looked through at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def pause_collector() -> None:
    """No collection until ``resume_collector``: what a program reads at its start is there to stay.

    Looking through it again and again takes a fifth of the start.
    """
    gc.disable()


def resume_collector() -> None:
    """Collect again, what was made until now left out for good."""
    gc.freeze()
    gc.enable()
