"""What a document says of itself: kind, number, day, unit, year, signature."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ktt_desktop.domain.document_check.lines import UPPER, Line

_KINDS = ("kế hoạch", "đề án", "báo cáo", "chương trình", "tờ trình", "quyết định", "phương án")
_NUMBER = re.compile(r"^số\s*:?\s*(?P<number>\d*)\s*/\s*(?P<symbol>[^\W\d_][\w-]*)")
_SIGNED = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\s*$")
_LEVELS = "tỉnh|thành phố|thị xã|thị trấn|quận|huyện|xã|phường|đặc khu"
_NAME = (  # no name: the first word of a document that is cited right after the level
    r"(?!(?:Kế|Quyết|Nghị|Chương|Báo|Đề|Thực|Về|Thông|Công) )"
    rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{0,3}}"
)
_UNIT = re.compile(rf"(?:UBND|[Đđ]ịa bàn|[Nn]hân dân) (?P<level>{_LEVELS}) (?P<name>{_NAME})")
_TITLED = re.compile(rf"^(?:năm \d{{4}} )?(?P<level>{_LEVELS}) (?P<name>{_NAME})")
HEAD_LINES, TITLE_LINES = 40, 8


@dataclass(frozen=True, slots=True)
class Header:
    """Phần đầu và phần ký của văn bản; None where the text has no such thing."""

    kind: str
    kind_line: Line | None
    number_line: Line | None
    number: str
    symbol: str
    signed: date | None
    plan_year: int | None
    period: tuple[int, int] | None
    level: str
    name: str
    signature: tuple[Line, ...]

    @property
    def year(self) -> int | None:
        """Năm của văn bản: signed in it, or the year before the one planned for."""
        if self.signed is not None:
            return self.signed.year
        if self.plan_year is not None:
            return self.plan_year - 1
        return self.period[0] if self.period else None


def read_header(lines: Sequence[Line]) -> Header:
    """Read the first lines and the block after "Nơi nhận"."""
    head = [line for line in lines[:HEAD_LINES] if line.text]
    kind_line = next((line for line in head if line.plain in _KINDS), None)
    numbered = next(((line, m) for line in head if (m := _NUMBER.match(line.plain))), None)
    title = _title(head, kind_line)
    plan_year = re.search(r"năm (20\d\d)", title)
    period = re.search(r"giai đoạn (20\d\d)\s?[-–]\s?(20\d\d)", title)
    level, name = _unit(lines, head)
    return Header(
        kind=kind_line.plain if kind_line else "",
        kind_line=kind_line,
        number_line=numbered[0] if numbered else None,
        number=numbered[1]["number"] if numbered else "",
        symbol=numbered[1]["symbol"] if numbered else "",
        signed=_signed(head),
        plan_year=int(plan_year[1]) if plan_year else None,
        period=(int(period[1]), int(period[2])) if period else None,
        level=level,
        name=name,
        signature=_signature(lines),
    )


def _title(head: Sequence[Line], kind_line: Line | None) -> str:
    """The words under the kind of document, up to the first real paragraph."""
    if kind_line is None:
        return ""
    after = [line.plain for line in head if line.number > kind_line.number][:TITLE_LINES]
    short = []
    for plain in after:
        if len(plain) > 300 or plain.startswith(("thực hiện công văn", "căn cứ", "kính gửi")):
            break
        short.append(plain)
    return " ".join(short)


def _signed(head: Sequence[Line]) -> date | None:
    for line in head:
        found = _SIGNED.search(line.plain) if len(line.plain) < 80 else None
        if found:
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                return None
    return None


def _unit(lines: Sequence[Line], head: Sequence[Line]) -> tuple[str, str]:
    """The unit whose document it is: the one named most as the ground of it."""
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for found in _UNIT.finditer(line.text):
            seen[found["level"], found["name"]] += 1
    for line in head[:TITLE_LINES]:
        if titled := _TITLED.search(line.text):
            seen[titled["level"], titled["name"]] += 3
    return seen.most_common(1)[0][0] if seen else ("", "")


def _signature(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in capitals after "Nơi nhận" that say who signs, and the name."""
    places = [at for at, line in enumerate(lines) if line.plain.startswith("nơi nhận")]
    if not places:
        return ()
    signing = re.compile(r"(?:tm|kt|tl|tuq|q)\.|(?:phó )?(?:chủ tịch|giám đốc|trưởng phòng)")
    return tuple(
        line
        for line in lines[places[-1] :]
        if line.text == line.text.upper() and signing.match(line.plain)
    )
