"""The garbage collector is held off for a block, and is as it was before after it."""

import gc
from contextlib import suppress

from dmedesk.kit.collector import collector_paused, pause_collector, resume_collector


def test_the_collector_is_off_in_the_block_and_on_after_it() -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_is_on_after_a_failure() -> None:
    with suppress(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_start_pauses_it_and_leaves_what_was_read_out_for_good() -> None:
    pause_collector()
    try:
        assert not gc.isenabled()
    finally:
        resume_collector()
        gc.unfreeze()
    assert gc.isenabled()
