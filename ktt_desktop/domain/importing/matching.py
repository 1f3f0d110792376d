"""Which record of the book a row of a list is: surely, perhaps, or none; never by name alone."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.duplicates import MOST_SHARED
from ktt_desktop.domain.importing.agreeing import may_be_same_day
from ktt_desktop.domain.terms import OrganisationKind

MOST = 5  # records shown beside a row
_EXACT_ADDRESS = re.compile(r"\d|\b(?:thon|xom|ban|ap|buon|to|khu|khoi|pho|duong|ngo|hem|so)\b")


class Doubt(StrEnum):
    """Vì sao một hồ sơ có thể là dòng này, the strongest reason first."""

    OTHER_NAME = "ma_so_khac_ten"
    OTHER_KIND = "ma_so_khac_loai_hinh"
    IN_BIN = "thung_rac"
    SEVERAL = "nhieu_ho_so"
    CHANGED_TWICE = "hai_dong_mot_ho_so"
    STATUS = "tinh_trang"
    TAKEN_CODE = "ma_so_cua_ho_so_khac"
    OTHER_CODE = "ten_khac_ma_so"
    CERTIFICATE = "so_gcn"
    SAME_NAME = "trung_ten"
    NAME = "ten_gan_giong"
    REPRESENTATIVE = "nguoi_dai_dien"
    PHONE = "dien_thoai"


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Những gì của một dòng hoặc một hồ sơ được đem so; texts are plain, "" where nothing is said.

    `communes` are the codes of today and of before 1/7/2025 it may lie in, none where it is not
    known; `former` the one of before. `uid` of a row is the one its own file names.
    """

    uid: str
    kind: OrganisationKind | None
    name: str  # domain.text.name_key
    communes: tuple[str, ...] = ()
    former: str = ""
    tax_code: str = ""
    certificate: str = ""
    founded: PartialDate | None = None
    representative: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    in_bin: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Kết quả: the records a row surely is, those it is if all it says agrees, those it may be."""

    certain: tuple[Facts, ...] = ()
    same_name: tuple[Facts, ...] = ()
    likely: tuple[tuple[Facts, Doubt], ...] = ()


class BookIndex:
    """Các hồ sơ của sổ, those in the bin too, to be found by what a list says of them."""

    def __init__(self, records: Sequence[Facts]) -> None:
        self._records = records
        self._by_uid = {each.uid: each for each in records}
        self._by_code: dict[str, list[Facts]] = defaultdict(list)
        self._by_name: dict[str, list[Facts]] = defaultdict(list)
        for each in records:
            if each.tax_code:
                self._by_code[each.tax_code].append(each)
            self._by_name[each.name].append(each)

    def of_uid(self, uid: str) -> Facts | None:
        """The record of a uid."""
        return self._by_uid.get(uid)

    def match(self, row: Facts) -> Match:
        """What a row may be."""
        if own := self._by_uid.get(row.uid):
            return Match(likely=((own, Doubt.IN_BIN),)) if own.in_bin else Match((own,))
        of_code = _of_code(row, self._by_code.get(row.tax_code, ()))
        if of_code.certain:
            return of_code
        named = [
            each
            for each in self._by_name.get(row.name, ())
            if _shares_kind(row, each) and _may_share_commune(row, each)
        ]
        free = [each for each in named if not each.in_bin and not _other_code(row, each)]
        certain = tuple(each for each in free if _is_sure(row, each))
        if certain:
            return Match(certain)
        return Match((), tuple(free), tuple(self._likely(row, named, of_code.likely)))

    def _likely(
        self, row: Facts, named: Iterable[Facts], of_code: Iterable[tuple[Facts, Doubt]]
    ) -> Iterator[tuple[Facts, Doubt]]:
        found = {each.uid: (each, doubt) for each, doubt in of_code}
        for each in named:
            reason = Doubt.OTHER_CODE if _other_code(row, each) else Doubt.SAME_NAME
            found.setdefault(each.uid, (each, Doubt.IN_BIN if each.in_bin else reason))
        for each, reason in self._alike(row):
            if _comparable(row, each) and not each.in_bin:
                found.setdefault(each.uid, (each, reason))
        order = list(Doubt)
        yield from sorted(found.values(), key=lambda pair: order.index(pair[1]))[:MOST]

    def _alike(self, row: Facts) -> Iterator[tuple[Facts, Doubt]]:
        """Records that share a certificate, the end of a name, a person, a telephone."""
        for number in filter(None, (row.certificate, row.tax_code)):
            yield from ((each, Doubt.CERTIFICATE) for each in self._certificates[number])
        for each in self._like_names(row):
            yield each, Doubt.NAME
        if " " in row.representative:
            for each in self._representatives.get(row.representative, ()):
                if _may_share_commune(row, each) or row.name == each.name:
                    yield each, Doubt.REPRESENTATIVE
        for number in row.phones:
            if len(held := self._phones.get(number, ())) <= MOST_SHARED:
                yield from ((each, Doubt.PHONE) for each in held)

    def _like_names(self, row: Facts) -> Iterator[Facts]:
        """Those whose name ends with the row's, or the row's with theirs; of its commune."""
        for ending in list(_endings(row.name))[1:]:
            yield from (
                each for each in self._by_name.get(ending, ()) if _may_share_commune(row, each)
            )
        if " " in row.name:
            yield from (
                each for each in self._longer.get(row.name, ()) if _may_share_commune(row, each)
            )

    @cached_property
    def _longer(self) -> dict[str, list[Facts]]:
        """Records by what their names end with, two words at least."""
        return _grouped(self._records, lambda each: list(_endings(each.name))[1:])

    @cached_property
    def _certificates(self) -> dict[str, list[Facts]]:
        return _grouped(self._records, lambda each: [each.certificate] if each.certificate else [])

    @cached_property
    def _representatives(self) -> dict[str, list[Facts]]:
        return _grouped(self._records, lambda each: [each.representative])

    @cached_property
    def _phones(self) -> dict[str, list[Facts]]:
        return _grouped(self._records, lambda each: each.phones)


def _grouped(
    records: Iterable[Facts], values: Callable[[Facts], Iterable[str]]
) -> defaultdict[str, list[Facts]]:
    groups: defaultdict[str, list[Facts]] = defaultdict(list)
    for each in records:
        for value in values(each):
            groups[value].append(each)
    return groups


def _of_code(row: Facts, found: Sequence[Facts]) -> Match:
    """A tax code says who it is, unless the names or the kinds say otherwise."""
    if not found:
        return Match()
    own = next((each for each in found if not each.in_bin), found[0])
    if own.in_bin:
        return Match(likely=((own, Doubt.IN_BIN),))
    if not _shares_kind(row, own):
        return Match(likely=((own, Doubt.OTHER_KIND),))
    return (
        Match((own,))
        if may_be_one(row.name, own.name)
        else Match(likely=((own, Doubt.OTHER_NAME),))
    )


def may_be_one(one: str, other: str) -> bool:
    """Whether one of two name keys ends with the whole of the other."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def may_be_written_twice(row: Facts, other: Facts) -> bool:
    """Whether two rows of one name may be one: with one tax code, or not of two communes."""
    same_code = bool(row.tax_code) and row.tax_code == other.tax_code
    return same_code or _may_share_commune(row, other)


def _is_sure(row: Facts, record: Facts) -> bool:
    """Name and kind are the same: in one commune one more fact is enough, else it takes two."""
    return _agreeing(row, record) >= (1 if _share_commune(row, record) else 2)


def _agreeing(row: Facts, record: Facts) -> int:
    """How many facts beside name, kind and commune are the same."""
    return sum(
        (
            bool(record.certificate) and record.certificate in (row.certificate, row.tax_code),
            may_be_same_day(row.founded, record.founded),
            " " in row.representative and row.representative == record.representative,
            not set(row.phones).isdisjoint(record.phones),
            row.address == record.address and bool(_EXACT_ADDRESS.search(row.address)),
        )
    )


def _other_code(row: Facts, record: Facts) -> bool:
    return bool(row.tax_code and record.tax_code) and row.tax_code != record.tax_code


def _shares_kind(row: Facts, record: Facts) -> bool:
    return row.kind in (None, record.kind)


def _comparable(row: Facts, record: Facts) -> bool:
    """An HTX and an LHHTX are two by law, whatever they share."""
    union = OrganisationKind.COOPERATIVE_UNION
    return row.kind is None or (row.kind is union) == (record.kind is union)


def _share_commune(row: Facts, record: Facts) -> bool:
    if row.former and record.former:
        return row.former == record.former
    return not set(row.communes).isdisjoint(record.communes)


def _may_share_commune(row: Facts, record: Facts) -> bool:
    """In one commune, or one of them does not say where it is."""
    return not row.communes or not record.communes or _share_commune(row, record)


def _endings(name: str) -> Iterator[str]:
    """The name and all that it ends with, down to two words."""
    words = name.split()
    return (" ".join(words[first:]) for first in range(max(len(words) - 1, 1)))
