"""The conditions of the list in words: on the screen, and above what is printed of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.register_list import Flag, RegisterQuery

FLAG_LABELS: Mapping[Flag, str] = {
    Flag.NO_TAX_CODE: "Chưa có mã số thuế",
    Flag.NO_REGISTRATION_DAY: "Chưa có ngày đăng ký",
    Flag.NO_COMMUNE: "Chưa có xã, phường",
    Flag.NO_CAPITAL: "Chưa có vốn điều lệ",
    Flag.NO_MEMBERS: "Chưa có số thành viên",
    Flag.NOT_CONVERTED: "Chưa chuyển đổi theo Luật 2012",
    Flag.OLD_CHARTER: "Điều lệ chưa sửa theo Luật 2023",
    Flag.ALLIANCE_MEMBER: "Thành viên Liên minh hợp tác xã",
    Flag.WANTS_SUPPORT: "Có nguyện vọng được hỗ trợ",
}
NO_FORMER = "Chưa ghi xã cũ"
OWN_RECORDS = "Hồ sơ của cấp này"
COUNT = Quantity("", 1)
Name = Callable[[str], str]  # code → name


def filter_words(
    query: RegisterQuery,
    catalogue: Catalogue,
    commune: Name,
    former: Name,
    sender: Name = str,
) -> str:
    """ "xã Đào Mỹ; đang hoạt động; từ 7 thành viên", empty where everything is shown.

    `commune` and `former` tell the names of communes, of today and of before 1/7/2025, `sender`
    those of the units below that sent records.
    """
    return "; ".join(_parts(query, catalogue, commune, former, sender))


def alert_labels(catalogue: Catalogue) -> dict[str, str]:
    """What the alerts are called, by code."""
    return {spec.code: spec.label for spec in catalogue.alert_rules.specs}


def _parts(
    query: RegisterQuery, catalogue: Catalogue, commune: Name, former: Name, sender: Name
) -> Iterator[str]:
    if query.text.strip():
        yield f"tìm “{query.text.strip()}”"
    recognitions = catalogue.recognitions
    chosen: tuple[tuple[Sequence[str], Name], ...] = (
        (query.kinds, lambda code: code),
        (query.communes, lambda code: _lower(commune(code))),
        (query.former, lambda code: f"{_lower(former(code))} (cũ)" if code else _lower(NO_FORMER)),
        (query.units, lambda key: f"gửi từ {_lower(sender(key))}" if key else _lower(OWN_RECORDS)),
        (query.sectors, lambda code: _lower(catalogue.sectors[code])),
        ([catalogue.operating[each].label for each in query.statuses], _lower),
        ([catalogue.legal[each].label for each in query.legal], lambda label: f"pháp lý: {label}"),
        ([FLAG_LABELS[each] for each in query.flags], _lower),
        ([recognitions[each].label for each in query.recognitions], lambda label: label),
        ([catalogue.sizes[each] for each in query.sizes], _lower),
        ([alert_labels(catalogue)[each] for each in query.alerts], _lower),
    )
    for values, written in chosen:
        if values:
            yield ", ".join(written(str(each)) for each in values)
    if words := _range([_count(each) for each in query.members]):
        yield f"{words} thành viên"
    if words := _range([_day(each) for each in query.founded]):
        yield f"đăng ký {words}"
    if query.on:
        yield f"tại ngày {_day(query.on)}"


def _range(ends: Sequence[str]) -> str:
    """ "từ 7 đến 20"; either end may be open."""
    words = zip(("từ", "đến"), ends, strict=True)
    return " ".join(f"{word} {end}" for word, end in words if end)


def _count(number: int | None) -> str:
    return "" if number is None else format_number(number, COUNT)


def _day(day: date | None) -> str:
    return PartialDate.from_date(day).short() if day else ""


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
