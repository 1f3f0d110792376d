"""What keeps a work record from being saved: only what could not be stored or read again.

What is doubtful is a finding of the check, never a refusal (services/dossier_findings.py).
"""

from collections.abc import Iterator, Mapping

from ktt_desktop.catalogue.dossiers_loader import NONE, ONE, DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import TOTAL, DossierDraft, Value, money_key
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import LARGEST_STORED
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.services.book import Book

WHOLE = (*NUMBERS, FieldType.YES_NO, FieldType.YEAR)
YEARS = range(1945, 2101)


def choices(catalogue: Catalogue, name: str) -> Mapping[str, str]:
    """Code → label of a list a field or topic of a work record names."""
    match name:
        case "measures":
            return {code: each.label for code, each in catalogue.measures.items()}
        case "indicators":
            edition = catalogue.edition
            return {
                code: each.title
                for code, each in edition.indicators.items()
                if each.form != "phieu"
            }
        case "units":
            units = dict.fromkeys(
                unit for each in catalogue.measures.values() for unit in each.units
            )
            return {unit: unit for unit in units}
        case _:
            return catalogue.dossier_lists[name]


def check_dossier(book: Book, draft: DossierDraft) -> dict[str, str]:
    """What is wrong with a draft: head, field, "organisations" or money key → sentence."""
    kind = book.catalogue.dossiers[draft.kind]
    return {
        **_heads(book.catalogue, kind, draft),
        **dict(_values(book.catalogue, kind, draft)),
        **dict(_money(kind, draft)),
    }


def _heads(catalogue: Catalogue, kind: DossierKind, draft: DossierDraft) -> dict[str, str]:
    problems = {}
    if draft.year is not None and draft.year not in YEARS:
        problems["year"] = f"Năm {draft.year} không đọc được. Gõ năm bốn chữ số."
    if draft.period and draft.period not in catalogue.dossier_lists["periods"]:
        problems["period"] = f"Kỳ {draft.period} không có trong danh mục. Chọn lại kỳ."
    if draft.topic and draft.topic not in choices(catalogue, kind.topics or "measures"):
        problems["topic"] = f"Nội dung {draft.topic} không có trong danh mục. Chọn lại nội dung."
    if draft.part_of and draft.part_of == draft.uid:
        problems["part_of"] = "Một hồ sơ không thể là phần của chính nó. Chọn hồ sơ khác."
    if kind.organisations == NONE and draft.organisations:
        problems["organisations"] = f"{kind.label}: không ghi cho từng tổ chức."
    if kind.organisations == ONE and len(draft.organisations) > 1:
        problems["organisations"] = (
            f"{kind.label}: chỉ ghi một tổ chức. Lập hồ sơ khác cho tổ chức sau."
        )
    return problems


def _values(
    catalogue: Catalogue, kind: DossierKind, draft: DossierDraft
) -> Iterator[tuple[str, str]]:
    for field in kind.fields.values():
        value = draft.values.get(field.attr)
        if value in (None, ""):
            if field.required:
                yield field.attr, f"Phải nhập {field.label.lower()}."
        elif problem := _problem(catalogue, field, value):
            yield field.attr, problem
    for key in sorted(draft.values.keys() - kind.fields.keys()):
        if not kind.is_open:
            yield key, f"{kind.label} không có mục «{key}»."
        elif not isinstance(draft.values[key], str) and not _is_whole(draft.values[key]):
            yield key, f"{kind.label}: mục «{key}» không đọc được. Gõ lại."


def _problem(catalogue: Catalogue, field: FieldSpec, value: Value | None) -> str:
    if not (_is_whole(value) if field.type in WHOLE else isinstance(value, str)):
        return f"{field.label} không đọc được. Gõ lại."
    if field.type in NUMBERS and not field.signed and isinstance(value, int) and value < 0:
        return f"{field.label} không thể là số âm. Gõ lại."
    if field.type is FieldType.YEAR and value not in YEARS:
        return f"{field.label}: gõ năm bốn chữ số."
    if field.type is FieldType.DATE and not _is_date(str(value)):
        return f"{field.label} không phải là ngày, tháng hoặc năm. Gõ lại."
    if field.type is FieldType.CHOICE and value not in choices(catalogue, field.choices):
        return f"{field.label}: “{value}” không có trong danh sách. Chọn lại."
    return ""


def _is_whole(value: object) -> bool:
    """Whether it is an integer that is kept exactly wherever it goes; never a float."""
    return isinstance(value, int) and abs(value) <= LARGEST_STORED


def _is_date(text: str) -> bool:
    try:
        PartialDate.from_iso(text)
    except InvalidInputError:
        return False
    return True


def _money(kind: DossierKind, draft: DossierDraft) -> Iterator[tuple[str, str]]:
    known = {
        money_key(group.key, source): group.label
        for group in kind.money
        for source in (*FundingSource, TOTAL)
    }
    for key, amount in draft.money.items():
        if key not in known:
            yield key, f"{kind.label} không có kinh phí «{key}»."
        elif not _is_whole(amount):
            yield key, f"{known[key]}: kinh phí không đọc được. Gõ lại."
        elif amount < 0:
            yield key, f"{known[key]}: kinh phí không thể là số âm. Gõ lại."
