"""Hồ sơ trỏ tới hồ sơ khác: what is not there any more, goes in a circle, or counts nowhere."""

from collections.abc import Iterator

from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.terms import Severity

OF_A_YEAR = (Kind.SUPPORT, Kind.CREDIT, Kind.DORMANT_TOTAL, Kind.GOVERNANCE)
GONE = Rule(
    "R6-HS-LIEN-KET",
    Severity.WARNING,
    "Hồ sơ gắn với một hồ sơ đã xóa",
    "Lấy hồ sơ kia ra khỏi thùng rác, hoặc chọn lại ở hồ sơ này.",
)
CIRCLE = Rule(
    "R6-HS-VONG",
    Severity.ERROR,
    "Các hồ sơ là phần của nhau",
    "Xóa “Là phần của” ở một trong các hồ sơ, nếu không thì không hồ sơ nào được cộng.",
)
OTHER_YEAR = Rule(
    "R14-HS-PHAN",
    Severity.WARNING,
    "Phần và hồ sơ chung khác năm hoặc khác kỳ",
    "Sửa năm, kỳ của một trong hai hồ sơ, hoặc chọn lại “Là phần của”.",
)
UNCOUNTED = Rule(
    "R13-HS-NAM",
    Severity.WARNING,
    "Hồ sơ chưa ghi năm hoặc kỳ nên chưa vào biểu",
    "Ghi năm và kỳ của hồ sơ.",
)


def references(subjects: Subjects) -> Iterator[Finding]:
    """Where a record points to, and whether it can be counted."""
    by_uid = {row.draft.uid: row for row in subjects.rows}
    for row in subjects.rows:
        draft = row.draft
        for key, uid in (("programme", draft.programme), ("part_of", draft.part_of)):
            if uid and uid not in subjects.known:
                named = subjects.label(draft, key)
                yield GONE.found(subjects, [Spot(row, key)], f"{named} đã xóa.", ((uid, None),))
        yield from _whole(subjects, row, by_uid)
        yield from _uncounted(subjects, row)


def _whole(subjects: Subjects, row: DossierRow, by_uid: dict[str, DossierRow]) -> Iterator[Finding]:
    chain = [row]
    while (above := by_uid.get(chain[-1].draft.part_of)) is not None and above not in chain:
        chain.append(above)
    if above is row and row.draft.uid == min(each.draft.uid for each in chain):
        spots = [Spot(each, "part_of") for each in chain]
        yield CIRCLE.found(subjects, spots, f"{len(chain)} hồ sơ nối thành vòng.")
    if len(chain) == 1:
        return
    own, whole = row.draft, chain[1].draft
    for key, mine, its in (("year", own.year, whole.year), ("period", own.period, whole.period)):
        if mine and its and mine != its:
            detail = f"hồ sơ chung là {subjects.name(chain[1])}."
            numbers = (("year", own.year), ("of the whole", whole.year))
            yield OTHER_YEAR.found(subjects, [Spot(row, key), Spot(chain[1], key)], detail, numbers)


def _uncounted(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    draft = row.draft
    if draft.kind in OF_A_YEAR and draft.year is None:
        yield UNCOUNTED.found(subjects, [Spot(row, "year")], "chưa ghi năm.")
    elif draft.kind == Kind.SUPPORT and not draft.period:
        yield UNCOUNTED.found(subjects, [Spot(row, "period")], "chưa ghi kỳ.")
