"""A notebook as a reader has it: cells run by a real kernel, with nothing set up for pictures."""

import base64

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")

CELLS = (
    'import sim\nresult = sim.run("baseline", n=30)\nresult',
    "result.plot()",
    'sim.trace("baseline", replicate=0)',
    'print(sim.trace("baseline", replicate=0))',
    'sim.compare("baseline", "no_talks", n=30).plot("deal_curves")',
    "!moratorium run baseline -n 5 --out made && ls made/plots",
)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore:Proactor")
def test_a_notebook_shows_tables_pictures_and_tellings(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in CELLS])
    nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    table, picture, telling, printed, curves, command = notebook.cells
    assert "95% interval" in data(table)["text/html"]
    for cell in (picture, curves):
        assert base64.b64decode(data(cell)["image/png"]).startswith(b"\x89PNG")
    assert "array(" not in data(telling)["text/plain"]
    assert data(telling)["text/html"].startswith("<pre>The tacit understanding")
    assert "round of talks" in text(printed)
    assert "deal_share.png" in text(command)
    assert "failed" not in text(command)


def data(cell) -> dict[str, str]:
    return next(out["data"] for out in cell.outputs if out["output_type"] == "execute_result")


def text(cell) -> str:
    return "".join(out.get("text", "") for out in cell.outputs)
