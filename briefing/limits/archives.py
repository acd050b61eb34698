"""What the standard library raises for an archive that is damaged or made to harm."""

from __future__ import annotations

import struct
import zipfile
import zlib

DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, NotImplementedError,
    OSError, RuntimeError, ValueError,
)  # fmt: skip
"""Found by fuzzing; none of it but BadZipFile and RuntimeError (for a password) is documented."""
