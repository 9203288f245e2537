"""A Word file is a zip of parts (ISO/IEC 29500-2); written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

Parts = dict[str, bytes]
"""Part name -> content."""

_FIRST = "[Content_Types].xml"


def read(content: bytes) -> Parts:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(parts: Parts, epoch: int) -> bytes:
    """Return the Word file that holds the parts, each stamped with `epoch` (seconds since 1970)."""
    # A zip's calendar begins in 1980.
    stamp = max(datetime.fromtimestamp(epoch, UTC), datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            # The same on every system; zipfile would write the one it runs on.
            info.create_system = 0
            package.writestr(info, parts[name])
    return buffer.getvalue()
