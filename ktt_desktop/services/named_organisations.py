"""Which organisation of the book a row of another list names; never one of a similar name."""

from collections import defaultdict
from dataclasses import dataclass

from ktt_desktop.domain.importing.choices import Decision
from ktt_desktop.domain.importing.matching import may_be_one
from ktt_desktop.domain.importing.plan import Candidate
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.domain.text import name_key, nfc
from ktt_desktop.services.book import Book
from ktt_desktop.services.organisation_labels import (
    commune_names,
    organisation_labels,
    register_rows,
)

MOST = 5  # candidates shown
OTHER_NAME = "cùng mã số thuế nhưng khác tên"
OTHER_CODE = "cùng tên nhưng khác mã số thuế"
LIKE_NAME = "tên gần giống"


@dataclass(frozen=True, slots=True)
class Naming:
    """Tổ chức một dòng nói đến: its uid, else "" and those it may be."""

    uid: str = ""
    candidates: tuple[Candidate, ...] = ()


class NamedOrganisations:
    """Các tổ chức của sổ theo mã số thuế và theo tên; a label of the book names one surely."""

    def __init__(self, book: Book, profile: UnitProfile) -> None:
        rows = register_rows(book)
        self._communes = commune_names(book, profile, rows)
        labels = organisation_labels(book, profile, rows)
        self._labels = {nfc(label).lower(): uid for label, uid in labels.items()}
        self._codes = {row.uid: row.tax_code for row in rows}
        self._by_code = {row.tax_code: row for row in rows if row.tax_code}
        self._keys = {row.uid: name_key(row.name) for row in rows}
        self._by_ending: dict[str, list[OrganisationRow]] = defaultdict(list)
        for row in rows:
            self._by_ending[_last_word(self._keys[row.uid])].append(row)

    def find(self, name: str, tax_code: str, decision: Decision | None = None) -> Naming:
        """The organisation of a name and, where it is told, of a tax code."""
        key = name_key(name)
        if (own := self._by_code.get(tax_code)) is not None:
            if may_be_one(key, self._keys[own.uid]) or _is_chosen(own, decision):
                return Naming(own.uid)
            return Naming("", (self._candidate(own, OTHER_NAME),))
        uid = self._labels.get(nfc(name).lower(), "")
        if uid and not (tax_code and self._codes[uid]):
            return Naming(uid)
        ending = self._by_ending.get(_last_word(key), [])
        like = [row for row in ending if may_be_one(key, self._keys[row.uid])]
        if chosen := next((row for row in like if _is_chosen(row, decision)), None):
            return Naming(chosen.uid)
        reason = OTHER_CODE if uid else LIKE_NAME
        return Naming("", tuple(self._candidate(row, reason) for row in like[:MOST]))

    def _candidate(self, row: OrganisationRow, reason: str) -> Candidate:
        place = self._communes[row.commune_code]
        return Candidate(row.uid, row.name, place, row.tax_code, reason)


def _is_chosen(row: OrganisationRow, decision: Decision | None) -> bool:
    return decision is not None and decision.uid == row.uid


def _last_word(key: str) -> str:
    return key.rpartition(" ")[2]
