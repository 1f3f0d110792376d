"""What a record says of itself that cannot be, or that is worth another look."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import TaxCode, parse_personal_id, parse_tax_code
from ktt_desktop.domain.organisation import (
    Activity,
    Branch,
    OrganisationDraft,
    Person,
    RegistrationChange,
)

Sentences = dict[str, str]  # attribute → sentence; the first one found of each
Found = Iterator[tuple[str, str]]

PLACE_OF_BUSINESS = "DIA_DIEM"  # has 5 digits of its own, the other dependent units 13
MALE, FEMALE = "NAM", "NU"


def problems_of(draft: OrganisationDraft) -> Sentences:
    """What keeps a record from being saved, by attribute."""
    return _first(draft, _persons_unnamed, _changes, _activities, _branches, _years, _contract)


def warnings_of(draft: OrganisationDraft) -> Sentences:
    """What to look at again, by attribute; saving stays allowed."""
    return _first(draft, _tax_code_doubts, _person_doubts, _branch_doubts)


def _first(draft: OrganisationDraft, *checks: Callable[[OrganisationDraft], Found]) -> Sentences:
    found: Sentences = {}
    for check in checks:
        for attr, sentence in check(draft):
            found.setdefault(attr, sentence)
    return found


def _persons_unnamed(draft: OrganisationDraft) -> Found:
    for place, person in enumerate(draft.persons, start=1):
        if person != Person() and not person.name.strip():
            yield "persons", f"Người thứ {place} chưa có họ và tên. Gõ thêm, hoặc xóa dòng đó."


def _changes(draft: OrganisationDraft) -> Found:
    rows = [each for each in draft.changes if each != RegistrationChange()]
    for each in rows:
        if each.number is None or each.number < 1:
            yield "changes", "Mỗi lần đăng ký thay đổi phải có số thứ tự lần, từ 1 trở lên."
            return
    for before, after in pairwise(rows):
        if (after.number or 0) <= (before.number or 0):
            yield (
                "changes",
                f"Lần thay đổi thứ {after.number} đứng sau lần thứ {before.number}. "
                "Xếp theo thứ tự tăng dần, mỗi lần một dòng.",
            )
        elif _is_before(after.changed_on, before.changed_on):
            yield (
                "changes",
                f"Lần thay đổi thứ {after.number} có ngày trước lần thứ {before.number}. "
                "Đối chiếu ngày với giấy chứng nhận.",
            )
    if rows and _is_before(rows[0].changed_on, draft.registered_on):
        yield (
            "changes",
            f"Lần thay đổi thứ {rows[0].number} có ngày trước ngày đăng ký lần đầu. "
            "Đối chiếu hai ngày với giấy chứng nhận.",
        )


def _activities(draft: OrganisationDraft) -> Found:
    rows = [each for each in draft.activities if each != Activity()]
    if rows and sum(each.is_main is True for each in rows) != 1:
        yield "activities", "Phải có đúng một ngành chính. Chọn một dòng làm ngành chính."
    codes = Counter((each.version, each.code) for each in rows)
    for (version, code), times in codes.items():
        if times > 1:
            yield "activities", f"Mã ngành {code} (VSIC {version}) có {times} dòng. Giữ một dòng."


def _branches(draft: OrganisationDraft) -> Found:
    for place, each in enumerate(draft.branches, start=1):
        if each == Branch():
            continue
        if not each.kind or not each.name.strip():
            yield "branches", f"Đơn vị thứ {place} chưa có loại hoặc tên. Gõ thêm, hoặc xóa dòng."
        elif each.code and (why := _branch_code_problem(each)):
            yield "branches", f"{each.name}: {why}"


def _branch_code_problem(branch: Branch) -> str:
    if branch.kind == PLACE_OF_BUSINESS:
        digits = branch.code.strip()
        is_code = digits.isascii() and digits.isdecimal() and len(digits) == 5
        if is_code and digits != "00000":
            return ""
        return "mã số địa điểm kinh doanh gồm 5 chữ số, từ 00001 đến 99999."
    try:
        code = parse_tax_code(branch.code)
    except InvalidInputError as error:
        return str(error)
    return "" if code.branch else "mã số của đơn vị phụ thuộc gồm 13 chữ số. Gõ thêm 3 số cuối."


def _years(draft: OrganisationDraft) -> Found:
    for place, each in enumerate(draft.recognitions, start=1):
        years = each.first_year, each.last_year
        if not each.kind and (any(years) or each.detail):
            yield "recognitions", f"Dòng thứ {place} chưa chọn chứng nhận, mô hình."
        elif None not in years and years[0] > years[1]:  # type: ignore[operator]
            yield (
                "recognitions",
                f"Dòng thứ {place}: năm bắt đầu {years[0]} sau năm kết thúc {years[1]}. Gõ lại.",
            )


def _contract(draft: OrganisationDraft) -> Found:
    if _is_before(draft.contract_until, draft.contract_on):
        yield "contract_until", "Hợp đồng hết hiệu lực trước ngày ký. Gõ lại một trong hai ngày."
    if draft.contract_until is not None and draft.contract_is_unlimited:
        yield (
            "contract_is_unlimited",
            "Hợp đồng đã có ngày hết hiệu lực. Xóa ngày đó, hoặc chọn “Không”.",
        )
    if _is_before(draft.contract_notified_on, draft.contract_on):
        yield (
            "contract_notified_on",
            "Ngày thông báo trước ngày ký hợp đồng. Gõ lại một trong hai ngày.",
        )


def _tax_code_doubts(draft: OrganisationDraft) -> Found:
    code = _tax_code(draft.tax_code)
    if code and code.warning:
        yield "tax_code", code.warning


def _person_doubts(draft: OrganisationDraft) -> Found:
    for each in draft.persons:
        if each.identity_number:
            for sentence in _identity_doubts(each):
                yield "persons", f"{each.name}: {sentence}" if each.name else sentence


def _identity_doubts(person: Person) -> tuple[str, ...]:
    try:
        number = parse_personal_id(person.identity_number)
    except InvalidInputError as error:
        return (str(error),)
    return number.warnings(
        person.born_on.year if person.born_on else None,
        person.gender == FEMALE if person.gender in (MALE, FEMALE) else None,
    )


def _branch_doubts(draft: OrganisationDraft) -> Found:
    own = _tax_code(draft.tax_code)
    for each in draft.branches:
        code = None if each.kind == PLACE_OF_BUSINESS else _tax_code(each.code)
        if code is None:
            continue
        if code.warning:
            yield "branches", f"{each.name}: {code.warning}"
        elif own and code.digits[:10] != own.digits[:10]:
            yield (
                "branches",
                f"{each.name}: mã số {code} không bắt đầu bằng mã số của tổ chức ({own}). "
                "Đối chiếu với giấy chứng nhận.",
            )


def _tax_code(text: str) -> TaxCode | None:
    try:
        return parse_tax_code(text) if text else None
    except InvalidInputError:
        return None


def _is_before(day: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a day is surely before another, as far as both are known."""
    return day is not None and other is not None and day.last_day() < other.first_day()
