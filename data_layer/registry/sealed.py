"""Bytes that are kept for later with a checksum: what was damaged meanwhile is not taken for them.

CRC-32 notices what disks and crashes do to bytes; against somebody who writes there is none.
"""

import zlib
from typing import Final

LENGTH: Final = 4


def sealed(content: bytes) -> bytes:
    """The bytes behind their checksum."""
    return zlib.crc32(content).to_bytes(LENGTH) + content


def unsealed(stored: bytes) -> bytes | None:
    """The bytes that were sealed; None where they are not what they were."""
    content = stored[LENGTH:]
    return content if zlib.crc32(content).to_bytes(LENGTH) == stored[:LENGTH] else None
