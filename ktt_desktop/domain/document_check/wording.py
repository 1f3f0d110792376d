"""R12: slips of the pen, words and paragraphs told twice, characters that are not right."""

import re
from collections.abc import Iterator

from ktt_desktop.domain.document_check.findings import DocumentFinding, Quote, notice
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line, sentences

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_TWICE = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{2,}) (?P=word)(?!\w)")
_PHRASE_TWICE = re.compile(r"(?<!\w)(?P<phrase>[^\W\d_]+(?:,? [^\W\d_]+){2,7}) (?P=phrase)(?!\w)")
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+) $"), re.compile(r" ([^\W\d_]+)")
FEWEST_WORDS, ALIKE = 12, 0.9
DECOMPOSED = (
    "Có {count} dấu tách khỏi chữ (Unicode tổ hợp) nên tìm kiếm và so sánh chữ sẽ sai; chuyển sang "
    "Unicode dựng sẵn."
)
LOST = "Có {count} ký tự bị mất (�), thường là dấu chú thích; viết lại các chỗ này."
UNBROKEN = "Có {count} dấu cách không ngắt dòng; thay bằng dấu cách thường."


def doubled(known: Known) -> Iterator[DocumentFinding]:
    """A word or a phrase twice in a row."""
    for line in known.document.lines:
        taken: list[tuple[int, int]] = []
        for found in _PHRASE_TWICE.finditer(line.plain):
            taken.append(found.span())
            yield _doubled(line, found.start(), found.end(), found["phrase"])
        for found in _TWICE.finditer(line.plain):
            inside = any(start <= found.start() < end for start, end in taken)
            if not inside and not _meant(line.plain, found, known):
                yield _doubled(line, found.start(), found.end(), found["word"])


def _meant(plain: str, found: re.Match[str], known: Known) -> bool:
    """ "luôn luôn", and two words that meet: "hành vi | vi phạm"."""
    before, after = _BEFORE.search(plain[: found.start()]), _AFTER.match(plain[found.end() :])
    pairs = [
        f"{before[1]} {found['word']}" if before else "",
        f"{found['word']} {after[1]}" if after else "",
    ]
    return found["word"] in known.words.doubled or all(p in known.words.compounds for p in pairs)


def _doubled(line: Line, start: int, end: int, words: str) -> DocumentFinding:
    place = line.quote(max(0, start - 20), end + 30)
    return notice("R12", f"“{words}” viết hai lần liền nhau.", [place])


def told_twice(known: Known) -> Iterator[DocumentFinding]:
    """A sentence that stands at two places."""
    seen: list[tuple[frozenset[str], str, Quote]] = []
    cited = {each.line.number for each in known.document.citations}
    for line in known.document.lines:
        if line.level is not None and len(line.text) < 200 and line.emphasised:
            continue
        for sentence in sentences(line):
            words = _WORD.findall(sentence.plain)
            if len(words) < FEWEST_WORDS or line.number in cited or _DIGIT.search(sentence.plain):
                continue
            key, text = frozenset(words), " ".join(words)
            for other, told, place in seen:
                if told == text or _alike(key, other):
                    yield notice(
                        "R12",
                        f"Câu này đã có ở dòng {place.line}.",
                        [place, sentence.quote()],
                    )
                    break
            else:
                seen.append((key, text, sentence.quote()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < FEWEST_WORDS:
        return False
    return len(one & other) >= ALIKE * len(one | other)


def characters(known: Known) -> Iterator[DocumentFinding]:
    """Decomposed letters, lost characters, spaces that do not break: each once, with its lines."""
    for words, test in (
        (DECOMPOSED, lambda c: 0x300 <= ord(c) <= 0x36F),
        (LOST, lambda c: c == "\ufffd"),
        (UNBROKEN, lambda c: c == "\u00a0"),
    ):
        lines = [(line, n) for line in known.document.lines if (n := sum(map(test, line.raw)))]
        if lines:
            count = sum(each[1] for each in lines)
            places = [line.quote() for line, _ in lines]
            yield notice("R12", words.format(count=count), places)


def brackets(known: Known) -> Iterator[DocumentFinding]:
    """A bracket that is opened and never closed."""
    for line in known.document.lines:
        depth = line.text.count("(") - line.text.count(")")
        following = known.document.lines[line.number : line.number + 2]
        if depth > 0 and not any(")" in each.text for each in following):
            at = line.text.rindex("(") if depth == 1 else line.text.index("(")
            yield notice("R12", "Mở ngoặc mà không đóng.", [line.quote(at, at + 100)])
