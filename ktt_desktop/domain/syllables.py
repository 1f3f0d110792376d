"""Vietnamese syllables: whether a word can be one, to tell right decodings from wrong ones."""

import unicodedata
from functools import lru_cache

_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_RHYME_WORDS = """
a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich im in inh ip it iu iê
iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo
oet oi om on ong ooc oong op ot oăc oăm oăn oăng oăt u ua uai uan uang uanh uao uat uay uc ue
uen ueo uet ui uit um un ung uo up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt uâc uân uâng
uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uăc uăn uăng uăt uơ uơn uơt y ych ym yn
ynh yt yêm yên yêt yêu â âc âm ân âng âp ât âu ây ê êch êm ên ênh êp êt êu ô ôc ôi ôm ôn ông ôp
ôt ă ăc ăm ăn ăng ăp ăt ơ ơi ơm ơn ơp ơt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt
ươu
"""
_RHYMES = frozenset(_RHYME_WORDS.split())
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BY_LENGTH = sorted(_ONSETS, key=len, reverse=True)
_STOPS = ("c", "ch", "p", "t")  # after these only sắc and nặng are said
_STOP_TONES = ("\u0301", "\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case, is built as Vietnamese syllables are; needs no mark."""
    bare, tones = _without_tone(word.lower())
    if len(tones) > 1:
        return False
    for onset in _BY_LENGTH:
        rhyme = bare.removeprefix(onset)
        if bare.startswith(onset) and _is_rhyme(onset, rhyme):
            return not rhyme.endswith(_STOPS) or (tones[:1] or "\u0301") in _STOP_TONES
    return False


def _is_rhyme(onset: str, rhyme: str) -> bool:
    if onset == "q":
        return rhyme.startswith("u") and rhyme in _RHYMES
    if onset == "gi" and not rhyme:
        return True
    return rhyme in _RHYMES


def _without_tone(word: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in parts if char in _TONES)
    bare = "".join(char for char in parts if char not in _TONES)
    return unicodedata.normalize("NFC", bare), tones
