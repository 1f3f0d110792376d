"""The dated lines of one status axis: their order, the line of a day, what may be done to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ktt_desktop.domain.dates import PartialDate, months_later
from ktt_desktop.domain.statuses import NextStatus, StatusRules, Transition
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis

Problems = dict[str, str]  # attribute of StatusStep → sentence


@dataclass(frozen=True, slots=True)
class StatusStep:
    """Một dòng lịch sử tình trạng; `id` is 0 until it is in the book, `on` None = from the start.

    `ends_on` is the planned end of a suspension.
    """

    axis: StatusAxis
    status: str
    on: PartialDate | None = None
    ends_on: PartialDate | None = None
    document: str = ""
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class StatusOwner:
    """Tổ chức của một lịch sử: what the rules ask of it."""

    kind: OrganisationKind
    registered_on: PartialDate | None


Steps = Sequence[StatusStep]


def in_order(steps: Steps, axis: StatusAxis) -> tuple[StatusStep, ...]:
    """The lines of one axis, oldest first: a date known less exactly counts from its first day."""
    return tuple(sorted((each for each in steps if each.axis is axis), key=_order))


def step_on(steps: Steps, axis: StatusAxis, day: date) -> StatusStep | None:
    """The line in force at the end of a day; None before the first one."""
    begun = [each for each in in_order(steps, axis) if _iso(each.on) <= day.isoformat()]
    return begun[-1] if begun else None


def present_steps(steps: Steps, today: date) -> tuple[StatusStep, StatusStep]:
    """The legal and the operating line of today; a history that begins later gives its first."""
    legal, operating = (
        step_on(steps, axis, today) or in_order(steps, axis)[0]
        for axis in (StatusAxis.LEGAL, StatusAxis.OPERATING)
    )
    return legal, operating


def choices(
    rules: StatusRules, owner: StatusOwner, steps: Steps, step: StatusStep
) -> tuple[NextStatus, ...]:
    """What may be chosen for a line on the day of `step`; a stored line may stay as it is."""
    before = _neighbours(steps, step)[0]
    found = rules.choices(step.axis, owner.kind, before.status if before else "")
    kept = {each.status for each in steps if each.id == step.id}
    found = tuple(
        replace(each, allowed=True, words="") if each.status.code in kept else each
        for each in found
    )
    return tuple(sorted(found, key=lambda each: not each.allowed))


def change_problems(
    rules: StatusRules, owner: StatusOwner, steps: Steps, step: StatusStep, today: date
) -> Problems:
    """What keeps a new line from being added, by attribute; empty when it may be."""
    may_be_undated = not in_order(steps, step.axis)
    return _Check(rules, owner, *_neighbours(steps, step), step, today).problems(may_be_undated)


def correction_problems(
    rules: StatusRules, owner: StatusOwner, steps: Steps, step: StatusStep, today: date
) -> Problems:
    """What keeps a line from being replaced by `step` of the same id; it takes a reason."""
    line = in_order(steps, step.axis)
    old = next(each for each in line if each.id == step.id)
    here, there = _neighbours(steps, old), _neighbours(steps, step)
    is_settled = old.status == step.status and here == there  # an old book may hold any order
    check = _Check(rules, owner, *there, step, today, is_settled)
    found = check.problems(old is line[0]) | _reason_problem(step.reason)
    gap = _gap(rules, owner, step.axis, *here) if here != there else ""
    return ({"on": f"Không dời được dòng này đến ngày khác. {gap}"} if gap else {}) | found


def removal_problem(
    rules: StatusRules, owner: StatusOwner, steps: Steps, step: StatusStep, reason: str
) -> str:
    """Why a line may not be taken away; "" when it may."""
    others = [each for each in steps if each.id != step.id]
    if not in_order(others, step.axis):
        return "Mỗi trục phải còn một dòng. Sửa dòng này thay vì xóa."
    if gap := _gap(rules, owner, step.axis, *_neighbours(others, step)):
        return f"Không xóa được dòng này. {gap}"
    return "".join(_reason_problem(reason).values())


@dataclass(frozen=True, slots=True)
class _Check:
    """A line between the two it would stand between."""

    rules: StatusRules
    owner: StatusOwner
    before: StatusStep | None
    after: StatusStep | None
    step: StatusStep
    today: date
    is_settled: bool = False  # the line stands where it stood: only its particulars are checked

    def problems(self, may_be_undated: bool) -> Problems:
        found = {
            "status": self._status(),
            "on": self._day(may_be_undated) or self._place(),
            "ends_on": self._end(),
            "document": self._document(),
        }
        return {attr: sentence for attr, sentence in found.items() if sentence}

    def _refusal(self, before: StatusStep, after: StatusStep) -> str:
        return self.rules.refusal(self.step.axis, self.owner.kind, before.status, after.status)

    def _ways(self) -> tuple[Transition, ...]:
        axis, kind, target = self.step.axis, self.owner.kind, self.step.status
        if self.before is None:
            return self.rules.to(axis, kind, target)
        return self.rules.between(axis, kind, self.before.status, target)

    def _status(self) -> str:
        """An empty choice, or no way from the newest line; between two lines the day is wrong."""
        if not self.step.status:
            return "Chọn tình trạng."
        if self.before is None:
            return self.rules.not_listed(self.step.axis, self.owner.kind, self.step.status)
        return "" if self.after or self.is_settled else self._refusal(self.before, self.step)

    def _day(self, may_be_undated: bool) -> str:
        on, founded = self.step.on, self.owner.registered_on
        if on is None:
            how_to = "Phải nhập ngày áp dụng, ví dụ 15/8/2022, 8/2022 hoặc 2022."
            return "" if may_be_undated else how_to
        if on.first_day() > self.today:
            return (
                f"Ngày áp dụng ({on.short()}) ở sau hôm nay. Ghi khi đã đến ngày; "
                "chỉ ngày dự kiến hết tạm ngừng mới được ở sau hôm nay."
            )
        if founded is not None and on.last_day() < founded.first_day():
            return (
                f"Ngày áp dụng ({on.short()}) ở trước ngày đăng ký lần đầu "
                f"({founded.short()}). Gõ lại một trong hai ngày."
            )
        return ""

    def _place(self) -> str:
        """Why the line cannot stand before the one that follows it."""
        if self.after is None or self.is_settled or not self.step.status:
            return ""
        refusal = self._refusal(self.before, self.step) if self.before else ""
        refusal = refusal or self._refusal(self.step, self.after)
        if not refusal:
            return ""
        later = self.rules.of(self.step.axis, self.owner.kind, self.after.status).label
        when = f"từ {self.after.on.running()}" if self.after.on else "từ đầu"
        return (
            f"Lịch sử đã có “{later}” {when}, dòng này không chèn được vào trước. "
            f"{refusal} Gõ ngày sau đó, hoặc sửa sai dòng đã có."
        )

    def _end(self) -> str:
        end, on = self.step.ends_on, self.step.on
        if end is None:
            return ""
        way = next((each for each in self._ways() if each.planned_end), None)
        if way is None:
            return "Chỉ tình trạng tạm ngừng mới có ngày kết thúc. Xóa ngày này."
        if on is None:
            return ""
        if end.last_day() < on.first_day():
            return f"Ngày kết thúc ở trước ngày bắt đầu ({on.short()}). Gõ lại ngày kết thúc."
        latest = months_later(on.last_day(), way.longest) if way.longest else end.first_day()
        if end.first_day() <= latest:
            return ""
        return (
            f"Mỗi lần thông báo tạm ngừng không quá {way.longest} tháng ({way.basis}): "
            f"muộn nhất là {PartialDate.from_date(latest).short()}."
        )

    def _document(self) -> str:
        ways = self._ways() if self.before else ()
        if self.step.document.strip() or not ways or not all(way.needs_document for way in ways):
            return ""
        return "Phải ghi số, ngày của văn bản. Chưa biết thì ghi “chưa rõ số”."


def _gap(
    rules: StatusRules,
    owner: StatusOwner,
    axis: StatusAxis,
    before: StatusStep | None,
    after: StatusStep | None,
) -> str:
    """Why two lines may not follow each other once the one between them is gone."""
    if before is None or after is None:
        return ""
    refusal = rules.refusal(axis, owner.kind, before.status, after.status)
    return f"Hai dòng còn lại không nối được với nhau. {refusal}" if refusal else ""


def _reason_problem(reason: str) -> Problems:
    return {} if reason.strip() else {"reason": "Phải ghi lý do sửa sai."}


def _neighbours(others: Steps, step: StatusStep) -> tuple[StatusStep | None, StatusStep | None]:
    """The lines a step stands between, its own line left out."""
    line = [each for each in in_order(others, step.axis) if each.id != step.id]
    before = [each for each in line if _order(each) <= _order(step)]
    after = line[len(before) :]
    return (before[-1] if before else None), (after[0] if after else None)


def _order(step: StatusStep) -> tuple[str, float]:
    return _iso(step.on), step.id or float("inf")


def _iso(when: PartialDate | None) -> str:
    """In the order of the stored text; unknown is from the start."""
    return when.iso() if when else ""
