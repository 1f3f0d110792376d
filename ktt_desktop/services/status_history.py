"""The dated history of the two statuses (lịch sử tình trạng): what saving a record does to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import OrganisationDraft
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.models.organisation import StatusChange
from ktt_desktop.storage.journal import Change


@dataclass(frozen=True, slots=True)
class Step:
    """A new line after `before`, or a correction of `line`; `on` None = from the start."""

    axis: StatusAxis
    status: str
    on: PartialDate | None
    document: str
    before: StatusChange | None
    line: StatusChange | None = None

    @property
    def changes(self) -> list[Change]:
        """What the journal writes down of it."""
        old, axis = self.line or self.before, self.axis.value
        return [
            (axis, old.status if old else None, self.status),
            (f"{axis}.effective_on", _iso(old.effective_on) if old else None, _iso(self.on)),
            (f"{axis}.document", (old.document or None) if old else None, self.document or None),
        ]

    def apply(self, history: list[StatusChange]) -> None:
        """Carry it out on the history of the organisation."""
        if self.line is None:
            history.append(
                StatusChange(
                    axis=self.axis,
                    status=self.status,
                    effective_on=self.on,
                    document=self.document,
                )
            )
        else:
            self.line.effective_on, self.line.document = self.on, self.document


def newest(history: Sequence[StatusChange], axis: StatusAxis) -> StatusChange:
    """The present line of an axis."""
    return _lines(history, axis)[-1]


def steps(history: Sequence[StatusChange], draft: OrganisationDraft, today: date) -> list[Step]:
    """A new status opens a line of its axis alone; with none, a new date corrects what it dates.

    The form shows the date and document of the operating status: left standing beside a new
    status they are the old ones, so the new status counts from today.
    """
    wanted = {
        StatusAxis.OPERATING: draft.operating_status.value,
        StatusAxis.LEGAL: draft.legal_status.value,
    }
    if not history:
        return [
            Step(axis, status, draft.status_on, draft.status_document, None)
            for axis, status in wanted.items()
        ]
    present = {axis: newest(history, axis) for axis in wanted}
    shown = present[StatusAxis.OPERATING]
    typed = draft.status_on if draft.status_on != shown.effective_on else None
    opened = [
        Step(
            axis,
            status,
            typed or PartialDate.from_date(today),
            draft.status_document,
            present[axis],
        )
        for axis, status in wanted.items()
        if status != present[axis].status
    ]
    return opened or [
        Step(
            axis,
            line.status,
            draft.status_on,
            draft.status_document,
            _before(history, line),
            line,
        )
        for axis, line in present.items()
        if (line.effective_on, line.document) == (shown.effective_on, shown.document)
    ]


def problem(steps: Sequence[Step], today: date) -> str | None:
    """Why a date cannot be used: the status would be hidden by another, or not have begun."""
    for step in steps:
        if step.before is not None and _order(step.on) < _order(step.before.effective_on):
            known = step.before.effective_on
            assert known is not None
            return (
                f"Lịch sử tình trạng đã có một dòng từ {known.running()}. "
                "Gõ ngày áp dụng từ ngày đó trở đi."
            )
        if step.before is None and _order(step.on) > today.isoformat():
            return "Tình trạng đầu tiên không thể bắt đầu sau hôm nay. Gõ lại ngày áp dụng."
    return None


def _lines(history: Sequence[StatusChange], axis: StatusAxis) -> list[StatusChange]:
    own = (each for each in history if each.axis is axis)
    return sorted(own, key=lambda each: (_order(each.effective_on), each.id))


def _before(history: Sequence[StatusChange], line: StatusChange) -> StatusChange | None:
    lines = _lines(history, line.axis)
    return lines[-2] if len(lines) > 1 else None


def _order(when: PartialDate | None) -> str:
    """In the order of the stored text; unknown is from the start."""
    return when.iso() if when else ""


def _iso(when: PartialDate | None) -> str | None:
    return when.iso() if when else None
