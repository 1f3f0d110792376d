"""What Biểu C says in words: the result of each policy, the money the next year needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.outline import MEASURES, PROGRAMMES, SupportLines
from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.domain.dossier import DossierRow, Kind, Stage
from ktt_desktop.domain.narrative import NarrativeFigures, merged, word_of
from ktt_desktop.domain.numbers import format_number, prose_count, prose_money
from ktt_desktop.domain.record_sentences import RecordTemplate, ValueSlot, fill_record
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.domain.support_counts import ALL, Counts
from ktt_desktop.domain.support_shares import DEBT, LAND, LENT, NO_DEMAND, Block, Line, Part
from ktt_desktop.domain.support_table import HECTARES, Lines, in_order
from ktt_desktop.domain.text import fold, sort_key
from ktt_desktop.services.dossier_sentences import RecordText, few, running

NOTHING = "Không có"
UNWANTED = "KHONG"  # a stated demand: không có nhu cầu
STAGES = (Stage.YEAR, Stage.HALF_YEAR, Stage.CUMULATIVE)  # planned, done, done since the beginning
ABOUT_RECORDS = ("line", "nothing", "who", "content")
SHOWN = (Block.PLAN, Block.HALF_YEAR, Block.ESTIMATE)
SOURCE_WORDS = {
    Part.CENTRAL: "ngân sách trung ương",
    Part.LOCAL: "ngân sách địa phương",
    Part.OTHER: "vốn huy động khác",
}


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """Biểu C bằng số, các dòng của nó và các hồ sơ đứng sau (by uid)."""

    counts: Counts
    lines: Lines
    rows: Mapping[str, DossierRow]

    def chosen(self, of: str) -> list[Line]:
        """The lines a block speaks of; sums of others and loans are told elsewhere."""
        if of == MEASURES:
            headings = {each.parent for each in self.lines.measures}
            return [
                each
                for each in self.lines.measures
                if each.code not in headings and not self._only_credit(each.code)
            ]
        return [*self.lines.programmes] if of == PROGRAMMES else [Line(ALL, "")]

    def behind(self, code: str, *blocks: Block) -> list[DossierRow]:
        """The records behind a line, in some of its groups of columns."""
        found: dict[str, None] = {}
        for (line, block, _), origins in self.counts.origins.items():
            if line == code and (not blocks or block in blocks):
                found |= dict.fromkeys(uid for uid, _ in origins)
        return [self.rows[uid] for uid in found]

    def told(self, code: str, year: int) -> list[DossierRow]:
        """The records of a line one by one, each before its parts: of several, or of one in parts.

        One record alone is what the line says as a whole.
        """
        whole = [
            each
            for each in self.rows.values()
            if (each.draft.kind, each.draft.topic) == (Kind.SUPPORT, code)
            and each.draft.year == year
            and each.draft.period in STAGES
            and not each.draft.part_of
        ]
        found: list[DossierRow] = []
        for row in sorted(whole, key=_order):
            parts = [each for each in self.rows.values() if each.draft.part_of == row.draft.uid]
            found += [row] if len(whole) > 1 else []
            found += sorted(parts, key=_order)
        return found or whole

    def _only_credit(self, code: str) -> bool:
        return all(
            each.draft.kind == Kind.CREDIT or each.draft.text("demand") == UNWANTED
            for each in self.behind(code)
        ) and any(each.draft.kind == Kind.CREDIT for each in self.behind(code))


@dataclass(frozen=True, slots=True)
class SupportText:
    """Lời của một dòng Biểu C: what the templates of record_sentences ask."""

    line: Line
    support: SupportFigures
    figures: NarrativeFigures

    def text(self, name: str, slot: ValueSlot) -> str | None:
        """The label of the line, or what stands in a group of its columns."""
        if name in ABOUT_RECORDS:
            return self._about(name, self.support.behind(self.line.code, *SHOWN))
        block = Block(slot.period)
        if name == "volume":
            return self._volume(block)
        if name == "sources":
            return self._sources(block)
        amount = self._amount(block, Part.TOTAL)
        if amount is None or (name == "funding" and not amount):
            return None
        sources = self._sources(block)
        if name == "funding":
            return f"kinh phí {prose_money(amount)}{f' ({sources})' if sources else ''}"
        return prose_money(amount)

    def _about(self, name: str, rows: list[DossierRow]) -> str | None:
        match name:
            case "line":
                return self.line.label
            case "nothing":
                unwanted = all(each.draft.text("demand") == UNWANTED for each in rows)
                return NO_DEMAND.capitalize() if unwanted else NOTHING
            case "who":
                return few(name for row in rows for name in row.names)
        contents = {fold(text) for row in rows if (text := row.draft.text("content"))}
        if len(contents) != 1 or contents == {fold(self.line.label)}:
            return None
        return running(few(row.draft.text("content") for row in rows) or "")

    def anchor(self, slot: ValueSlot) -> str:
        """The records, kind and uid each."""
        blocks = [Block(slot.period)] if slot.period else []
        rows = self.support.behind(self.line.code, *blocks)
        return " ".join(f"{each.draft.kind}:{each.draft.uid}" for each in rows)

    def word(self, name: str) -> str:
        """One of the years of the templates."""
        return word_of(name, self.figures)

    def is_all_zero(self, template: RecordTemplate) -> bool:
        """Whether everything the places of a template could show was stated, and is zero."""
        blocks = {Block(slot.period) for slot in template.slots if slot.period}
        volumes = [n for block in blocks for n in self._volumes(block).values()]
        money = [self._amount(block, Part.TOTAL) for block in blocks]
        stated = [*volumes, *(each for each in money if each is not None)]
        return bool(stated) and not any(stated)

    def _volumes(self, block: Block) -> Mapping[str, int]:
        return self.support.counts.volumes.get((self.line.code, block), {})

    def _volume(self, block: Block) -> str | None:
        """ "16 hội nghị, 1.778 người"; a zero is said only where all are."""
        volumes = {u: n for u, n in self._volumes(block).items() if u != NO_DEMAND}
        some = {unit: number for unit, number in volumes.items() if number}
        is_zero = not some and not self._amount(block, Part.TOTAL)
        told = volumes if is_zero else some
        ordered = in_order(told, self.line.units)
        return ", ".join(_counted(unit, told[unit]) for unit in ordered) or None

    def _sources(self, block: Block) -> str | None:
        known = {part: self._amount(block, part) for part in SOURCE_WORDS}
        told = [f"{SOURCE_WORDS[part]} {prose_money(each)}" for part, each in known.items() if each]
        return ", ".join(told) or None

    def _amount(self, block: Block, part: Part) -> int | None:
        return self.support.counts.money.get((self.line.code, block, part))


def support_pieces(
    block: SupportLines, catalogue: Catalogue, support: SupportFigures, figures: NarrativeFigures
) -> Iterator[Piece]:
    """The sentences of one block, a line of Biểu C each, by the code of the line.

    Its records follow one by one ("H4.parts"); without a sum they are told in its place.
    """
    for line in support.chosen(block.of):
        values = SupportText(line, support, figures)
        is_none = block.none is not None and values.is_all_zero(block.template)
        template = block.none if is_none and block.none else block.template
        runs = fill_record(template, values)
        if runs:
            yield Piece(line.code, Paragraph(runs))
        rows = support.told(line.code, figures.year) if block.parts else []
        is_more = len(rows) > 1 or (len(rows) == 1 and (not runs or rows[0].draft.part_of))
        parts = _parts(block.parts, catalogue, rows, figures) if is_more else []
        if parts and runs:
            yield Piece(f"{line.code}.parts", Paragraph(_listed("+ Trong đó: ", parts)))
        elif parts:
            yield Piece(line.code, Paragraph(_listed(f"- {line.label}: ", parts)))


def _parts(
    templates: Sequence[RecordTemplate],
    catalogue: Catalogue,
    rows: Sequence[DossierRow],
    figures: NarrativeFigures,
) -> list[tuple[Run, ...]]:
    """What each record says, without its full stop."""
    kind, found = catalogue.dossiers[Kind.SUPPORT], []
    for row in rows:
        values = RecordText(catalogue, kind, (row,), figures)
        filled = (fill_record(template, values) for template in templates)
        if runs := next((each for each in filled if each), None):
            found.append(_without_stop(runs))
    return found


def _without_stop(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    *before, last = runs
    text = last.text.removesuffix(".")
    return (*before, replace(last, text=text)) if text else tuple(before)


def _listed(head: str, parts: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Parts after one another, a semicolon between them."""
    runs = [Run(head)]
    for place, part in enumerate(parts):
        runs += [Run("; ")] if place else []
        runs += part
    return tuple(merged([*runs, Run(".")]))


def _order(row: DossierRow) -> tuple[object, ...]:
    """Planned before done, what was done before where: uids are chance."""
    draft = row.draft
    stage = [str(each) for each in STAGES].index(draft.period) if draft.period in STAGES else 0
    area = draft.text("area")
    return (
        stage,
        bool(area),
        sort_key(draft.text("content") or area),
        str(sorted(draft.values.items())),
    )


def _counted(unit: str, number: int) -> str:
    """ "16 hội nghị"; debts are money, named before the number."""
    if unit in (DEBT, LENT):
        return f"{unit} {prose_money(number)}"
    if unit == LAND:
        return f"{unit} {format_number(number, HECTARES, HECTARES.places)} ha"
    return f"{prose_count(number)} {unit}"
