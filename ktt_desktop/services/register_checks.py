"""Checking a record before it is saved: what keeps it from being saved, what to look at again."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue, RecognitionSpec
from ktt_desktop.catalogue.vsic import RECORDED_LEVEL, load_vsic
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.organisation import OrganisationDraft, Recognition
from ktt_desktop.domain.organisation_checks import Sentences, problems_of, warnings_of
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.statuses import check_first
from ktt_desktop.storage import organisations, unions
from ktt_desktop.storage.session import transaction


def check_draft(book: Book, draft: OrganisationDraft) -> Sentences:
    """What is wrong with a draft: attribute → sentence; empty when it can be saved."""
    problems = _missing(book.catalogue, draft)
    if draft.charter_capital is not None and draft.charter_capital < 0:
        problems["charter_capital"] = "Vốn điều lệ không thể là số âm. Gõ lại số vốn."
    with transaction(book.sessions) as session:
        found = {
            "tax_code": _tax_code_problem(session, draft),
            "activities": _unknown_activity(draft),
            "unions": _wrong_kinds(session, draft, "unions", OrganisationKind.COOPERATIVE_UNION),
            "members_of_union": _wrong_kinds(
                session, draft, "members_of_union", OrganisationKind.COOPERATIVE
            ),
        }
    problems |= {attr: sentence for attr, sentence in found.items() if sentence is not None}
    if not draft.uid and problems.keys().isdisjoint(("kind", "operating_status", "legal_status")):
        problems |= check_first(book, draft)
    return _shown(book.catalogue, draft, problems_of(draft) | problems)


def draft_warnings(book: Book, draft: OrganisationDraft) -> Sentences:
    """What to look at again, attribute → sentence; none of it keeps anyone from saving."""
    found = {
        field.attr: f"Chưa có {_running(field.label)}. Ghi thêm khi có giấy tờ; vẫn lưu được."
        for field in book.catalogue.register
        if draft.kind in field.expected and getattr(draft, field.attr) in (None, "", ())
    }
    found |= dict(_year_doubts(book.catalogue, draft))
    if (sentence := _sector_doubt(book.catalogue, draft)) is not None:
        found["sector"] = sentence
    return _shown(book.catalogue, draft, found | warnings_of(draft))


def suggested_sectors(draft: OrganisationDraft) -> tuple[str, ...]:
    """Lĩnh vực that the main activity suggests, the likeliest first; an officer confirms."""
    main = next((each for each in draft.activities if each.is_main), None)
    return load_vsic().sectors(main.version, main.code) if main else ()


def tax_code_taken(session: Session, digits: str, uid: str) -> str | None:
    """Who else holds a tax code, as a sentence; None when nobody does."""
    holder = organisations.find_by_tax_code(session, digits)
    if holder is None or holder.uid == uid:
        return None
    return (
        f"Mã số {digits} đã có ở hồ sơ “{holder.name}”. "
        "Kiểm tra lại mã số, hoặc mở hồ sơ đó để sửa."
    )


def _shown(catalogue: Catalogue, draft: OrganisationDraft, sentences: Sentences) -> Sentences:
    """Only what the officer can see: a field of another kind is kept and says nothing."""
    shown = {field.attr for field in catalogue.register if field.applies_to(draft.kind)}
    return {attr: sentence for attr, sentence in sentences.items() if attr in shown}


def _missing(catalogue: Catalogue, draft: OrganisationDraft) -> Sentences:
    problems = {
        field.attr: f"Phải nhập {_running(field.label)}."
        for field in catalogue.register
        if field.required and not (getattr(draft, field.attr) or "").strip()
    }
    if "sector" in problems and (likely := _sector_names(catalogue, suggested_sectors(draft))):
        problems["sector"] += f" Theo ngành chính, có thể là {likely}."
    return problems


def _running(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else f"{label[0].lower()}{label[1:]}"


def _tax_code_problem(session: Session, draft: OrganisationDraft) -> str | None:
    if not draft.tax_code:
        return None
    try:
        digits = parse_tax_code(draft.tax_code).digits
    except InvalidInputError as error:
        return str(error)
    return tax_code_taken(session, digits, draft.uid)


def _unknown_activity(draft: OrganisationDraft) -> str | None:
    vsic = load_vsic()
    for each in draft.activities:
        industry = vsic.find(each.version, each.code)
        if industry is None or industry.level != RECORDED_LEVEL:
            return (
                f"Mã ngành “{each.code}” không có trong danh mục ngành cấp 4 năm {each.version}. "
                "Tìm lại ngành theo tên, hoặc đổi năm của danh mục."
            )
    return None


def _wrong_kinds(
    session: Session, draft: OrganisationDraft, attr: str, kind: OrganisationKind
) -> str | None:
    """Who among the linked organisations is of another kind, or is the record itself."""
    words = "liên hiệp hợp tác xã" if kind is OrganisationKind.COOPERATIVE_UNION else "hợp tác xã"
    uids = getattr(draft, attr)
    found = unions.names_and_kinds(session, uids) if uids else {}
    for uid in uids:
        name, actual = found.get(uid, ("Tổ chức đã chọn", None))
        if actual is not kind or uid == draft.uid:
            return f"“{name}” không phải là {words} trong danh mục. Bỏ khỏi danh sách này."
    return None


def _year_doubts(catalogue: Catalogue, draft: OrganisationDraft) -> Iterator[tuple[str, str]]:
    for each in draft.recognitions:
        spec = catalogue.recognitions.get(each.kind)
        if spec and (sentence := _years_outside(spec, each)):
            yield "recognitions", sentence


def _years_outside(spec: RecognitionSpec, recognition: Recognition) -> str:
    first, last = recognition.first_year, recognition.last_year
    newest = spec.until or today().year
    if spec.since is not None and first is not None and first < spec.since:
        return f"{spec.label} bắt đầu từ năm {spec.since}, hồ sơ ghi năm {first}. Đối chiếu lại."
    late = [first, last] if spec.until else [first]  # what still holds may end in a year to come
    for year in late:
        if year is not None and year > newest:
            return f"{spec.label}: hồ sơ ghi năm {year}, sau năm {newest}. Đối chiếu lại."
    return ""


def _sector_doubt(catalogue: Catalogue, draft: OrganisationDraft) -> str | None:
    likely = suggested_sectors(draft)
    if not draft.sector or not likely or draft.sector in likely:
        return None
    return (
        f"Theo ngành chính, lĩnh vực thường là {_sector_names(catalogue, likely)}. "
        "Kiểm tra lại; vẫn lưu được."
    )


def _sector_names(catalogue: Catalogue, codes: tuple[str, ...]) -> str:
    return " hoặc ".join(f"“{catalogue.sectors[code]}”" for code in codes)
