"""R9: a target against what is reached, what was planned, and what it is counted on."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.document_check.averages import yearly
from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, error, shown, warning
from ktt_desktop.domain.document_check.flows import implied_new
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.plans import plan_of
from ktt_desktop.domain.document_check.roles import Role
from ktt_desktop.domain.document_check.words import PERCENT, has_word

FOUNDED = "MOI"


def targets(known: Known) -> Iterator[DocumentFinding]:
    """Each target against the present figures."""
    for target in (each for each in known.facts if each.time.target):
        for check in (_reached, _reached_share, _planned, _implied, _base, _rated):
            yield from check(known, target)
    yield from _no_baseline(known)


def _reached(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """Lower than what there is already."""
    measure = known.words.measures[target.measure]
    own = [target.measure, measure.counterpart] if measure.counterpart else [target.measure]
    for each in own:
        now = known.total(each, target.kind, known.group(target.status))
        if now is None or not target.of_unit or target.figure.unit == PERCENT or measure.flow:
            continue
        if target.measure == COUNT and target.status == FOUNDED:
            continue
        aim, value = yearly(known, target), yearly(known, now)
        if (target.figure.high or aim) < value:
            yield warning(
                "R9",
                f"Mục tiêu {measure.label} {target.figure.shown} (dòng {target.row}) thấp hơn số "
                f"hiện có {now.figure.shown} (dòng {now.row}).",
                [target.quote(), now.quote()],
            )


def _reached_share(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """A percentage of a wider measure: the present one is the sum of the narrower ones."""
    measure = known.words.measures[target.measure]
    if target.figure.unit != PERCENT or not measure.part_of:
        return
    whole = known.total(measure.part_of, target.kind)
    parts = (
        [known.total(each, target.kind, time=whole.time) for each in measure.sum_of]
        if whole
        else []
    )
    if whole is None or not whole.figure.value or not parts or None in parts:
        return
    known_parts = [each for each in parts if each is not None]
    real = 100 * sum((e.figure.value for e in known_parts), Fraction(0)) / whole.figure.value
    if real > target.figure.value:
        added = " + ".join(each.figure.body for each in known_parts)
        equal = [
            each
            for each in known_parts
            if (share := each.remark(Role.SHARE)) and share.figure.value == target.figure.value
        ]
        message = (
            f"Mục tiêu {target.figure.shown} {measure.label}, nhưng hiện đã có ({added}) / "
            f"{whole.figure.body} = {shown(real, 1)}%: mục tiêu là giảm."
        )
        for each in equal:
            label = known.words.label(each.measure)
            message += f" {target.figure.shown} là tỷ lệ hiện nay của riêng {label}."
        yield error(
            "R9", message, [target.quote(), whole.quote(), *(e.quote() for e in known_parts)]
        )


def _planned(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """Lower than the plan of the year before."""
    now = known.total(target.measure, target.kind, known.group(target.status))
    plan = plan_of(now) if now else None
    if now is None or plan is None or target.figure.unit != now.figure.unit or now.status:
        return
    if (target.figure.high or target.figure.value) < plan.low:
        yield warning(
            "R9",
            f"Mục tiêu {known.words.label(target.measure)} {target.figure.shown} thấp hơn kế hoạch "
            f"của năm trước: {plan.how} = {plan.words}.",
            [target.quote(), now.quote()],
        )


def _implied(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """Fewer new organisations than this year's, which the text only implies."""
    implied = implied_new(known, target.kind)
    if target.measure != COUNT or target.status != FOUNDED or implied is None:
        return
    new, how, facts = implied
    if (target.figure.high or target.figure.value) < new:
        yield warning(
            "R9",
            f"Mục tiêu thành lập mới {target.figure.shown} thấp hơn năm nay: {how}.",
            [target.quote(), *(each.quote() for each in facts)],
        )


def _base(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """Counted on organisations, while the present figure is counted on persons."""
    measure = known.words.measures[target.measure]
    first = next(e for e in known.facts if e.time.target and e.measure == target.measure)
    if not measure.counterpart or target.figure.unit != PERCENT or first is not target:
        return
    now = known.total(measure.counterpart, target.kind)
    share = now.remark(Role.SHARE) if now else None
    if now is not None and share is not None:
        yield warning(
            "R9",
            f"Mục tiêu {target.figure.shown} tính trên {measure.base}, số hiện có "
            f"{now.figure.body} "
            f"({share.figure.shown}) tính trên số người: không so sánh được.",
            [target.quote(), now.quote()],
        )


def _rated(known: Known, target: Fact) -> Iterator[DocumentFinding]:
    """Rated "tốt, khá" are cooperatives only; a share of all organisations has another base."""
    measure = known.words.measures[target.measure]
    plain = target.stated.sentence.plain
    if measure.rated and has_word(plain, ["tổ chức kinh tế tập thể", "tổ chức kttt"]):
        yield warning(
            "R9",
            f"Tỷ lệ {target.figure.shown} loại tốt, khá tính trên mọi tổ chức kinh tế tập "
            "thể, trong "
            "khi xếp loại chỉ áp dụng cho hợp tác xã: mẫu số khác với chỉ tiêu HTX tốt, khá.",
            [target.quote()],
        )


def _no_baseline(known: Known) -> Iterator[DocumentFinding]:
    """Targets as a share whose present value the document never gives, though it gives others."""
    present = {e.measure for e in known.facts if not e.time.target}
    present |= {e.status for e in known.facts if not e.time.target and e.status == "HQ"}
    if not any(e.of_unit and e.measure == COUNT for e in known.facts if not e.time.target):
        return
    missing = [
        each
        for each in known.facts
        if each.time.target
        and each.figure.unit == PERCENT
        and each.measure not in present
        and not known.words.measures[each.measure].part_of
        and known.words.measures[each.measure].counterpart not in present
        and not (each.measure == "hieu_qua" and "HQ" in present)
    ]
    if missing:
        names = ", ".join(dict.fromkeys(known.words.label(each.measure) for each in missing))
        yield warning(
            "R9",
            f"Mục tiêu về {names} không có số hiện nay trong văn bản để so sánh.",
            [each.quote() for each in missing],
        )
