"""Every figure looks as it did: small images of the examples against the ones in `baseline/`.

Plain `pytest` only draws them; `pytest -m mpl_image_compare --mpl` compares. After a change that was
meant, look at the new figures and keep them with::

    pytest -m mpl_image_compare --mpl-generate-path=tests/plots/baseline

Letters move by a pixel between versions of matplotlib, so that the comparison holds for the one the images came from.
"""

from __future__ import annotations

import matplotlib
import pytest
from matplotlib.figure import Figure

from sim.plots import FIGURES

from .examples import example

DRAWN_WITH = "3.11"
TOLERANCE = 2  # root mean square of 255: rounding passes, a line or a word that moved does not


@pytest.mark.skipif(
    not matplotlib.__version__.startswith(f"{DRAWN_WITH}."),
    reason=f"the baseline images were drawn with matplotlib {DRAWN_WITH}",
)
@pytest.mark.mpl_image_compare(style="default", savefig_kwargs={"dpi": 60}, tolerance=TOLERANCE, deterministic=True)
@pytest.mark.parametrize("name", FIGURES)
def test_image(name: str) -> Figure:
    return example(name)
