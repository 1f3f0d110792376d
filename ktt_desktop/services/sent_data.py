"""data.json as it was sent, kept in the book: packed, and read back."""

import zlib

LARGEST = 32 * 1024 * 1024  # of data.json


def pack(data: bytes) -> bytes:
    """Small enough to keep with every export."""
    return zlib.compress(data, 9)


def unpack(packed: bytes) -> bytes:
    """What was packed; raises zlib.error for other bytes, ValueError beyond the limit."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, LARGEST)
    if not unpacker.eof:
        raise ValueError("the kept data are not whole")
    return data
