"""Biểu D: hợp tác xã không hoạt động, khó khăn trong giải thể – số tổng hợp và danh sách."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Align, Column
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedColumn, SourcedRow, SourcedTable
from ktt_desktop.domain.support_table import money_cell
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import OperatingStatus

TITLE = "Hợp tác xã không hoạt động, khó khăn trong giải thể"
LIST_TITLE = "Danh sách hợp tác xã không hoạt động, khó khăn trong giải thể"
COUNT = Quantity("HTX")
YES = "x"
REGISTER = ("danh_muc",)  # the origin of what the register says
NOT_CONVERTED = "CHUA"
ON_BOOKS, STUCK, DISSOLVING = "1A", "1B", "1C"
CLASS_OF_STATUS = {
    OperatingStatus.STOPPED: ON_BOOKS,
    OperatingStatus.DISSOLVING_STUCK: STUCK,
    OperatingStatus.DISSOLVING: DISSOLVING,
}
SUMMARY = (  # code, field of dormant_total, words
    ("1", "stopped", "HTX ngừng hoạt động"),
    ("1a", "on_books", "Không hoạt động nhưng vẫn tồn tại trên sổ sách"),
    ("1a1", "unconverted", "Trong đó: chưa đăng ký tổ chức lại theo Luật Hợp tác xã 2012"),
    ("1a2", "no_tax_code", "Trong đó: chưa đăng ký mã số thuế"),
    ("1b", "stuck", "Không hoạt động, đang tiến hành giải thể nhưng phát sinh vướng mắc"),
    ("1c", "dissolving", "Không hoạt động, đang làm thủ tục giải thể"),
)
LIST_COLUMNS = (
    ("", Column("TT", 3, Align.CENTRE)),
    ("", Column("Tên hợp tác xã", 16)),
    ("code", Column("Mã số, số GCN", 9)),
    ("address", Column("Địa chỉ", 12)),
    ("sector", Column("Lĩnh vực", 9)),
    ("founded", Column("Năm thành lập", 5, Align.CENTRE)),
    ("stopped_on", Column("Thời điểm ngừng", 7, Align.CENTRE)),
    ("category", Column("Phân loại", 10)),
    ("unconverted", Column("Chưa chuyển đổi Luật 2012", 6, Align.CENTRE)),
    ("no_tax_code", Column("Chưa có MST", 5, Align.CENTRE)),
    ("debt", Column("Công nợ (tr.đ)", 6, Align.RIGHT)),
    ("assets", Column("Tài sản tồn đọng", 8)),
    ("obstacle", Column("Nguyên nhân, vướng mắc", 13)),
    ("action", Column("Biện pháp xử lý", 9)),
    ("council", Column("Hội đồng giải thể (số QĐ)", 9)),
    ("deadline", Column("Thời hạn", 7, Align.CENTRE)),
    ("result", Column("Kết quả", 8)),
)


@dataclass(frozen=True, slots=True)
class Dormant:
    """Một tổ chức của Biểu D với hồ sơ xử lý của nó, nếu có."""

    organisation: TableOrganisation
    dossier: DossierDraft | None = None

    @property
    def category(self) -> str:
        """Phân loại: as the officer chose, else by its status; "" where neither tells."""
        chosen = self.dossier.text("category") if self.dossier else ""
        status = self.organisation.status
        return chosen or (CLASS_OF_STATUS.get(status, "") if status else "")

    @property
    def is_unconverted(self) -> bool:
        """Chưa tổ chức lại theo Luật 2012."""
        return self._said("unconverted", self.organisation.conversion_2012 == NOT_CONVERTED)

    @property
    def has_no_tax_code(self) -> bool:
        """Chưa có mã số thuế."""
        return self._said("no_tax_code", not self.organisation.tax_code)

    @property
    def stopped_on(self) -> PartialDate | None:
        """Thời điểm ngừng: of the record, else since when the status says so."""
        typed = self.dossier.text("stopped_on") if self.dossier else ""
        return PartialDate.from_iso(typed) if typed else self.organisation.since(CLASS_OF_STATUS)

    @property
    def origin(self) -> tuple[str, ...]:
        """The uid of its record, where it has one."""
        return (self.dossier.uid,) if self.dossier else ()

    def _said(self, key: str, otherwise: bool) -> bool:
        said = self.dossier.number(key) if self.dossier else None
        return otherwise if said is None else bool(said)


def counted(listed: Sequence[Dormant]) -> dict[str, int]:
    """The counts of the summary, from the list."""
    by_class = [each.category for each in listed]
    on_books = [each for each in listed if each.category == ON_BOOKS]
    return {
        "stopped": len(listed),
        "on_books": len(on_books),
        "unconverted": sum(each.is_unconverted for each in on_books),
        "no_tax_code": sum(each.has_no_tax_code for each in on_books),
        "stuck": by_class.count(STUCK),
        "dissolving": by_class.count(DISSOLVING),
    }


def summary_table(
    stated: DossierDraft | None, listed: Sequence[Dormant], behind: tuple[str, ...] = ()
) -> SourcedTable:
    """The counts as the unit states them, else of the list; with both, the difference too.

    `behind` are the uids of the records the stated counts are from, where it is not one alone.
    """
    from_list = counted(listed) if listed else {}
    both = stated is not None and bool(listed)
    columns = [
        SourcedColumn("", Column("TT", 6, Align.CENTRE)),
        SourcedColumn("", Column("Nội dung", 60)),
        SourcedColumn("", Column("Đơn vị tính", 12, Align.CENTRE)),
        SourcedColumn("count", Column("Số lượng", 14, Align.RIGHT)),
    ]
    if both:
        columns += [
            SourcedColumn("listed", Column("Theo danh sách", 14, Align.RIGHT)),
            SourcedColumn("difference", Column("Chênh lệch", 14, Align.RIGHT)),
        ]
    origin = tuple(uid for each in listed for uid in each.origin) or REGISTER
    rows = []
    for code, key, words in SUMMARY:
        said = stated.number(key) if stated else None
        from_records = behind or ((stated.uid,) if stated else ())
        own = _count(said, from_records if said is not None else ())
        there = _count(from_list.get(key), origin if listed else ())
        cells = [SourcedCell(code), SourcedCell(words), SourcedCell("HTX"), own]
        if both:
            gap = None if said is None else said - from_list[key]
            cells += [there, _count(gap or None)]
        elif stated is None:
            cells[-1] = there
        rows.append(SourcedRow(code, tuple(cells), words, "HTX", bold=code == "1"))
    notes = tuple(_notes(stated, from_list if both else {}))
    return SourcedTable("D", TITLE, tuple(columns), tuple(rows), notes=notes)


def _notes(stated: DossierDraft | None, from_list: Mapping[str, int]) -> Iterator[str]:
    yield "Ghi chú: ô để trống là chưa có số liệu; số 0 là không có."
    if stated is None:
        return
    if stated.text("as_of"):
        yield f"Số liệu đến {PartialDate.from_iso(stated.text('as_of')).running()}."
    different = [
        f"dòng {code}"
        for code, key, _ in SUMMARY
        if key in from_list and stated.number(key) not in (None, from_list[key])
    ]
    if different:
        yield f"Số đã ghi khác danh sách ở {', '.join(different)}: rà soát lại danh sách kèm theo."
    classes = [stated.number(key) for key in ("on_books", "stuck", "dissolving")]
    stopped, known = stated.number("stopped"), [each for each in classes if each is not None]
    if stopped is not None and known and stopped > sum(known):
        left = format_number(stopped - sum(known), COUNT)
        yield f"Còn {left} HTX ngừng hoạt động chưa phân loại."


def _count(number: int | None, origin: tuple[str, ...] = ()) -> SourcedCell:
    if number is None:
        return SourcedCell()
    return SourcedCell(format_number(number, Quantity("HTX", signed=True)), number, origin)


def list_table(listed: Iterable[Dormant], lists: Mapping[str, Mapping[str, str]]) -> SourcedTable:
    """The organisations one by one; `lists` has the words of the classes and of the actions."""
    rows = [_row(place, each, lists) for place, each in enumerate(listed, start=1)]
    columns = tuple(SourcedColumn(key, column) for key, column in LIST_COLUMNS)
    return SourcedTable("D.1", LIST_TITLE, columns, tuple(rows))


def _row(place: int, each: Dormant, lists: Mapping[str, Mapping[str, str]]) -> SourcedRow:
    organisation, dossier = each.organisation, each.dossier or DossierDraft("dormant")
    stopped = each.stopped_on
    deadline = dossier.text("deadline")
    words = {
        "code": organisation.code,
        "address": organisation.address,
        "sector": organisation.sector,
        "founded": str(organisation.registered_on.year) if organisation.registered_on else "",
        "stopped_on": stopped.short() if stopped else "",
        "category": lists["dormant_classes"].get(each.category, ""),
        "unconverted": YES if each.is_unconverted else "",
        "no_tax_code": YES if each.has_no_tax_code else "",
        "action": lists["dormant_actions"].get(dossier.text("action"), ""),
        "deadline": PartialDate.from_iso(deadline).short() if deadline else "",
    }
    cells = [SourcedCell(str(place)), SourcedCell(organisation.name)]
    for key, _ in LIST_COLUMNS[2:]:
        if key == "debt":
            cells.append(money_cell(dossier.number(key), each.origin))
        else:
            text = words.get(key, dossier.text(key))
            of_register = key in words and not dossier.text(key)
            origin = REGISTER if of_register else each.origin
            cells.append(SourcedCell(text, text or None, origin if text else ()))
    return SourcedRow(organisation.uid, tuple(cells), organisation.name)
