"""Whether a folder may be written at a place: asked before any work starts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sim.results.errors import Refused

LONGEST = 255
"""Bytes that a name may have in the usual file systems."""

NAMED, DIGITS = 150, 8
"""Bytes of a name that nobody chose, and digits of the digest at the end of one that was cut."""

OURS = len("..previous.staged")
"""What we put around a name, at most."""


def check_place(target: Path) -> Path:
    """The absolute path of a folder to write, links resolved. Raises `Refused`, with the cure.

    The folder may not hold the current one (it would be replaced under the shell), and its name must leave room for
    those beside it: counted in bytes, for that is what a file system counts.
    """
    try:
        text = str(target)
        text.encode()
        place = target.resolve()
        here = Path.cwd()
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused(f"{target} cannot be a folder of results ({_reason(error)}); name another with --out") from error
    if not place.name or not text.strip():
        raise Refused(f"{target} cannot be a folder of results; name another with --out")
    for taken in (place, place.with_name(f"{place.name}.previous")):
        if taken in (here, *here.parents):
            raise Refused(f"{target} cannot be replaced while you are in it; name a folder below it with --out")
    parent = next(folder for folder in place.parents if folder.exists())
    if not os.access(parent, os.W_OK):
        raise Refused(f"cannot write in the folder {parent}; name another place with --out")
    room = LONGEST - OURS
    if (bytes_ := len(os.fsencode(place.name))) > room:
        raise Refused(f"the name {place.name} has {bytes_} bytes, a folder's has at most {room}: name one with --out")
    return place


def default_folder(*words: str, between: str = "-") -> Path:
    """`results/A-B`, where nobody says a name: words that say what is run, varied or compared.

    What is too long for a name is cut, and ends in a digest of the whole, so that two such names stay two.
    """
    name = between.join(word.replace("/", "_").replace("\0", "_") or "_" for word in words)
    if len(os.fsencode(name)) > NAMED:
        kept = name.encode(errors="replace")[: NAMED - DIGITS - 1].decode(errors="ignore")
        name = f"{kept}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:DIGITS]}"
    return Path("results") / name


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or ("not a path in UTF-8" if isinstance(error, UnicodeError) else "no path")
