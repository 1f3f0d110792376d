"""The digest of the data and the short code a person can compare on paper."""

from hashlib import sha256

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, LETTERS = 50, 10


def data_digest(data: bytes) -> str:
    """SHA-256 of data.json, 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def check_code(digest: str) -> str:
    """Mã kiểm tra: the first 50 bits of a digest in Crockford base32, 10 characters."""
    bits = int(digest, 16) >> (4 * len(digest) - BITS)
    return "".join(CROCKFORD[(bits >> 5 * (LETTERS - 1 - place)) & 31] for place in range(LETTERS))
