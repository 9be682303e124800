"""The page's scripts under Node, as they stand in the page: data in, data out."""

import json
import shutil
import subprocess

import pytest

from sim.studies.explore import bundle

SCRIPTS = (
    "kernel.js", "plan.js", "text.js", "estimates.js", "table.js", "words.js", "many.js", "dom.js", "telling.js", "chains.js", "address.js", "yaml.js", "csv.js",
)  # fmt: skip
KERNEL = "const kernel = await makeKernel(await WebAssembly.compile(bytesOf(page.wasm)), page.layout);"
READ = "const { page, given } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));"


def run(body, page, given=None):
    """What the statements `body` return; they see `page`, `given`, `kernel` and every function of the page."""
    if shutil.which("node") is None:
        pytest.skip("no node on this machine: the page's scripts are not run")
    program = f"{READ}\n{bundle.source(SCRIPTS)}\n(async () => {{ {KERNEL} {body} }})().then((made) => console.log(JSON.stringify(made)));"
    done = subprocess.run(
        ["node", "-e", program],
        input=json.dumps({"page": page, "given": given}),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


PRINTS = "const printsOfBlock = (plan, block) => printsOf(runBlock(kernel, plan, block).rows, page.layout.records.row, 'fingerprint');"
"""For `body`: fingerprints of a block of histories."""
