"""The forms of an edition as plain text, one line an indicator: what a reviewer signs off.

python -m tests.golden.expand writes the files again; the diff is what was changed.
"""

from pathlib import Path
from types import SimpleNamespace

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.domain.rules import codes
from ktt_desktop.services.report_annexes import numbered_rows

FORMS = Path(__file__).parent / "forms"


def expand(catalogue):
    """File name → text, for every form of the edition."""
    edition = catalogue.edition
    texts = {}
    for form in dict.fromkeys(each.form for each in edition.indicators.values()):
        head = [
            f"# {edition.title} · ấn bản {edition.id} · mẫu {edition.form}, bản {edition.version}"
        ]
        table = next((each for each in edition.tables.values() if each.form == form), None)
        lines = _sheet(catalogue, form) if table is None else _table(catalogue, table)
        texts[f"{edition.id}-{form}.txt"] = "\n".join([*head, *lines]) + "\n"
    return texts


def write():
    """Write the golden files from the catalogue as it is."""
    for name, text in expand(load_catalogue()).items():
        (FORMS / name).write_text(text, encoding="utf-8", newline="\n")


def _table(catalogue, table):
    """A printed table, numbered as the report numbers it."""
    titles = {each.number: each.title for each in table.sections}
    yield f"# {table.short_title}: {table.title}"
    for number, code in numbered_rows(table, SimpleNamespace(catalogue=catalogue)):
        if code is None:
            yield f"{number} | {titles[number]}".strip(" |") or "–"
        else:
            yield _line(number or "-", catalogue.edition.indicators[code], catalogue)


def _sheet(catalogue, form):
    """The form of one organisation: who fills a row stands at its beginning."""
    yield "# Phiếu số liệu của một tổ chức"
    for indicator in catalogue.edition.of_form(form):
        yield _line(" ".join(indicator.applies_to), indicator, catalogue)


def _line(number, indicator, catalogue):
    rules = [each.id for each in catalogue.edition.rules if indicator.code in codes(each)]
    kind = f"{indicator.type}, có thể âm" if indicator.signed else str(indicator.type)
    cells = [
        *(number, f"[{indicator.code}]", indicator.label.strip(), indicator.unit, kind),
        *(_computed(indicator.aggregate), " ".join(rules) or "-"),
    ]
    return " | ".join(cells)


def _computed(aggregate):
    """How the unit's figure comes out of its list."""
    if aggregate is None:
        return "nhập"
    if aggregate.formula is not None:
        return f"= {aggregate.formula.text}"
    parts = (aggregate.how, aggregate.kind, aggregate.where, aggregate.group, aggregate.of)
    times = f"x {aggregate.factor}" if aggregate.factor != 1 else ""
    return " ".join(str(each) for each in (*parts, aggregate.weight, times) if each)


if __name__ == "__main__":
    write()
