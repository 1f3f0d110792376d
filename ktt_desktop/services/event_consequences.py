"""What an event changes on each record, in the words the officer reads before agreeing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.event_outcomes import newest
from ktt_desktop.domain.events import Consequence, EventKind, EventRole, Outcome, Party
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.statuses import KIND_NAMES
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis

AXES = {StatusAxis.LEGAL: "Pháp lý", StatusAxis.OPERATING: "Hoạt động thực tế"}
MOVED = ("commune_code", "address", "registered_by")
NOT_CHANGED = "Hồ sơ giữ nguyên; lịch sử ghi lại sự kiện này."


@dataclass(frozen=True, slots=True)
class EventWords:
    """Lời cho hậu quả của một sự kiện; `commune` and `names` tell the names behind codes, uids."""

    catalogue: Catalogue
    kind: EventKind
    commune: Callable[[str], str]
    names: Mapping[str, str]

    def consequence(self, outcome: Outcome) -> Consequence:
        """One record: who it is and what becomes of it."""
        after, before = outcome.after, outcome.before
        told = self._created(after) if before is None else self._changed(outcome, before)
        name = after.name or f"{KIND_NAMES[after.kind].capitalize()} mới"
        sentences = tuple(told) or (NOT_CHANGED,)
        return Consequence(outcome.role, after.uid, outcome.place, name, sentences)

    def _changed(self, outcome: Outcome, before: Party) -> Iterator[str]:
        yield from self._statuses(outcome, before)
        was, now = before.draft, outcome.after
        if was.tax_code and not now.tax_code:
            yield f"Mã số {was.tax_code} chuyển sang hồ sơ mới, được ghi lại ở ghi chú."
        for attr in MOVED:
            if getattr(was, attr) != getattr(now, attr):
                old, new = (self._words(attr, getattr(each, attr)) for each in (was, now))
                yield f"{self._label(attr)}: {old} → {new}"
        for each in now.changes[len(was.changes) :]:
            on = f" ({each.changed_on.short()})" if each.changed_on else ""
            yield f"Đăng ký thay đổi lần {each.number}{on}: {each.content}"
        for attr, words in (
            ("unions", "Thôi là thành viên của"),
            ("members_of_union", "Không còn các thành viên"),
        ):
            left = [self.names.get(uid, uid) for uid in getattr(was, attr)]
            if left and not getattr(now, attr):
                yield f"{words}: {', '.join(left)}"
        if outcome.role is EventRole.INTO:
            yield NOT_CHANGED

    def _statuses(self, outcome: Outcome, before: Party) -> Iterator[str]:
        for axis, label in AXES.items():
            steps = [each for each in outcome.steps if each.axis is axis]
            if steps:
                kind = outcome.after.kind
                present = self._status(axis, kind, newest(before, axis).status)
                yield f"{label}: {present}{''.join(self._step(kind, each) for each in steps)}"

    def _step(self, kind: OrganisationKind, step: StatusStep) -> str:
        return f" → {self._status(step.axis, kind, step.status)}{_since(step.on)}"

    def _status(self, axis: StatusAxis, kind: OrganisationKind, code: str) -> str:
        return self.catalogue.status_rules.of(axis, kind, code).label

    def _created(self, draft: OrganisationDraft) -> Iterator[str]:
        yield f"Lập hồ sơ mới: {KIND_NAMES[draft.kind]}."
        formation = self.catalogue.lists["formations"].get(draft.formation, draft.formation)
        origin = f", từ {draft.formed_from}" if draft.formed_from else ""
        yield f"Hình thành do: {formation}{origin}"
        creation = self.kind.creation
        if creation is not None and creation.keeps_tax_code and draft.tax_code:
            yield f"Giữ mã số {draft.tax_code}"
        since = _since(draft.status_on)
        for axis, code in (
            (StatusAxis.LEGAL, draft.legal_status),
            (StatusAxis.OPERATING, draft.operating_status),
        ):
            yield f"{AXES[axis]}: {self._status(axis, draft.kind, code)}{since}"

    def _label(self, attr: str) -> str:
        return self.catalogue.register_field(attr).label

    def _words(self, attr: str, value: str) -> str:
        words = self.commune(value) if attr == "commune_code" and value else value
        return words or "để trống"


def _since(on: PartialDate | None) -> str:
    return f" từ {on.short()}" if on else ""
