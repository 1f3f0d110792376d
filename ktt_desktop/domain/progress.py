"""How long work tells where it is; the window's job implements it."""

from typing import Protocol


class Progress(Protocol):
    """Tiến độ của một công việc dài."""

    def report(self, done: int, total: int, what: str) -> None:
        """Say that `done` of `total` steps are over; raises CancelledError when told to stop."""


class Silent:
    """Progress nobody watches: for tests and the command line."""

    def report(self, done: int, total: int, what: str) -> None:
        """Ignore the step."""
