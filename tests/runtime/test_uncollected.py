"""The collector stopped for a while."""

import gc

import pytest

from ktt_desktop.runtime.uncollected import uncollected


def test_the_collector_is_as_before_even_after_a_failure():
    assert gc.isenabled()

    with pytest.raises(ZeroDivisionError), uncollected():
        1 / gc.isenabled()

    assert gc.isenabled()


def test_a_stopped_collector_stays_stopped():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
