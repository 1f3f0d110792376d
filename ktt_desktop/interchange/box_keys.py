"""X25519 keys and sealed boxes (libsodium crypto_box_seal); PyNaCl is imported when needed."""

from ktt_desktop.interchange.signing import KEY_BYTES

SEALED_BYTES = KEY_BYTES + 48  # a content key in a sealed box


def public_key(secret: bytes) -> bytes:
    """The public half of a secret key, 32 bytes."""
    from nacl.public import PrivateKey

    return bytes(PrivateKey(secret).public_key)


def sealed(content: bytes, public: bytes) -> bytes:
    """The content for the owner of a key alone; another result each time."""
    from nacl.public import PublicKey, SealedBox

    return bytes(SealedBox(PublicKey(public)).encrypt(content))


def unsealed(box: bytes, secret: bytes) -> bytes | None:
    """What is in a sealed box; None when it is of another key or altered."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return bytes(SealedBox(PrivateKey(secret)).decrypt(box))
    except CryptoError:
        return None
