"""The verbs of `import sim` and the objects they give back, each from the room of its study."""

from sim.api.explain import explain
from sim.results.errors import Interrupted, Refused, Stopped
from sim.scenario import Scenario, ScenarioError, load
from sim.studies.calibrate.folder import open_folder as open_calibration
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.verb import calibrate
from sim.studies.compare.folder import open_folder as open_comparison
from sim.studies.compare.result import Comparison
from sim.studies.compare.verb import compare
from sim.studies.conditions.folder import open_folder as open_conditions
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.verb import conditions
from sim.studies.errors import StudyError
from sim.studies.explore.verb import explore
from sim.studies.hindcast.folder import open_folder as open_hindcast
from sim.studies.hindcast.result import Hindcasts
from sim.studies.hindcast.verb import hindcast
from sim.studies.run.folder import open_folder as open_results
from sim.studies.run.result import Result
from sim.studies.run.verb import run
from sim.studies.sensitivity.folder import open_folder as open_sensitivity
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.verb import sensitivity
from sim.studies.sweep.folder import open_folder as open_sweep
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.verb import sweep
from sim.studies.tip.folder import open_folder as open_tip
from sim.studies.tip.result import Tip
from sim.studies.tip.verb import tip
from sim.studies.trace.folder import open_folder as open_trace
from sim.studies.trace.result import Trace
from sim.studies.trace.verb import trace
from sim.studies.whatif.every_result import WhatIfAll
from sim.studies.whatif.every_verb import whatif_all
from sim.studies.whatif.folder import open_folder as open_whatif
from sim.studies.whatif.result import WhatIf
from sim.studies.whatif.verb import whatif

__all__ = [
    "CalibrationResult",
    "Comparison",
    "Conditions",
    "Hindcasts",
    "Interrupted",
    "Refused",
    "Result",
    "Scenario",
    "ScenarioError",
    "Sensitivity",
    "Stopped",
    "StudyError",
    "Sweep",
    "Tip",
    "Trace",
    "WhatIf",
    "WhatIfAll",
    "calibrate",
    "compare",
    "conditions",
    "explain",
    "explore",
    "hindcast",
    "load",
    "open_calibration",
    "open_comparison",
    "open_conditions",
    "open_hindcast",
    "open_results",
    "open_sensitivity",
    "open_sweep",
    "open_tip",
    "open_trace",
    "open_whatif",
    "run",
    "sensitivity",
    "sweep",
    "tip",
    "trace",
    "whatif",
    "whatif_all",
]
