"""Whether a word can be a Vietnamese syllable."""

import pytest

from ktt_desktop.domain.syllables import is_syllable

SAID = """
hợp tác xã nông nghiệp Lạng Sơn QUỲNH khuyến ngoằn nghiêng giếng gì quý quyết thuở yêu rượu Đồng
ươm huỳnh hoạch xoong khuỷu
"""


@pytest.mark.parametrize("word", SAID.split())
def test_syllables_are_known_with_and_without_capitals(word):
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["hợpp", "tàc", "hîp", "nghiÖp", "strong", "tôt̃", "zá"])
def test_what_nobody_can_say_is_none(word):
    assert not is_syllable(word)
