"""What the self-test leaves: self-test.txt for a person, self-test.json for a program."""

import faulthandler
import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

WORDS, FACTS = "self-test.txt", "self-test.json"
GOOD, BAD = "OK", "FAIL"


class StepError(Exception):
    """A step did not do what it should, or something went wrong beside it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước; `detail` says what was seen, or is the traceback of what failed."""

    name: str
    ok: bool
    detail: str
    ms: int

    def line(self) -> str:
        """As written for a person."""
        return f"[{'đạt' if self.ok else 'KHÔNG ĐẠT'}] {self.name} ({self.ms} ms): {self.detail}"


class Record:
    """Biên bản: until `finish`, self-test.txt says FAIL and names the steps that are over."""

    def __init__(self, folder: Path, limit: float) -> None:
        """Begin; after `limit` seconds the interpreter writes where it stands and ends itself.

        Raises OSError when the folder cannot be written.
        """
        self.folder = folder
        self.facts: dict[str, Any] = {}
        self.steps: list[Step] = []
        self._files: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FACTS).unlink(missing_ok=True)
        self._unfinished = (folder / WORDS).open("w", encoding="utf-8", newline="\n")
        self._say(BAD)
        # Not a thread: it also ends a program that hangs inside Qt and holds the interpreter.
        faulthandler.dump_traceback_later(limit, exit=True, file=self._unfinished)

    @property
    def ok(self) -> bool:
        """Whether all went well so far."""
        return bool(self.steps) and all(each.ok for each in self.steps)

    def add(self, name: str, ms: int, detail: str, *, ok: bool = True) -> None:
        """Write a step down at once."""
        self.steps.append(Step(name, ok, detail, ms))
        self._say(self.steps[-1].line())

    def keep(self, path: Path) -> Path:
        """Count a file among the results."""
        self._files.append(path)
        return path

    def finish(self) -> bool:
        """Write both files for good; returns whether all went well."""
        faulthandler.cancel_dump_traceback_later()
        self._unfinished.close()
        found = {
            "ok": self.ok,
            **self.facts,
            "files": {
                each.relative_to(self.folder).as_posix(): _digest(each) for each in self._files
            },
            "steps": [asdict(each) for each in self.steps],
        }
        text = json.dumps(found, ensure_ascii=False, indent=2)
        (self.folder / FACTS).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        lines = [GOOD if self.ok else BAD, *(each.line() for each in self.steps)]
        (self.folder / WORDS).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        return self.ok

    def _say(self, line: str) -> None:
        self._unfinished.write(f"{line}\n")
        self._unfinished.flush()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
