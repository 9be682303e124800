"""Print the oldest release of each dependency that pyproject.toml allows, as pip reads it: `python tests/oldest.py`."""

import re
import tomllib
from pathlib import Path


def oldest() -> list[str]:
    """`numpy==2.0` and the like, for every dependency of the project proper."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [re.match(r"([A-Za-z0-9_.-]+)>=([0-9.]+)", one) for one in project["dependencies"]]
    if None in found:
        raise SystemExit("a dependency states no lower bound")
    return [f"{one[1]}=={one[2]}" for one in found if one]


if __name__ == "__main__":
    print("\n".join(oldest()))
