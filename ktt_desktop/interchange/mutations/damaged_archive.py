"""Archives made to deceive: names that lead elsewhere, bombs, contradicting headers."""

import stat
import struct
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from ktt_desktop.interchange.archive import EPOCH

Members = Mapping[str, bytes]
Damage = Callable[[Members, Random], bytes]

PATHS = (
    *("../data.json", "..\\data.json", "/data.json", "C:\\data.json", "C:data.json"),
    *("attach/../../../so-kttt.sqlite", "attach/..", "attach/.", "attach/", "view/../data.json"),
    *("\\\\server\\share\\x", "attach/con", "attach/x\x00.pdf", "attach/x\n", "data.json "),
    *("DATA.JSON", "Data.json", "data.json/", "./data.json", "attach/x:stream", "~/x"),
    unicodedata.normalize("NFD", "attach/báo-cáo.pdf"),
    *("attach/báo-cáo.pdf", "attach/\u202egpj.exe", "attach/" + "x" * 300),
)
BOMB_BYTES = 120 * 1024 * 1024
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _packed(
    members: Iterable[tuple[str, bytes]], method: int = ZIP_DEFLATED, mode: int = stat.S_IFREG
) -> bytes:
    target = BytesIO()
    with warnings.catch_warnings(), ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")  # of two members with one name
        for name, content in members:
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = method, (mode | 0o644) << 16
            archive.writestr(info, content)
    return target.getvalue()


def _missing(members: Members, chance: Random) -> bytes:
    gone = chance.choice([*members])
    return _packed((name, content) for name, content in members.items() if name != gone)


def _twice(members: Members, chance: Random) -> bytes:
    name = chance.choice([*members])
    other = chance.choice((members[name], b"{}", b""))
    return _packed([*members.items(), (name, other)])


def _renamed(members: Members, chance: Random) -> bytes:
    old, new = chance.choice([*members]), chance.choice(PATHS)
    return _packed((new if name == old else name, content) for name, content in members.items())


def _added(members: Members, chance: Random) -> bytes:
    names = (*PATHS, "attach/quet.pdf", "view/bao-cao.docx", "signature.json", "setup.exe")
    return _packed([*members.items(), (chance.choice(names), chance.randbytes(30))])


def _exchanged(members: Members, chance: Random) -> bytes:
    first, second = chance.sample([*members], 2)
    changed = {**members, first: members[second], second: members[first]}
    return _packed(changed.items())


def _other_content(members: Members, chance: Random) -> bytes:
    """Altered inside and packed again: every checksum of the archive is right."""
    name = chance.choice([*members])
    content = bytearray(members[name] or b" ")
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return _packed({**members, name: bytes(content)}.items())


def _packed_again(members: Members, chance: Random) -> bytes:
    """What an ordinary archiver makes of it: the same content."""
    order = chance.sample([*members.items()], len(members))
    return _packed(order, chance.choice((ZIP_STORED, ZIP_DEFLATED)))


def _strange_method(members: Members, chance: Random) -> bytes:
    return _packed(members.items(), chance.choice((ZIP_BZIP2, ZIP_LZMA)))


def _links(members: Members, _: Random) -> bytes:
    return _packed(members.items(), mode=stat.S_IFLNK)


def _too_many(members: Members, chance: Random) -> bytes:
    more = [(f"attach/{number}.txt", b"x") for number in range(chance.choice((60, 500)))]
    return _packed([*members.items(), *more])


@cache
def _zeros() -> bytes:
    return bytes(BOMB_BYTES)


@cache
def _bomb(name: str, rest: tuple[tuple[str, bytes], ...]) -> bytes:
    """One is enough: packing it takes a second."""
    return _packed([*rest, (name, _zeros())])


def _bombs(members: Members, chance: Random) -> bytes:
    """A member that unpacks to more than a file may hold, now and then with a smaller size told."""
    content = _bomb("attach/quet.pdf", tuple(members.items()))
    if chance.random() < 0.5:
        small = struct.pack("<I", chance.randrange(1, 2_000_000))
        content = content.replace(struct.pack("<I", BOMB_BYTES), small)
    return content


def _archive_inside(members: Members, _: Random) -> bytes:
    inner = _packed(members.items())
    return _packed([*members.items(), ("attach/trong.zip", inner)])


def _contradiction(members: Members, chance: Random) -> bytes:
    """One field of one header says something else than its twin."""
    content = bytearray(_packed(members.items()))
    mark = chance.choice((LOCAL, CENTRAL, END))
    places = [at for at in range(len(content) - 22) if content[at : at + 4] == mark]
    start = chance.choice(places or [len(content) - 22])
    at = min(start + chance.randrange(4, {LOCAL: 40, CENTRAL: 60, END: 22}[mark]), len(content) - 1)
    content[at] ^= chance.randrange(1, 256)
    return bytes(content)


def _locked(members: Members, _: Random) -> bytes:
    """The mark of a password on every member."""
    content = bytearray(_packed(members.items()))
    for mark, offset in ((LOCAL, 6), (CENTRAL, 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def _words_behind(members: Members, chance: Random) -> bytes:
    target = BytesIO(_packed(members.items()))
    with ZipFile(target, "a") as archive:
        archive.comment = chance.randbytes(chance.randrange(1, 400))
    return target.getvalue()


DAMAGES: dict[str, Damage] = {
    "missing": _missing,
    "member-twice": _twice,
    "renamed": _renamed,
    "added": _added,
    "exchanged": _exchanged,
    "other-content": _other_content,
    "packed-again": _packed_again,
    "strange-method": _strange_method,
    "links": _links,
    "too-many": _too_many,
    "bomb": _bombs,
    "archive-inside": _archive_inside,
    "contradiction": _contradiction,
    "locked": _locked,
    "words-behind": _words_behind,
}
