"""Cơ quan ban hành: its name as a sentence writes it, from the capitals of its letterhead."""

import re

from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.text import fold

COMMITTEE, COMMITTEE_SHORT = "Ủy ban nhân dân", "UBND"
_NAMED_AFTER = ("phòng", "sở", "ban", "chi cục", "liên minh", "trung tâm")
_FIELD = re.compile(rf"\b({'|'.join(_NAMED_AFTER)}) (\w)|(- |, )(\w)")


def issuing_body(profile: UnitProfile, *, short: bool = False) -> str:
    """ "Ủy ban nhân dân huyện Lạng Giang", "Phòng Tài chính - Kế hoạch huyện Lạng Giang".

    A letterhead that names nobody is that of the committee; `short` writes "UBND".
    """
    unit = profile.name[:1].lower() + profile.name[1:]
    head = " ".join(profile.issuer)
    if not head or fold(head).startswith((fold(COMMITTEE), "ubnd")):
        return f"{COMMITTEE_SHORT if short else COMMITTEE} {unit}"
    return f"{_in_sentence(_without_unit(head, profile.name))} {unit}"


def _without_unit(head: str, unit: str) -> str:
    return re.sub(re.escape(unit), "", head, flags=re.IGNORECASE).strip(" ,-–")


def _in_sentence(capitals: str) -> str:
    """Small letters, but the first of the name and of each field it looks after."""
    if not capitals.isupper():
        return capitals
    small = _FIELD.sub(lambda found: found[0][:-1] + found[0][-1].upper(), capitals.lower())
    return small[:1].upper() + small[1:]
