"""Dư nợ và các tỷ lệ đi kèm: what a document says of loans, reckoned again (R1, R7, R8)."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.dossier import DossierRow
from ktt_desktop.domain.dossier_check.money import million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.evaluation import decimals, half_step, round_half_up
from ktt_desktop.domain.expression import Exact
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_fraction, prose_count
from ktt_desktop.domain.terms import Measure, Severity

WORDS = {
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "thực hiện",
}
SLACK = Fraction(1, 200)  # the debt is rounded too
FACTORS = (10, 100, 1000, 10**6)
SHARE = Rule(
    "R7-HS-TY-LE-HTX",
    Severity.ERROR,
    "Tỷ lệ hợp tác xã vay vốn không khớp số hợp tác xã",
    "Sửa tỷ lệ, số hợp tác xã vay vốn, hoặc chỉ tiêu số hợp tác xã đang hoạt động.",
)
CHANGE = Rule(
    "R8-HS-DU-NO",
    Severity.ERROR,
    "Dư nợ tăng, giảm không khớp tỷ lệ tăng, giảm",
    "Kiểm tra đơn vị tính của số tăng, giảm (triệu đồng hay tỷ đồng), sửa số hoặc tỷ lệ.",
)
HUNDRED = Rule(
    "R1-HS-CO-CAU",
    Severity.WARNING,
    "Cơ cấu dư nợ không đủ 100%",
    "Bổ sung phần còn lại, hoặc sửa tỷ lệ.",
)
SETTLED = Rule(
    "R13-HS-THANH-LY",
    Severity.WARNING,
    "Số hợp đồng đã thanh lý khác số tên đã ghi",
    "Ghi đủ tên (cách nhau bằng dấu chấm phẩy), hoặc sửa số hợp đồng.",
)


def share_of_cooperatives(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Borrowers over the active cooperatives of the unit's own figures of that year."""
    draft = row.draft
    told, borrowers = subjects.exact(draft, "share_active"), draft.number("borrowers")
    if told is None or borrowers is None or draft.year is None:
        return
    compared = subjects.compared
    bases = [
        each
        for code in (compared.active, compared.all)
        for each in _bases(subjects, draft.year, code)
    ]
    active = [
        Fraction(100 * borrowers) / base for code, _, base in bases if code == compared.active
    ]
    if not bases or any(round_half_up(each, decimals(told)) == told for each in active):
        return
    listed = "; ".join(
        f"{prose_count(borrowers)} ÷ {format_fraction(Fraction(base), 0)} "
        f"([{code}] {words}) = {format_fraction(Fraction(100 * borrowers) / base, 1)}%"
        for code, words, base in bases
    )
    detail = f"ghi {format_fraction(told, 2)}% số HTX đang hoạt động, nhưng {listed}."
    numbers = [(f"{code} {words}", base) for code, words, base in bases]
    spots = [Spot(row, "share_active"), Spot(row, "borrowers")]
    yield SHARE.found(subjects, spots, detail, numbers)


def _bases(subjects: Subjects, year: int, code: str) -> list[tuple[str, str, Exact]]:
    found = subjects.figures.get((code, year), {})
    return [(code, WORDS[each], found[each]) for each in WORDS if found.get(each)]


def change_of_debt(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """The change, its percentage and the debt of today are one statement."""
    draft = row.draft
    debt, change = draft.number("debt"), draft.number("change")
    percent = subjects.exact(draft, "change_percent")
    if debt is None or not change or not percent or percent <= -100:
        return
    implied = debt * percent / (100 + percent)
    step = half_step(percent)
    ends = sorted(debt * p / (100 + p) for p in (percent - step, percent + step))
    room = abs(implied) * SLACK
    if ends[0] - room <= change <= ends[1] + room:
        return
    times, is_unit = _times(implied / change)
    way = "tăng" if percent > 0 else "giảm"
    detail = (
        f"dư nợ {million(debt)}, {way} {format_fraction(abs(percent), 2)}% nên phải là "
        f"{million(debt)} − {million(debt)} ÷ {format_fraction(1 + percent / 100, 4)} = "
        f"{format_fraction(implied / 10**6, 1)} triệu đồng, nhưng ghi {million(change)} "
        f"triệu đồng{times}."
    )
    spots = [Spot(row, key) for key in ("change", "change_percent", "debt")]
    yield CHANGE.found(subjects, spots, detail, severity=None if is_unit else Severity.WARNING)


def _times(ratio: Fraction) -> tuple[str, bool]:
    """How many times too small or too large, where that is a unit misread."""
    for factor in FACTORS:
        for word, each in (("nhỏ", ratio / factor), ("lớn", 1 / (ratio * factor))):
            if abs(abs(each) - 1) < 10 * SLACK:
                return f": số ghi {word} hơn {format_fraction(Fraction(factor), 0)} lần", True
    return "", False


def shares_of_debt(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """The debt of agriculture and that of the others are the whole debt."""
    keys = ("share_agriculture", "share_other")
    stated = [subjects.exact(row.draft, key) for key in keys]
    first, second = stated
    if first is None or second is None or first + second == 100:
        return
    added = first + second
    rest = "còn thiếu" if added < 100 else "thừa"
    detail = (
        f"{format_fraction(first, 2)} + {format_fraction(second, 2)} = "
        f"{format_fraction(added, 2)}% dư nợ, {rest} {format_fraction(abs(100 - added), 2)}%."
    )
    severity = Severity.ERROR if added > 100 else None
    yield HUNDRED.found(subjects, [Spot(row, key) for key in keys], detail, severity=severity)


def settled(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """As many contracts as names, where they are named."""
    stated, text = row.draft.number("settled"), row.draft.text("settled_names")
    names = [name for each in text.split(";") if (name := each.strip())]
    if stated is not None and names and len(names) != stated:
        detail = f"ghi {prose_count(stated)} hợp đồng, có {prose_count(len(names))} tên: {text}."
        yield SETTLED.found(subjects, [Spot(row, "settled"), Spot(row, "settled_names")], detail)
