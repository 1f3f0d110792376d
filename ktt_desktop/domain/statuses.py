"""What may follow what on the two status axes, and in words why something may not."""

from collections.abc import Mapping
from dataclasses import dataclass

from ktt_desktop.domain.terms import OrganisationKind, StatusAxis

KIND_NAMES = {
    OrganisationKind.COOPERATIVE: "hợp tác xã",
    OrganisationKind.COOPERATIVE_UNION: "liên hiệp hợp tác xã",
    OrganisationKind.COOPERATIVE_GROUP: "tổ hợp tác",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """Một lần chuyển tình trạng có căn cứ, from any of `sources` to `target`.

    `planned_end`: announced until a day, at most `longest` months ahead. `automatic_after`: the
    months after which the law takes it as done. `unconfirmed`: drawn by analogy, nobody has read
    it in the text of the law.
    """

    axis: StatusAxis
    kinds: tuple[OrganisationKind, ...]
    sources: tuple[str, ...]
    target: str
    trigger: str
    basis: str
    needs_document: bool = False
    planned_end: bool = False
    longest: int | None = None
    automatic_after: int | None = None
    unconfirmed: bool = False

    @property
    def told_basis(self) -> str:
        """The law behind it, and whether it still has to be compared with the text of that law."""
        return f"{self.basis}, chưa đối chiếu văn bản" if self.unconfirmed else self.basis


@dataclass(frozen=True, slots=True)
class Status:
    """Một tình trạng trong danh sách của một loại hình; `final`: why nothing follows it."""

    code: str
    label: str
    tone: str
    final: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """Hai tình trạng khó đi cùng nhau, and the sentence that says so."""

    legal: tuple[str, ...]
    operating: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class NextStatus:
    """Một tình trạng để chọn: `words` say what it takes, or why it is not possible now."""

    status: Status
    allowed: bool
    words: str


Lists = Mapping[tuple[StatusAxis, OrganisationKind], Mapping[str, Status]]


@dataclass(frozen=True, slots=True)
class StatusRules:
    """Danh sách tình trạng, các lần chuyển được phép và lời nhắc giữa hai trục.

    `bases` names the article behind the legal list of a kind.
    """

    lists: Lists
    bases: Mapping[OrganisationKind, str]
    transitions: tuple[Transition, ...]
    hints: tuple[Hint, ...]

    def of(self, axis: StatusAxis, kind: OrganisationKind, code: str) -> Status:
        """A status as a kind of organisation calls it; one of another kind keeps its own name."""
        for other in (kind, *OrganisationKind):
            if found := self.lists[axis, other].get(code):
                return found
        return Status(code, code, "neutral")

    def between(
        self, axis: StatusAxis, kind: OrganisationKind, source: str, target: str
    ) -> tuple[Transition, ...]:
        """The ways from one status to another; empty when there is none."""
        return tuple(each for each in self._out(axis, kind, source) if each.target == target)

    def to(self, axis: StatusAxis, kind: OrganisationKind, target: str) -> tuple[Transition, ...]:
        """All ways that lead to a status."""
        return tuple(
            each
            for each in self.transitions
            if each.axis is axis and kind in each.kinds and each.target == target
        )

    def refusal(self, axis: StatusAxis, kind: OrganisationKind, source: str, target: str) -> str:
        """Why one status may not follow another and what may, with the article; "" when it may."""
        if elsewhere := self.not_listed(axis, kind, target):
            return elsewhere
        if self.between(axis, kind, source, target):
            return ""
        here, there = self.of(axis, kind, source), self.of(axis, kind, target)
        if here.final:
            return (
                f"“{here.label}” là tình trạng cuối cùng. {here.final} "
                "Nếu đã ghi nhầm, dùng “Sửa sai” và nêu lý do."
            )
        if source == target:
            return f"Tổ chức đang ở tình trạng “{here.label}”."
        return (
            f"“{here.label}” không chuyển thẳng sang “{there.label}”. "
            f"{self._ways_to(axis, kind, target)}{self._ways_from(axis, kind, source)}"
        )

    def choices(
        self, axis: StatusAxis, kind: OrganisationKind, source: str
    ) -> tuple[NextStatus, ...]:
        """Every status of the list: those possible now first, the others with the reason.

        Where nothing goes before ("" as source) all are possible.
        """
        if not source:
            every = self.lists[axis, kind].values()
            return tuple(NextStatus(status, True, "") for status in every)
        found = [
            NextStatus(status, not why, why or _triggers(self.between(axis, kind, source, code)))
            for code, status in self.lists[axis, kind].items()
            for why in (self.refusal(axis, kind, source, code),)
        ]
        return tuple(sorted(found, key=lambda each: not each.allowed))

    def contradictions(self, legal: str, operating: str) -> tuple[str, ...]:
        """What to look at where the two axes hardly go together."""
        return tuple(
            hint.sentence
            for hint in self.hints
            if legal in hint.legal and operating in hint.operating
        )

    def not_listed(self, axis: StatusAxis, kind: OrganisationKind, target: str) -> str:
        """Why a kind of organisation cannot have a status at all; "" when it can."""
        if target in self.lists[axis, kind]:
            return ""
        label = self.of(axis, kind, target).label
        basis = f" ({self.bases[kind]})" if axis is StatusAxis.LEGAL else ""
        return f"“{label}” không phải là tình trạng của {KIND_NAMES[kind]}{basis}."

    def _out(self, axis: StatusAxis, kind: OrganisationKind, source: str) -> tuple[Transition, ...]:
        return tuple(
            each
            for each in self.transitions
            if each.axis is axis and kind in each.kinds and source in each.sources
        )

    def _ways_to(self, axis: StatusAxis, kind: OrganisationKind, target: str) -> str:
        ways = self.to(axis, kind, target)
        sources = dict.fromkeys(source for way in ways for source in way.sources)
        labels = ", ".join(f"“{self.of(axis, kind, each).label}”" for each in sources)
        bases = "; ".join(dict.fromkeys(way.told_basis for way in ways))
        return f"Chỉ chuyển được từ {labels} ({bases}). " if ways else ""

    def _ways_from(self, axis: StatusAxis, kind: OrganisationKind, source: str) -> str:
        targets = dict.fromkeys(way.target for way in self._out(axis, kind, source))
        labels = ", ".join(f"“{self.of(axis, kind, each).label}”" for each in targets)
        return f"Hiện có thể chuyển sang {labels}." if targets else "Dùng “Sửa sai” và nêu lý do."


def _triggers(ways: tuple[Transition, ...]) -> str:
    sentences = [f"{way.trigger} ({way.told_basis})" for way in ways]
    words = "; hoặc ".join(sentences)
    return f"Khi {words}."
