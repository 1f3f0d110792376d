"""Words for a rating: state, class, what is missing; the columns of its list and the sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.rulesets_loader import RatingItem, Ratings
from ktt_desktop.domain.numbers import format_fraction, format_number, prose_count
from ktt_desktop.domain.rating import POINTS, Outcome, State, points_text
from ktt_desktop.domain.rulesets import Grade, Ruleset
from ktt_desktop.services.list_columns import ListColumn
from ktt_desktop.services.rating import GradeCounts, RatingRow

STATES = {
    State.RATED: "Đã xếp loại",
    State.MISSING: "Còn tiêu chí chưa chấm",
    State.NOT_RATED: "Không xếp loại",
    State.BLANK: "Chưa chấm",
}


def rating_columns(
    catalogue: Catalogue, rulesets: Sequence[Ruleset]
) -> dict[str, ListColumn[RatingRow]]:
    """Name, sector, points and class by ruleset, the result, whether the rulesets agree; by key."""
    ratings, reasons = catalogue.ratings, all_reasons(rulesets)
    columns = (
        _words("name", "Tên", 24, lambda row: row.organisation.name),
        _words(
            "sector",
            "Lĩnh vực",
            15,
            lambda row: catalogue.sectors.get(row.organisation.sector, ""),
        ),
        *(column for each in rulesets for column in _of_ruleset(ratings, each)),
        _words("result", "Kết quả", 22, lambda row: result_words(ratings, reasons, row)),
        _words(
            "agrees",
            "Hai cách\nchấm",
            9,
            agreement_words,
            tone=lambda row: "warning" if row.agrees is False else "",
        ),
    )
    return {column.key: column for column in columns}


def _of_ruleset(ratings: Ratings, ruleset: Ruleset) -> list[ListColumn[RatingRow]]:
    def grade_tone(row: RatingRow) -> str:
        grade = row.outcomes[ruleset.id].grade
        return ratings.grades[grade].tone if grade else ""

    grade = _words(
        f"{ruleset.id}.class",
        f"Loại theo\n{ruleset.short}" if ruleset.criteria else f"Loại\n{ruleset.short.lower()}",
        11,
        lambda row: grade_words(ratings, row.outcomes[ruleset.id]),
        tone=grade_tone,
    )
    if not ruleset.criteria:
        return [grade]
    points: ListColumn[RatingRow] = ListColumn(
        f"{ruleset.id}.points",
        f"Điểm theo\n{ruleset.short}",
        9,
        lambda row: row.outcomes[ruleset.id].total,
        POINTS,
        sort_key=f"{ruleset.id}.points",
        is_right=True,
    )
    return [points, grade]


def _words(
    key: str,
    title: str,
    width: int,
    words: Callable[[RatingRow], str],
    tone: Callable[[RatingRow], str] | None = None,
) -> ListColumn[RatingRow]:
    return ListColumn(key, title, width, words, sort_key=key, tone=tone)


def grade_words(ratings: Ratings, outcome: Outcome) -> str:
    """Loại: "Tốt", "Không xếp loại"; "" while none is known."""
    if outcome.grade:
        return ratings.grades[outcome.grade].label
    return STATES[State.NOT_RATED] if outcome.state is State.NOT_RATED else ""


def outcome_words(ratings: Ratings, reasons: Mapping[str, str], outcome: Outcome) -> str:
    """One result in a sentence: "Khá, 72,5 điểm", "Còn 3 tiêu chí chưa chấm"."""
    match outcome.state:
        case State.RATED:
            assert outcome.grade
            words = ratings.grades[outcome.grade].label
            if outcome.is_direct:
                words += ", ghi trực tiếp"
            elif outcome.is_fined:
                words += ", do bị xử phạt trong năm"
            total = outcome.total
            return words if total is None else f"{words}, {points_text(total)} điểm"
        case State.NOT_RATED:
            return f"Không xếp loại: {reasons.get(outcome.reason, outcome.reason).lower()}"
        case State.MISSING:
            return f"Còn {prose_count(len(outcome.missing))} tiêu chí chưa chấm"
        case State.BLANK:
            return STATES[State.BLANK]
        case _:
            return "Không áp dụng"


def result_words(ratings: Ratings, reasons: Mapping[str, str], row: RatingRow) -> str:
    """What is to be said of an organisation: by the ruleset that decides, else how far it is."""
    if row.decided:
        return outcome_words(ratings, reasons, row.decided)
    started = [each for each in row.outcomes.values() if each.state is State.MISSING]
    return outcome_words(ratings, reasons, started[0]) if started else STATES[State.BLANK]


def row_state(row: RatingRow) -> State:
    """The same as a state to filter by."""
    if row.decided:
        return row.decided.state
    states = {each.state for each in row.outcomes.values()}
    return State.MISSING if State.MISSING in states else State.BLANK


def agreement_words(row: RatingRow) -> str:
    """Whether the rulesets give one class."""
    return {None: "", True: "Cùng loại", False: "Khác loại"}[row.agrees]


def reasons_of(ruleset: Ruleset) -> dict[str, str]:
    """Lý do không xếp loại by code."""
    return {each.code: each.label for each in ruleset.exclusions}


def all_reasons(rulesets: Iterable[Ruleset]) -> dict[str, str]:
    """The reasons of several rulesets; what the first of them calls one goes before."""
    found: dict[str, str] = {}
    for each in rulesets:
        found = reasons_of(each) | found
    return found


def counts_words(ratings: Ratings, counts: GradeCounts) -> str:
    """ "Tốt 3 · Khá 5 · … · Tốt, khá 8/15 HTX (53,3%)"."""
    by_grade = [f"{ratings.grades[grade].label} {counts.by_grade[grade]}" for grade in Grade]
    share = (
        f" ({format_fraction(Fraction(100 * counts.good, counts.count), 1)}%)"
        if counts.count
        else ""
    )
    return " · ".join(
        [
            *by_grade,
            f"Không xếp loại {counts.not_rated}",
            f"Chưa có kết quả {counts.open}",
            f"Tốt, khá {counts.good}/{counts.count} HTX{share}",
        ]
    )


def origin_words(item: RatingItem, year: int, known: int | None, *, is_typed: bool) -> str:
    """Where a raw criterion comes from: "từ phiếu số liệu năm 2022"; its help where it is typed."""
    source = _source(item, year)
    if not source:
        return item.field.help
    if known is None:
        return item.field.help if is_typed else f"Chưa có ở {source}."
    if not is_typed:
        return f"Lấy từ {source}."
    return f"Dùng số gõ ở đây; {source}: {format_number(known, item.field.quantity)}."


def _source(item: RatingItem, year: int) -> str:
    if item.founded:
        return "ngày đăng ký của hồ sơ"
    if item.growth:
        return f"phiếu số liệu năm {year - 1} và năm {year}"
    return f"phiếu số liệu năm {year}" if item.indicator else ""


def most_words(most: int | None) -> str:
    """Điểm tối đa, or that no source is known for it."""
    return "chưa có căn cứ" if most is None else points_text(most)
