"""The fields of the dialog "Thông tin đơn vị" and of the lines in its lists."""

from collections.abc import Sequence

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.unit_particulars import (
    DOCUMENT_LABELS,
    SIGNING_LABELS,
    DueYear,
    UnitParticulars,
)
from ktt_desktop.ui.forms.choice_editor import Choice, Choices

UNIT, BODIES, PEOPLE = "Đơn vị", "Cơ quan", "Người ký"
DOCUMENTS, DEADLINES, PREVIEW = "Ký hiệu, nơi nhận", "Thời hạn", "Xem theo ngày"
USUAL: Choice = ("", "Người ký thường xuyên")
CHOICES: Choices = {
    "signing": list(SIGNING_LABELS.items()),
    "kinds": [(kind, f"{kind} – {label}") for kind, label in DOCUMENT_LABELS.items()],
    "cycles": [
        (PeriodKind.PLAN, "Kế hoạch"),
        (PeriodKind.HALF_YEAR, "6 tháng"),
        (PeriodKind.ESTIMATE, "Ước thực hiện"),
        (PeriodKind.YEAR, "Cả năm"),
    ],
    "due_years": [(DueYear.REPORTED, "năm báo cáo N"), (DueYear.NEXT, "năm sau N+1")],
}
_FROM = FieldSpec("valid_from", "Từ ngày", FieldType.DAY, help="Để trống: từ trước đến nay.")
_TO = FieldSpec("valid_to", "Đến ngày", FieldType.DAY, help="Để trống: chưa hết hiệu lực.")
_EACH_LINE = "Mỗi dòng một ý, in như ghi."

OF_BODY = (
    _FROM,
    _TO,
    FieldSpec("issuer", "Cơ quan ban hành", FieldType.LINES, help=_EACH_LINE),
    FieldSpec(
        "superior",
        "Cơ quan chủ quản",
        FieldType.LINES,
        help="Dòng in phía trên cơ quan ban hành; UBND để trống.",
    ),
    FieldSpec("place", "Địa danh", FieldType.TEXT),
    FieldSpec("unit_name", "Tên đơn vị", FieldType.TEXT, required=True),
    FieldSpec("parent_name", "Đơn vị cấp trên", FieldType.TEXT),
)
OF_SIGNATORY = (
    FieldSpec("name", "Họ và tên", FieldType.TEXT),
    FieldSpec(
        "position",
        "Chức vụ",
        FieldType.LINES,
        required=True,
        help="Chữ in hoa, ví dụ PHÓ CHỦ TỊCH.",
    ),
    FieldSpec("form", "Hình thức ký", FieldType.CHOICE, choices="signing", required=True),
    FieldSpec("body", "Tập thể", FieldType.TEXT, help="In sau TM., ví dụ ỦY BAN NHÂN DÂN."),
    FieldSpec(
        "head", "Người đứng đầu", FieldType.TEXT, help="In sau KT., TL., TUQ., ví dụ CHỦ TỊCH."
    ),
    FieldSpec(
        "usual", "Ký thường xuyên", FieldType.TICK, help="In khi văn bản không chọn người khác."
    ),
    _FROM,
    _TO,
)
OF_DOCUMENT = (
    FieldSpec("kind", "Loại văn bản", FieldType.CHOICE, choices="kinds", required=True),
    FieldSpec("symbol", "Ký hiệu", FieldType.TEXT, help="Phần in sau số, ví dụ KH-UBND."),
    FieldSpec("recipients", "Nơi nhận", FieldType.LINES, help="Mỗi dòng một nơi."),
    _FROM,
    _TO,
)
OF_DEADLINE = (
    FieldSpec("what", "Việc phải làm", FieldType.TEXT, required=True),
    FieldSpec("cycle", "Kỳ báo cáo", FieldType.CHOICE, choices="cycles", required=True),
    FieldSpec("sender", "Nơi lập", FieldType.TEXT),
    FieldSpec("receiver", "Nơi nhận", FieldType.TEXT),
    FieldSpec("span", "Thời gian số liệu", FieldType.TEXT, help="Ví dụ 15/12/N-1 đến 14/12/N."),
    FieldSpec("day", "Hạn cuối: ngày", FieldType.COUNT),
    FieldSpec(
        "month",
        "Hạn cuối: tháng",
        FieldType.COUNT,
        help="Để trống ngày và tháng khi từng năm có văn bản riêng.",
    ),
    FieldSpec("due_year", "Hạn cuối: năm", FieldType.CHOICE, choices="due_years", required=True),
    FieldSpec("basis", "Căn cứ", FieldType.TEXT),
    FieldSpec("unconfirmed", "Chưa đối chiếu văn bản", FieldType.TICK),
    _FROM,
    _TO,
)
FIELDS = (
    FieldSpec("number", "Số văn bản", FieldType.TEXT, UNIT),
    FieldSpec(
        "signed_on",
        "Ngày ký",
        FieldType.DAY,
        UNIT,
        help="Văn bản in theo các dòng có hiệu lực ngày này; để trống thì theo hôm nay.",
    ),
    FieldSpec("signatory", "Người ký văn bản này", FieldType.CHOICE, UNIT),
    FieldSpec(
        "opening",
        "Đoạn mở đầu",
        FieldType.LONG_TEXT,
        UNIT,
        help="In ở kế hoạch; báo cáo khác: ghi ở Thiết lập báo cáo.",
    ),
    FieldSpec(
        "list_complete",
        "Danh mục đã đủ mọi tổ chức",
        FieldType.TICK,
        UNIT,
        help="Bỏ đánh dấu khi danh mục mới có một phần: số chung của đơn vị khi đó được nhập.",
    ),
    FieldSpec("bodies", "Cơ quan ban hành theo thời gian", FieldType.LIST, BODIES, items=OF_BODY),
    FieldSpec("signatories", "Người ký theo thời gian", FieldType.LIST, PEOPLE, items=OF_SIGNATORY),
    FieldSpec(
        "documents",
        "Ký hiệu, nơi nhận của từng loại văn bản",
        FieldType.LIST,
        DOCUMENTS,
        items=OF_DOCUMENT,
    ),
    FieldSpec("deadlines", "Thời hạn báo cáo", FieldType.LIST, DEADLINES, items=OF_DEADLINE),
)


def signatory_choices(particulars: UnitParticulars) -> Sequence[Choice]:
    """The usual signatory, and every one by name and position."""
    labels = (each.label for each in particulars.signatories)
    return [USUAL, *((label, label) for label in dict.fromkeys(labels) if label)]
