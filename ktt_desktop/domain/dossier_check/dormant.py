"""Biểu D against what the unit says elsewhere: its figure, its list of records, the register."""

from collections import Counter
from collections.abc import Iterator

from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import Measure, Severity

MEASURES = (Measure.HALF_YEAR, Measure.ESTIMATE, Measure.ACTUAL)
MORE = Rule(
    "R2-HS-NGUNG",
    Severity.WARNING,
    "Số hợp tác xã ngừng hoạt động của Biểu D lớn hơn chỉ tiêu của đơn vị",
    "Đối chiếu tình trạng trong Danh mục, sửa số tổng hợp Biểu D hoặc chỉ tiêu.",
)

LISTED = Rule(
    "R2-HS-NGUNG-DS",
    Severity.ERROR,
    "Danh sách Biểu D dài hơn số tổng hợp",
    "Sửa số tổng hợp Biểu D, hoặc xóa hồ sơ ghi thừa.",
)
ACTIVE = Rule(
    "R11-HS-DANG-HOAT-DONG",
    Severity.WARNING,
    "Hồ sơ ngừng hoạt động của tổ chức đang hoạt động",
    "Sửa tình trạng của tổ chức trong Danh mục, hoặc ghi kết quả xử lý vào hồ sơ.",
)


def stopped(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Those that stopped for good are some of those the unit states as stopped."""
    stated = row.draft.number("stopped")
    if stated is None or row.draft.year is None:
        return
    code = subjects.compared.stopped  # for a while or for good
    of_year = subjects.figures.get((code, row.draft.year), {})
    known = [of_year[each] for each in MEASURES if each in of_year]
    if known and stated > max(known):
        most = prose_count(int(max(known)))
        detail = f"ghi {prose_count(stated)} HTX, nhưng [{code}] ghi {most}."
        yield MORE.found(subjects, [Spot(row, "stopped")], detail, ((code, max(known)),))


def listed(subjects: Subjects) -> Iterator[Finding]:
    """No more records of single organisations than the number of a year says there are."""
    names = Counter(row.draft.year for row in subjects.of(Kind.DORMANT))
    for row in subjects.of(Kind.DORMANT_TOTAL):
        stated, found = row.draft.number("stopped"), names[row.draft.year]
        if stated is not None and found > stated:
            detail = f"ghi {prose_count(stated)} HTX, danh sách đã có {prose_count(found)} hồ sơ."
            yield LISTED.found(subjects, [Spot(row, "stopped")], detail, (("listed", found),))


def still_active(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """A record without a result, of an organisation the register has as active."""
    draft = row.draft
    if draft.year != subjects.year or draft.text("result"):
        return
    for uid, name in zip(draft.organisations, row.names, strict=True):
        if status := subjects.parties[uid].active_as:
            detail = f"{name} có tình trạng “{status}” trong Danh mục."
            yield ACTIVE.found(subjects, [Spot(row, "organisations")], detail, ((status, None),))
