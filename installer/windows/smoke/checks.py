"""Counting what holds and what does not, in the words of the closing line."""

import time


class Checks:
    """Each check says what was looked at; a failed one does not end the others."""

    def __init__(self) -> None:
        self.passed, self.failed = 0, 0
        self._begun = time.monotonic()

    def check(self, what: str, held: object, detail: object = "") -> bool:
        """Count and tell one; returns whether it held."""
        self.passed, self.failed = self.passed + bool(held), self.failed + (not held)
        self._tell("ok  " if held else "FAIL", what, detail)
        return bool(held)

    def measure(self, what: str, ratio: float, limit: float, detail: str) -> None:
        """Tell a ratio and its limit; a machine with other work to do is no reason to fail."""
        verdict = "" if ratio <= limit else ", OVER THE LIMIT"
        self._tell("note", what, f"{ratio:.2f}, limit {limit:g}{verdict} ({detail})")

    def _tell(self, mark: str, what: str, detail: object) -> None:
        seconds = time.monotonic() - self._begun
        print(f"{mark} {seconds:6.1f} s  {what}{f': {detail}' if detail else ''}", flush=True)

    def closing_line(self) -> str:
        """The last line of the job."""
        return f"{self.passed} passed, {self.failed} failed"
