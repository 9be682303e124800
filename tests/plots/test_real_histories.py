"""The figures of a run take what the engine leaves, without a table invented for them."""

import numpy as np
from matplotlib.collections import PolyCollection

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.outcomes.bands import bands_frame
from sim.outcomes.tables import runs_frame, spells_frame
from sim.plots import Context, draw
from sim.scenario import load

from .test_overlap import check

HISTORIES = 12


def test_figures_of_a_run_from_simulated_histories() -> None:
    scenario = load("baseline").replace({"horizon_days": 150})
    chunks = list(ensemble(scenario, HISTORIES, 1, options=EnsembleOptions(engine="simpy", workers=1, chunk=HISTORIES)))
    runs = runs_frame(np.concatenate([chunk.rows for chunk in chunks]))
    spells = spells_frame(np.concatenate([chunk.spells for chunk in chunks]))
    bands = bands_frame([chunk.daily for chunk in chunks if chunk.daily is not None], scenario.start)
    context = Context(scenario.title, scenario.question, HISTORIES, 1, scenario.start, scenario.horizon_days)
    tables = {"deal_share": runs, "distributions": runs, "spell_life": spells}
    for name, table in {**tables, "supply_demand": bands, "state_shares": bands}.items():
        figure = draw(name, table, context=context)
        check(figure)
    waves = draw("distributions", runs, context=context).axes[2]
    (bars,) = (one for one in waves.collections if isinstance(one, PolyCollection))
    assert sum(bar.get_extents().height for bar in bars.get_paths()) > 0.9
    assert float(runs["russian_waves"].median()) > 0
