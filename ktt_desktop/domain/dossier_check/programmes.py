"""Hồ sơ và chương trình của nó: its budget against the needs of one year, its years, its total."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ktt_desktop.domain.dossier import TOTAL, DossierDraft, DossierRow, Kind, Stage, money_key
from ktt_desktop.domain.dossier import total as total_of
from ktt_desktop.domain.dossier_check.money import COLUMNS, column, million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects, day_of
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_fraction
from ktt_desktop.domain.terms import Severity

MUCH = Fraction(60, 100)  # of a budget for several years in one of them
NEED = Rule(
    "R9-HS-NHU-CAU",
    Severity.WARNING,
    "Nhu cầu một năm chiếm phần lớn kinh phí cả giai đoạn của chương trình",
    "Đối chiếu kinh phí đã được phê duyệt, sửa số hoặc giải trình.",
)
VALIDITY = Rule(
    "R14-HS-HIEU-LUC",
    Severity.WARNING,
    "Hỗ trợ ngoài thời gian của chương trình",
    "Chọn chương trình khác, sửa ngày, năm hỗ trợ, hoặc sửa thời gian của chương trình.",
)
MODELS = Rule(
    "R2-HS-MO-HINH",
    Severity.ERROR,
    "Kinh phí các mô hình lớn hơn kinh phí của chương trình",
    "Đối chiếu quyết định phê duyệt, sửa kinh phí của mô hình hoặc của chương trình.",
)


def validity(subjects: Subjects) -> Iterator[Finding]:
    """Support of a programme is given while the programme is in force."""
    programmes = _programmes(subjects)
    for row in subjects.of(Kind.SUPPORT, Kind.CREDIT, Kind.PILOT):
        draft = row.draft
        given = day_of(draft, "given_on")
        year = given.year if given else draft.year
        programme = programmes.get(draft.programme)
        if programme is None or year is None:
            continue
        first = programme.draft.number("first_year")
        last = programme.draft.number("last_year")
        if (first or year) <= year <= (last or year):
            continue
        key = "last_year" if last and year > last else "first_year"
        when = given.running() if given else f"năm {year}"
        force = f"từ năm {first}" if key == "first_year" else f"đến năm {last}"
        detail = f"hỗ trợ {when}, “{programme.draft.text('name')}” thực hiện {force}."
        spots = [Spot(row, "given_on" if given else "year"), Spot(programme, key)]
        yield VALIDITY.found(subjects, spots, detail, (("year", year),))


def needs_of_a_year(subjects: Subjects) -> Iterator[Finding]:
    """What one year needs of a programme, by column of Biểu C, against its whole budget."""
    pilots, needs = _by_programme(subjects, Kind.PILOT), _needs(subjects)
    for uid, programme in _programmes(subjects).items():
        draft = programme.draft
        if draft.number("first_year") == (draft.number("last_year") or 0):
            continue
        models = pilots.get(uid, [])
        budget, group = [programme], "budget"
        if total_of(draft, "budget") is None:
            budget, group = models, "period"
        asked = needs.get(uid) or _pilot_years(models)
        for year, (rows, of) in asked.items():
            yield from _need(subjects, (budget, group), (rows, of), year)


def _need(
    subjects: Subjects,
    budget: tuple[Sequence[DossierRow], str],
    need: tuple[Sequence[DossierRow], str],
    year: int,
) -> Iterator[Finding]:
    told, numbers = [], []
    for name in COLUMNS:
        whole, part = _column(*budget, name), _column(*need, name)
        if whole and part and part >= MUCH * whole:
            share = format_fraction(Fraction(100 * part, whole), 0)
            told.append(f"{name} {million(part)} ÷ {million(whole)} = {share}%")
            numbers += [(f"{name} {year}", part), (name, whole)]
    if told:
        rows, group = need
        detail = f"năm {year} cần {'; '.join(told)} kinh phí cả giai đoạn (triệu đồng)."
        spots = [Spot(rows[0], money_key(group, TOTAL)), Spot(budget[0][0], _total(budget[1]))]
        yield NEED.found(subjects, spots, detail, numbers)


def models_within_budget(subjects: Subjects) -> Iterator[Finding]:
    """The models of a programme together cost no more than the programme."""
    pilots = _by_programme(subjects, Kind.PILOT)
    for uid, programme in _programmes(subjects).items():
        budget = total_of(programme.draft, "budget")
        stated = [
            (row, n)
            for row in pilots.get(uid, [])
            if (n := total_of(row.draft, "period")) is not None
        ]
        added = sum(n for _, n in stated)
        if budget is None or added <= budget:
            continue
        detail = (
            f"{' + '.join(million(n) for _, n in stated)} = {million(added)}, nhưng kinh phí của "
            f"chương trình ghi {million(budget)} triệu đồng (chênh {million(added - budget)})."
        )
        spots = [Spot(programme, _total("budget"))]
        spots += [Spot(row, _total("period")) for row, _ in stated]
        numbers = [("budget", budget), *((row.draft.uid, n) for row, n in stated)]
        yield MODELS.found(subjects, spots, detail, numbers)


def _programmes(subjects: Subjects) -> dict[str, DossierRow]:
    return {row.draft.uid: row for row in subjects.of(Kind.PROGRAMME)}


def _by_programme(subjects: Subjects, kind: Kind) -> Mapping[str, list[DossierRow]]:
    found: dict[str, list[DossierRow]] = defaultdict(list)
    for row in subjects.of(kind):
        if row.draft.programme:
            found[row.draft.programme].append(row)
    return found


Asked = dict[int, tuple[list[DossierRow], str]]  # year → records and the group of their money


def _needs(subjects: Subjects) -> Mapping[str, Asked]:
    """The needs of a programme by year; where a total is stated, only that."""
    listed: dict[tuple[str, int], list[DossierRow]] = defaultdict(list)
    for row in subjects.of(Kind.SUPPORT):
        draft = row.draft
        if draft.programme and draft.year and draft.period == Stage.NEED and not _is_part(draft):
            listed[draft.programme, draft.year].append(row)
    found: dict[str, Asked] = defaultdict(dict)
    for (programme, year), rows in listed.items():
        whole = [row for row in rows if not row.draft.topic]
        found[programme][year] = (whole or rows, "plan")
    return found


def _is_part(draft: DossierDraft) -> bool:
    """A part of a need with a measure; the need of a programme may be a part of all needs."""
    return bool(draft.part_of and draft.topic)


def _pilot_years(models: Sequence[DossierRow]) -> Asked:
    found: Asked = {}
    for row in models:
        if row.draft.year and total_of(row.draft, "year") is not None:
            found.setdefault(row.draft.year, ([], "year"))[0].append(row)
    return found


def _column(rows: Sequence[DossierRow], group: str, name: str) -> int:
    return sum(column(row.draft, group, COLUMNS[name]) or 0 for row in rows)


def _total(group: str) -> str:
    return money_key(group, TOTAL)
