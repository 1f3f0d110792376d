"""A sheet of one of the program's own blank workbooks: its columns straight from its mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse, money_zeros
from ktt_desktop.domain.importing.left_rows import REASON
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.importing.table import Row, Sheet, text_of
from ktt_desktop.domain.importing.template_mark import SIGN, TemplateMark
from ktt_desktop.domain.importing.words import FieldWords, ImportWords, plain

LOOKED_AT = 30  # rows that may hold the mark
EDITION = 1  # of the templates this program makes
NUMBERED = "stt"  # the column of the running numbers
NOT_OURS = "cột không có trong mẫu, không nhập"
NEWER = "mẫu của phiên bản mới hơn, cột này chưa biết, không nhập"
TWICE = "cột có hai lần trong mẫu, chỉ đọc cột bên trái"


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """Một trang theo mẫu; `choice` is that of an officer who knows every column."""

    mark: TemplateMark
    choice: ListChoice
    issues: tuple[Issue, ...] = ()  # columns that are not read, and why

    def chosen(self, choice: ListChoice) -> ListChoice:
        """The officer's choice, of the columns of the template where there is no other."""
        if choice.uses is not None or choice.head is not None:
            return choice
        return replace(choice, uses=self.choice.uses, head=self.choice.head, every_row=True)


def marked_sheets(sheets: Sequence[Sheet], words: ImportWords) -> dict[int, MarkedSheet]:
    """The sheets to be filled in of the program's own workbooks, by their number."""
    found = ((number, marked(sheet, words)) for number, sheet in enumerate(sheets))
    return {number: each for number, each in found if each is not None}


def marked(sheet: Sheet, words: ImportWords) -> MarkedSheet | None:
    """What the mark of a sheet says of its columns; None where it bears none."""
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        ids = [text_of(value) for value in row]
        found = next((mark for id_ in ids if (mark := _mark(id_))), None)
        if found is not None and place + 1 < len(sheet.rows):
            return _marked(found, place + 1, ids, sheet.rows[place + 1], words)
    return None


def _mark(text: str) -> TemplateMark | None:
    return TemplateMark.from_text(text) if text.startswith(SIGN) else None


def _marked(
    mark: TemplateMark, head: int, ids: Sequence[str], heads: Row, words: ImportWords
) -> MarkedSheet:
    """The uses of the columns under the ids; `head` is the row of the words over them."""
    fields = {each.into: each for each in words.fields.values() if each.into}
    uses: dict[str, ColumnUse] = {}
    issues: list[Issue] = []
    for column, (id_, value) in enumerate(zip(ids, heads, strict=True)):
        if _mark(id_) or id_ == NUMBERED:
            continue
        text = text_of(value)
        if reason := _reason(mark, id_, fields, uses):
            if (id_ or text) and text != REASON:
                issues.append(Issue(head + 1, text, "", reason))
            continue
        uses[id_] = _use(mark, column, text, fields[id_], words)
    choice = ListChoice(uses=tuple(uses.values()), head=(head + 1, head + 1), every_row=True)
    return MarkedSheet(mark, choice, tuple(issues))


def _reason(
    mark: TemplateMark,
    id_: str,
    fields: Mapping[str, FieldWords],
    uses: Mapping[str, ColumnUse],
) -> str:
    """Why a column is not read, "" where it is."""
    if not id_:
        return NOT_OURS
    if id_ not in fields:
        return NEWER if mark.edition > EDITION else NOT_OURS
    return TWICE if id_ in uses else ""


def _use(
    mark: TemplateMark, column: int, head: str, field: FieldWords, words: ImportWords
) -> ColumnUse:
    is_figure = field.into.startswith("figure.")
    return ColumnUse(
        column,
        field.id,
        head,
        mark.year if is_figure else None,
        mark.measure if is_figure else None,
        money_zeros(plain(head), words) if field.amount == "money" else None,
    )
