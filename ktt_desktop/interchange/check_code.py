"""The digest of the data and the short code a person can compare on paper."""

from hashlib import sha256

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 10  # of five bits each


def data_digest(data: bytes) -> str:
    """SHA-256 of data.json, 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def check_code(digest: str, letters: int = LETTERS) -> str:
    """Mã kiểm tra: the first 50 bits of a digest in Crockford base32, 10 characters."""
    bits = int(digest, 16) >> (4 * len(digest) - 5 * letters)
    return "".join(CROCKFORD[(bits >> 5 * (letters - 1 - place)) & 31] for place in range(letters))
