"""What each column of a list is: field, year, kind of figure, unit – proposed from its head."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.words import ImportWords, holds, plain
from ktt_desktop.domain.terms import Measure

_YEAR = re.compile(r"(?:^|[^\d])((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\b(?:th|kh|uth|nam|n|uoc) ?(\d\d)\b")
_MEASURES = (
    ("6 thang", Measure.HALF_YEAR),
    ("6t", Measure.HALF_YEAR),
    ("sau thang", Measure.HALF_YEAR),
    ("ke hoach", Measure.PLAN),
    ("kh", Measure.PLAN),
    ("uoc", Measure.ESTIMATE),
    ("uth", Measure.ESTIMATE),
    ("thuc hien", Measure.ACTUAL),
    ("th", Measure.ACTUAL),
)
LAST_COUNTS = 100  # what stands lowest over a column says more than all above it
MEMBERS, MEMBERS_OF_UNION = "members", "member_cooperatives"
TOGETHER = ("tax_code", "founded")  # "Mã số, ngày cấp"
PHONES = ("phone", "person_phone")  # of no year: "DT 2021" is revenue
PERSON = "representative"
_WITH_PHONE = re.compile(r"[,/&\n(+;]| và |\s[-–]\s")  # "Người đại diện, SĐT" says two things
_NOT_MONEY = re.compile(
    r"\b(?:(?:hoat|lao|hop|cong|hoi|tac|hanh) dong|cong ty|ngan (?:sach|hang)|t[yi] (?:le|trong))\b"
)
_RATIO = re.compile(
    r"%| (?:so sanh|so voi|ty le|ti le|ty trong|tang truong|tang giam|tang/giam) "
    r"|\d{4}/(?:\D* )?\d{4}"
)
_GLUED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Công dụng của một cột; `zeros` are those of its money unit, None where none is named."""

    column: int
    field: str
    head: str
    year: int | None = None
    measure: Measure | None = None
    zeros: int | None = None
    score: int = 0

    @property
    def key(self) -> str:
        """The field with its year and kind of figure, as a corrected cell names it."""
        time = (str(self.year) if self.year else "", self.measure or "")
        return " ".join(filter(None, (self.field, *time)))


def propose(
    head: Head, words: ImportWords, refused: Collection[tuple[int, str]] = ()
) -> tuple[ColumnUse, ...]:
    """The use of every column that is understood, each field once (figures once a year).

    `refused` are columns and fields that what stands below the head rules out.
    """
    possible = (
        each for each in _candidates(head, words) if (each.column, each.field) not in refused
    )
    found = sorted(possible, key=lambda each: (-each.score, each.column))
    taken: dict[tuple[str, int | None, Measure | None], ColumnUse] = {}
    used: set[int] = set()
    for each in found:
        key = (each.field, each.year, each.measure)
        if key not in taken and each.column not in used:
            taken[key] = each
            used.add(each.column)
    uses = _with_members([*_shared(taken.values(), head, words)])
    return tuple(sorted(uses, key=lambda each: each.column))


def _with_members(uses: list[ColumnUse]) -> list[ColumnUse]:
    """The cooperatives of a union are its members where no other column counts members."""
    times = {(each.year, each.measure) for each in uses if each.field == MEMBERS}
    return [
        replace(each, field=MEMBERS)
        if each.field == MEMBERS_OF_UNION and (each.year, each.measure) not in times
        else each
        for each in uses
    ]


def _shared(uses: Collection[ColumnUse], head: Head, words: ImportWords) -> Iterator[ColumnUse]:
    """The uses, and the second one of a column with both the tax code and its day."""
    found = {each.field: each for each in uses if each.field in TOGETHER}
    yield from uses
    for field, other in zip(TOGETHER, reversed(TOGETHER), strict=True):
        use = found.get(other)
        if use is not None and field not in found:
            whole = plain(" ".join(head.parts[use.column]))
            if words.fields[field].fits(whole) and words.fields[field].score(whole):
                yield replace(use, field=field)
    if not any(each.field == PERSON for each in uses):
        both = (each for each in uses if each.field in PHONES and _names_person(each, head, words))
        yield from (replace(each, field=PERSON) for each in islice(both, 1))


def _names_person(use: ColumnUse, head: Head, words: ImportWords) -> bool:
    """Whether a head speaks of the representative and the telephone: "Giám đốc (SĐT)"."""
    said = " ".join(head.parts[use.column])
    return bool(_WITH_PHONE.search(said) and words.fields[PERSON].score(plain(said)))


def _candidates(head: Head, words: ImportWords) -> Iterator[ColumnUse]:
    for column, parts in enumerate(head.parts):
        whole = plain(" ".join(parts))
        if not whole:
            continue
        last = plain(parts[-1])
        for field in words.fields.values():
            if not field.fits(whole) or (field.amount and _RATIO.search(f" {whole} ")):
                continue
            if field.id in PHONES and time_of(parts)[0]:
                continue
            own = field.score(last)
            score = LAST_COUNTS + own if own else field.score(whole)
            if score:
                score += (last in words.totals) + bool(field.needs)
                year, measure = time_of(parts) if field.amount else (None, None)
                zeros = money_zeros(whole, words) if field.amount == "money" else None
                yield ColumnUse(column, field.id, " / ".join(parts), year, measure, zeros, score)


def time_of(parts: Sequence[str]) -> tuple[int | None, Measure | None]:
    """The year and the kind of figures a head speaks of: "KH 2022", "TH2021", "Ước TH năm 2022"."""
    whole = plain(" ".join(parts))
    spaced = _GLUED.sub(" ", whole)
    year = _YEAR.search(whole)
    short = None if year else _SHORT_YEAR.search(spaced)
    measure = next(
        (each for word, each in _MEASURES if holds(spaced, word) or holds(whole, word)), None
    )
    if short is not None:
        return 2000 + int(short[1]), measure
    return (int(year[1]) if year else None), measure


def money_zeros(text: str, words: ImportWords) -> int | None:
    """The zeros of the money unit a plain text names: "trieu dong" 6; None where it names none."""
    said = _NOT_MONEY.sub(" ", text)
    return next((zeros for word, zeros in words.units if holds(said, word)), None)
