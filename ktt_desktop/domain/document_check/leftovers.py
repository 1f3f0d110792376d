"""R1: what is left over for the sectors that say nothing, where it gives something away."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from ktt_desktop.domain.document_check.findings import DocumentFinding, Quote, shown, warning
from ktt_desktop.domain.document_check.known import Known, Share

if TYPE_CHECKING:
    from ktt_desktop.domain.document_check.facts import Fact

WORKERS, MEMBERS, BOTH = "lao_dong", "thanh_vien", "lao_dong_thanh_vien"


def left_over(known: Known) -> Iterator[DocumentFinding]:
    """Workers that no sector tells of, as many as the members of the silent sectors."""
    scopes = known.scopes()
    told = [share for scope in scopes if (share := known.share(scope, WORKERS))]
    silent = [scope for scope in scopes if known.share(scope, WORKERS) is None]
    members = [share for scope in silent if (share := known.share(scope, MEMBERS))]
    total = known.total(WORKERS, time=known.time_of(scopes))
    if not told or not members or total is None or len(members) != len(silent):
        return
    rest = total.figure.value - _sum(told)
    if rest != _sum(members):
        return
    added = " + ".join(each.words for each in members)
    message = (
        f"Số lao động thường xuyên còn lại {total.figure.body} - "
        f"{' - '.join(each.words for each in told)} = {shown(rest)}, đúng bằng số thành viên của "
        f"các lĩnh vực không ghi lao động ({added}): có thể đã lấy thành viên làm lao động."
    )
    places = [total.quote(), *_quotes(told), *_quotes(members)]
    message += _implied(known, rest, places)
    yield warning("R1", message, places)


def _implied(known: Known, rest: Fraction, places: list[Quote]) -> str:
    """The members among the workers there would have to be then."""
    both = [share for scope in known.scopes() if (share := known.share(scope, BOTH))]
    unit: Fact | None = known.total(BOTH)
    if not both or unit is None or _sum(both) + rest <= unit.figure.value:
        return ""
    places.append(unit.quote())
    least = _sum(both) + rest
    return (
        f" Khi đó lao động là thành viên ít nhất {' + '.join(each.words for each in both)} + "
        f"{shown(rest)} = {shown(least)}, không phải {unit.figure.body}."
    )


def _sum(shares: list[Share]) -> Fraction:
    return sum((each.value for each in shares), Fraction(0))


def _quotes(shares: list[Share]) -> list[Quote]:
    return [fact.quote() for each in shares for fact in each.facts]
