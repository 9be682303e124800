"""Pixels as a PNG file (ISO/IEC 15948).

Of Pillow's time half goes into choosing a filter for each line. Flat colours are smaller without any.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 3  # of zlib: hardly larger than with 6, which takes twice as long
_INCH = 0.0254  # metres


def png(pixels: NDArray[np.uint8], dpi: float) -> bytes:
    """A picture of `pixels` (height x width x 4: red, green, blue, opacity) at `dpi` dots an inch."""
    height, width, _ = pixels.shape
    lines = np.zeros((height, 1 + 4 * width), dtype=np.uint8)  # each begins with the number of its filter, 0 for none
    lines[:, 1:] = pixels.reshape(height, 4 * width)
    dots = round(dpi / _INCH)
    return _SIGNATURE + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), _LEVEL)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
