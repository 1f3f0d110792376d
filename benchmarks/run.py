"""python -m benchmarks.run [--json FILE] [--scale district|province] [--quick]

Ratios of one run: seconds do not travel between machines. Exit code 1 when a goal is missed.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import forms, importing, lists, paper, receiving, start, support, totals
from benchmarks.books import ORGANISATIONS, filled_book
from benchmarks.pairs import Result


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="The promises about speed")
    parser.add_argument("--json", type=Path, help="write the ratios to this file")
    parser.add_argument("--scale", choices=list(ORGANISATIONS), default="district")
    parser.add_argument("--quick", action="store_true", help="only show that everything runs")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder), chosen.scale, quick=chosen.quick)
    for goal, each in results.items():
        sys.stdout.write(
            f"{goal:14} {each.ratio:8.2f} "
            f"(giới hạn {each.limit:g}; {each.low:.2f}-{each.high:.2f}) "
            f"{each.unit}{'  KHÔNG ĐẠT' if each.missed else ''}\n"
        )
    if chosen.json:
        chosen.json.write_text(as_json(results), encoding="utf-8")
    return int(any(each.missed for each in results.values()))


def measure(folder: Path, scale: str, *, quick: bool) -> dict[str, Result]:
    """All goals; quick means too few runs to judge by."""
    pairs, calls = (1, 3) if quick else (7, 100)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results = start.measure(folder, pairs) | lists.measure(folder, pairs, quick=quick)
    results |= support.measure(folder, pairs, quick=quick)
    results |= importing.measure(folder, pairs, quick=quick)
    results |= receiving.measure(folder, quick=quick)
    results |= paper.measure(pairs, quick=quick)
    book = filled_book(folder / "so", 10 if quick else ORGANISATIONS[scale])
    try:
        return (
            results | totals.measure(book, pairs, calls) | forms.measure(book, folder, pairs, calls)
        )
    finally:
        book.close()


def as_json(results: dict[str, Result]) -> str:
    found = {
        goal: {
            "ratio": round(each.ratio, 3),
            "limit": each.limit,
            "unit": each.unit,
            "low": round(each.low, 3),
            "high": round(each.high, 3),
        }
        for goal, each in results.items()
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main())
