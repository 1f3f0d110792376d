from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.interchange.check_code import CROCKFORD, check_code, data_digest, grouped


def test_the_worked_example_of_the_format_document():
    digest = data_digest(b"{}")
    assert digest == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert check_code(digest) == "8G9PZ8TNPD"
    assert grouped("8G9PZ8TNPD") == "8G9P-Z8TN-PD"


@given(st.binary())
def test_a_code_is_the_first_fifty_bits_of_the_digest(content):
    digest = data_digest(content)
    code = check_code(digest)
    number = 0
    for letter in code:
        number = number * 32 + CROCKFORD.index(letter)
    assert len(code) == 10
    assert number == int(digest, 16) >> 206
