"""The words of a plan (xem trước việc nhập): what becomes of a row, and why."""

from collections.abc import Mapping

from ktt_desktop.domain.importing.matching import Doubt
from ktt_desktop.domain.importing.plan import ImportPlan, Outcome, PlannedRow
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.services.list_columns import COUNT

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NEW: "Thêm mới",
    Outcome.CHANGED: "Cập nhật",
    Outcome.SAME: "Giống hệt",
    Outcome.DOUBTFUL: "Cần xem",
    Outcome.REFUSED: "Không nhập được",
    Outcome.SKIPPED: "Bỏ qua",
}
COUNTED: Mapping[Outcome, str] = {
    Outcome.NEW: "hồ sơ mới",
    Outcome.CHANGED: "hồ sơ cập nhật",
    Outcome.SAME: "giống hệt dữ liệu trong sổ",
    Outcome.DOUBTFUL: "cần xem",
    Outcome.REFUSED: "không nhập được",
    Outcome.SKIPPED: "bỏ qua",
}
SAME = "Giống hệt dữ liệu trong sổ, bỏ qua."
LEFT_OUT = "Bỏ qua theo lựa chọn của cán bộ."
DOUBTS: Mapping[Doubt, str] = {
    Doubt.OTHER_NAME: "cùng mã số thuế, khác tên",
    Doubt.OTHER_KIND: "cùng mã số thuế, khác loại hình",
    Doubt.IN_BIN: "đang ở thùng rác",
    Doubt.SEVERAL: "có nhiều hồ sơ giống dòng này",
    Doubt.CHANGED_TWICE: "một dòng ở trên cũng là hồ sơ này",
    Doubt.TAKEN_CODE: "cùng tên, mà mã số thuế lại của hồ sơ khác",
    Doubt.STATUS: "tình trạng hoạt động khác sổ",
    Doubt.OTHER_CODE: "trùng tên, khác mã số thuế",
    Doubt.CERTIFICATE: "cùng số giấy chứng nhận cũ",
    Doubt.SAME_NAME: "chỉ trùng tên, chưa đủ để chắc là một",
    Doubt.NAME: "tên gần giống",
    Doubt.REPRESENTATIVE: "cùng người đại diện",
    Doubt.PHONE: "cùng số điện thoại",
}


def why(row: PlannedRow) -> str:
    """Why that becomes of a row, on one line; what was left empty stands behind it."""
    match row.outcome:
        case Outcome.SAME:
            told = [SAME]
        case Outcome.SKIPPED:
            told = [LEFT_OUT]
        case Outcome.CHANGED:
            told = [f"{each.label}: {each.old or '–'} → {each.new or '–'}" for each in row.changes]
        case Outcome.DOUBTFUL:
            told = [f"{each.reason}: {each.name}" for each in row.candidates]
        case _:
            told = []
    issues = [
        f"{each.column}: {each.reason}" if each.column else each.reason for each in row.issues
    ]
    return "; ".join(dict.fromkeys([*told, *issues]))


def sentence(words: str) -> str:
    """With a capital at its beginning, where it stands alone."""
    return words[:1].upper() + words[1:]


def summary(plan: ImportPlan) -> str:
    """Cả tệp trong một câu."""
    if plan.is_same:
        return SAME
    counts = plan.counts
    told = [
        f"{format_number(counts[each], COUNT)} {words}"
        for each, words in COUNTED.items()
        if counts[each]
    ]
    return f"{', '.join(told)}." if told else "Tệp không có dòng nào để nhập."
