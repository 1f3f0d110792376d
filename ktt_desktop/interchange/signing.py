"""Ed25519 signatures (RFC 8032); PyNaCl is imported when the first one is asked for."""

from hashlib import sha256
from secrets import token_bytes

from ktt_desktop.interchange.check_code import check_code

ALGORITHM = "Ed25519"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
FINGERPRINT_LETTERS = 20  # 100 bits: nobody finds a second key for a printed fingerprint


def new_key() -> bytes:
    """A secret key: 32 random bytes."""
    return token_bytes(KEY_BYTES)


def public_key(secret: bytes) -> bytes:
    """The public half of a secret key, 32 bytes."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(secret).verify_key)


def sign(secret: bytes, message: bytes) -> bytes:
    """The signature of a message, 64 bytes; equal arguments give equal bytes."""
    from nacl.signing import SigningKey

    return SigningKey(secret).sign(message).signature


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the key signed exactly these bytes."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Dấu vân tay của khóa: the first 100 bits of its SHA-256 in Crockford base32, ungrouped."""
    return check_code(sha256(public).hexdigest(), FINGERPRINT_LETTERS)
