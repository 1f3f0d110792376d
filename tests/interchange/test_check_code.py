import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.interchange.check_code import CROCKFORD, check_code, data_digest


def test_the_digest_is_the_sha256_of_the_bytes():
    assert data_digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("digest", "code"),
    [
        ("0" * 64, "0000000000"),
        ("f" * 64, "ZZZZZZZZZZ"),
        ("08" + "0" * 62, "1000000000"),  # 00001 000…
        ("0" * 12 + "4" + "0" * 51, "0000000001"),  # the 50th bit
        ("0" * 12 + "3" + "f" * 51, "0000000000"),  # bits from the 51st do not count
    ],
)
def test_the_code_is_the_first_fifty_bits_five_a_letter(digest, code):
    assert check_code(digest) == code


def test_a_longer_code_begins_with_the_shorter_one():
    digest = data_digest(b"{}")
    assert check_code(digest, 20).startswith(check_code(digest))
    assert check_code("f" * 25 + "0" * 39, 20) == "Z" * 20
    assert check_code("f" * 24 + "e" + "f" * 39, 20) == "Z" * 19 + "Y"  # the 100th bit


def test_the_worked_example_of_the_format_document():
    digest = data_digest(b"{}")
    assert digest == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert check_code(digest) == "8G9PZ8TNPD"
    assert grouped_check_code("8G9PZ8TNPD") == "8G9P-Z8TN-PD"


def test_the_code_is_printed_in_groups_of_four():
    assert grouped_check_code("7KQ2M9TB4X") == "7KQ2-M9TB-4X"


@given(st.binary(max_size=50))
def test_the_letters_read_back_give_the_bits(data):
    digest = data_digest(data)
    code = check_code(digest)
    number = 0
    for letter in code:
        number = number * 32 + CROCKFORD.index(letter)
    assert len(code) == 10
    assert f"{number:050b}" == f"{int(digest, 16):0256b}"[:50]
    assert grouped_check_code(code).replace("-", "") == code
