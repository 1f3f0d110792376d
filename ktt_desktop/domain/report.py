"""Which report is meant, and what is chosen for it alone: number, day, addressees, options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ktt_desktop.domain.period import ReportingPeriod


class ReportKey(NamedTuple):
    """Một báo cáo của sổ: the id of its outline and the period it is of."""

    outline: str
    period: ReportingPeriod


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Thiết lập của một báo cáo; blank fields take what the outline and the unit profile say.

    `span` are the years of a scheme (giai đoạn). `options` are the choices of the outline by
    option, `sections` tells which optional ones are printed. With `electronic` the annexes leave
    number and day empty (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1).
    """

    number: str = ""
    signed_on: date | None = None
    span: tuple[int, int] | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, bool] = field(default_factory=dict)
    zero_padded: bool = True
    keep_blanks: bool = False
    electronic: bool = False


def settings_entry(settings: ReportSettings) -> dict[str, Any]:
    """The settings as the book keeps them (JSON)."""
    return {
        "number": settings.number,
        "signed_on": settings.signed_on.isoformat() if settings.signed_on else None,
        "span": list(settings.span) if settings.span else None,
        "addressees": list(settings.addressees),
        "bases": list(settings.bases),
        "opening": settings.opening,
        "closing": settings.closing,
        "options": dict(sorted(settings.options.items())),
        "sections": dict(sorted(settings.sections.items())),
        "zero_padded": settings.zero_padded,
        "keep_blanks": settings.keep_blanks,
        "electronic": settings.electronic,
    }


def settings_from(entry: Mapping[str, Any]) -> ReportSettings:
    """Read what `settings_entry` wrote; what it does not name keeps its usual value."""
    known = dict(entry)
    signed_on, span = known.pop("signed_on", None), known.pop("span", None)
    for name in ("addressees", "bases"):
        known[name] = tuple(known.get(name, ()))
    return ReportSettings(
        **known,
        signed_on=date.fromisoformat(signed_on) if signed_on else None,
        span=(span[0], span[1]) if span else None,
    )
