"""Python's collector in the UI thread only.

Left alone it runs in whatever thread makes objects, and what it finds may hold a window or a timer
of Qt: one that is taken apart in a worker ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

STEP = 1000  # milliseconds


class Collector(QObject):
    """Looks for garbage now and then, as often as Python would; stops it everywhere else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        clock = QTimer(self)
        clock.timeout.connect(collect_if_due)
        clock.start(STEP)


def collect_if_due() -> None:
    """Collect the oldest generation whose count is over Python's own threshold."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [number for number, (count, threshold) in enumerate(due) if count > threshold]
    if generations:
        gc.collect(generations[-1])


def spare_what_stays() -> None:
    """Leave out of later looks what is here now, modules and catalogue: they took 50 ms."""
    gc.freeze()
