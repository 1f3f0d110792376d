"""Whose file it is, whether that unit lies below this one, and which unit of today it lands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Unit, Units
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.receiving import unit_key, unit_of_key
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.interchange.submission_format import Header
from ktt_desktop.services.file_looks import Landing
from ktt_desktop.services.places import unit_day


class NotForHereError(InvalidInputError):
    """The file is of a unit this book does not take files of; the message says whose."""


@dataclass(frozen=True, slots=True)
class Here:
    """Nơi nhận: the unit of the book, with what was decided of former and unknown units."""

    units: Units
    profile: UnitProfile
    mapped: Mapping[str, str]

    @property
    def key(self) -> str:
        """The key of the book's unit."""
        return unit_key(self.profile.code, former=self.profile.historical)

    def name(self, key: str) -> str:
        """The name of a unit by its key; the code where no list knows it."""
        unit = self._find(key)
        return key if unit is None else self.units.full_address(unit)

    def check(self, sender: str, header: Header) -> tuple[str, ...]:
        """Notes about who it is for; raises NotForHereError where it is for somebody else."""
        former = unit_of_key(sender)[1]
        if former is False and self.profile.historical:
            raise NotForHereError(
                f"Tệp là của {header.unit_name}, đơn vị từ ngày 1/7/2025; sổ này là của "
                f"{self.profile.name} đến ngày 30/6/2025. Mở sổ của đơn vị hiện nay để nhận."
            )
        if not header.recipient_code or sender == self.key:
            return ()
        recipient = unit_key(header.recipient_code, former=former)
        if recipient == self.key:
            return ()
        name = header.recipient_name or self.name(recipient)
        if not former or self.profile.historical:
            raise NotForHereError(
                f"Tệp gửi cho {name}, không phải cho {self.profile.name}. Chuyển tệp cho nơi nhận "
                "ghi trong tệp, hoặc xin đơn vị nộp kết xuất lại cho đúng nơi nhận."
            )
        return (f"Tệp ghi nơi nhận là {name}, đơn vị đến ngày 30/6/2025.",)

    def landing(self, sender: str, header: Header) -> Landing:
        """The unit of today its figures come to; raises NotForHereError for one not below."""
        if sender == self.key:
            return Landing(sender)
        if sender in self.mapped:
            chosen = self.mapped[sender]
            return Landing(chosen, f"Số liệu vào {self.name(chosen)}, như đã quyết định.")
        unit = self._find(sender)
        if unit is None:
            return Landing(
                "",
                f"Danh sách đơn vị hành chính không có mã {header.unit_code} ({header.unit_name}). "
                "Chọn đơn vị nhận số liệu.",
                tuple(self._choices(self._below_here())),
            )
        if unit_of_key(sender)[1] and not self.profile.historical:
            return self._former_landing(sender, unit)
        if not self._is_below(unit):
            raise NotForHereError(self._not_below(unit))
        return Landing(sender)

    def may_land(self, sender: str, lands_on: str) -> bool:
        """Whether an officer may choose this unit for the files of that one."""
        if lands_on == sender:
            return True
        unit = self._find(lands_on)
        return unit is not None and self._is_of_here(lands_on) and self._is_below(unit)

    def _former_landing(self, sender: str, unit: Unit) -> Landing:
        heirs = [each for each in self.units.successors(unit) if self._here_or_below(each)]
        known = self._heirs_of_all(unit)
        if not any(self._here_or_below(each) for each in known):
            raise NotForHereError(self._not_below(unit))
        if len(unit.successors) == 1:
            if heirs[0].code == self.profile.code:  # a former province: kept beside its successor
                return Landing(sender, f"{unit.name} nay là {self.profile.name}.")
            heir = unit_key(heirs[0].code, former=False)
            return Landing(
                heir,
                f"{unit.name} nay thuộc {heirs[0].name} (danh sách đơn vị hành chính bản "
                f"{self.units.edition}).",
            )
        choices = [each for each in known if self._is_below(each)]
        told = (
            f"{unit.name} được chia cho {len(heirs)} đơn vị hiện nay"
            if heirs
            else f"{unit.name} đã hết hoạt động từ ngày 1/7/2025"
        )
        own = [] if heirs else [(sender, f"Để riêng số liệu của {unit.name}")]
        return Landing(
            "", f"{told}. Chọn đơn vị nhận số liệu.", (*own, *self._choices(iter(choices)))
        )

    def _heirs_of_all(self, unit: Unit) -> list[Unit]:
        """Today's units that took over a unit, or the parts of one that has no successor."""
        if unit.successors:
            return list(self.units.successors(unit))
        found: dict[str, Unit] = {}
        for child in self.units.children(unit, unit.last_day):
            found |= {each.code: each for each in self._heirs_of_all(child)}
        return list(found.values())

    def _find(self, key: str) -> Unit | None:
        code, former = unit_of_key(key)
        return self.units.find(code, LAST_THREE_LEVEL_DAY if former else self._today())

    def _today(self) -> date:
        return TWO_LEVEL_FROM if self.profile.historical else unit_day(self.profile)

    def _is_of_here(self, key: str) -> bool:
        return unit_of_key(key)[1] is self.profile.historical

    def _is_below(self, unit: Unit) -> bool:
        """Whether a unit of the time of the book lies below the book's unit."""
        if self.profile.level is UnitLevel.MINISTRY:
            return True
        return any(each.code == self.profile.code for each in self.units.path(unit)[1:])

    def _here_or_below(self, unit: Unit) -> bool:
        return unit.code == self.profile.code or self._is_below(unit)

    def _below_here(self) -> Iterator[Unit]:
        day = unit_day(self.profile)
        if self.profile.level is UnitLevel.MINISTRY:
            return iter(self.units.provinces(day))
        return iter(self.units.children(self.profile.code, day))

    def _choices(self, units: Iterator[Unit]) -> Iterator[tuple[str, str]]:
        for each in units:
            yield unit_key(each.code, former=self.profile.historical), each.name

    def _not_below(self, unit: Unit) -> str:
        return (
            f"Tệp là của {self.units.full_address(unit)}, không thuộc {self.profile.name}. "
            "Chuyển tệp cho cấp trên của đơn vị đó."
        )
