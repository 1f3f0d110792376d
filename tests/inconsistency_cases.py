"""The 89 inconsistencies of the five plans as data, and the document that tells how each is found.

`python -m tests.inconsistency_cases` prints the count; with `--write` it writes the document anew.
"""

import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
DOCUMENT = ROOT / "docs" / "inconsistency-cases.md"
HEAD = """# The inconsistencies of the five plans

Each row is a case of the domain reference (section 10). "Found" tells the rule and the lines
that the check of a document (Kiểm tra văn bản) reports, with words of its message; `test_check`
asserts every one of them on the texts in `tests/data/seeds`, and that what agrees stays silent.
"Also" says where a rule of the book finds the case in entered figures or work records too
(`tests/data/figure_findings.toml`, `tests/data/record_findings.toml`). The table is made from
`tests/data/inconsistency_cases.toml` by `python -m tests.inconsistency_cases --write`; without
the option the command prints the count.

"""
RECORDS = tomllib.loads((DATA / "record_findings.toml").read_text(encoding="utf-8"))["plan"]
BY_RECORDS = {each["id"] for plan in RECORDS.values() for each in plan.get("case", [])}


@cache
def data():
    """The whole file."""
    return tomllib.loads((DATA / "inconsistency_cases.toml").read_text(encoding="utf-8"))


@cache
def seed(name):
    """The text of a plan by its short name."""
    path = DATA / "seeds" / f"{data()['seeds'][name]}.txt"
    return path.read_text(encoding="utf-8")


def also(case):
    """Where else a case is found, or why it is not found at all."""
    if case["how"] == "none":
        return "no rule, must stay silent"
    if case["how"] == "document":
        return ""
    return "records of the book" if case["id"] in BY_RECORDS else "figures of the book"


def count():
    """How many cases there are, and how many are found by the text alone."""
    cases = data()["case"]
    found = Counter(case["how"] for case in cases)
    by_text = len(cases) - found["none"]
    return (
        f"{len(cases)} cases: {by_text} found in the text alone, {found['both']} of them in "
        f"entered figures or records too, {found['none']} without a rule."
    )


def document():
    """The table as it stands in docs."""
    rows = [
        "| Case | Plan | Lines | Rule | Found | Also |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for case in data()["case"]:
        found = "<br>".join(
            f"{each['rule']}, line {', '.join(map(str, each['lines']))}: {each['says']}"
            for each in case["found"]
        )
        told = "; ".join(filter(None, (also(case), case.get("note", ""))))
        lines = ", ".join(map(str, case["lines"]))
        rows.append(
            f"| {case['id']} | {case['seed']} | {lines} | {case['rule']} | {found} | {told} |"
        )
    plans = "\n".join(
        f"- {name}: `tests/data/seeds/{file}.txt`, {data()['findings'][name]} findings in all"
        for name, file in data()["seeds"].items()
    )
    table = "\n".join(rows)
    return f"{HEAD}{count()}\n\n{plans}\n\n{table}\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        DOCUMENT.write_text(document(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{count()}\n")
