"""Studies: a room for each, what they share beside the rooms, and the one list of them."""

from sim.studies.contract import Study

STUDIES = {
    study.name: study
    for study in (
        Study("run", "Run histories of scenarios; write tables, pictures and a report.", "moratorium results"),
        Study("compare", "Compare scenarios or results folders under the same luck.", "moratorium comparison"),
        Study("sweep", "Vary parameters: tables, response curves, heat maps, tipping points.", "moratorium sweep"),
        Study("tip", "", "moratorium tip"),  # its command is `moratorium sweep --tip`
        Study(
            "sensitivity",
            "Which parameters matter, apart from luck: tornado and Sobol indices.",
            "moratorium sensitivity",
        ),
        Study("explore", "Write one page that runs the model while its reader moves the assumptions.", ""),
        Study("trace", "Tell one history in words: what happened, and why.", "moratorium trace"),
        Study("whatif", "One history with one thing otherwise; what would have saved the deal.", "moratorium whatif"),
        Study("hindcast", "Score the model against what happened; failures first.", "moratorium hindcast"),
        Study("calibrate", "Parameter sets that the record does not rule out.", "moratorium calibration"),
        Study("conditions", "What each of the article's conditions contributes, on and off.", "moratorium conditions"),
    )
}
"""Every study by its name, in the order of `moratorium --help`; what each line means is in `sim.studies.contract`."""
