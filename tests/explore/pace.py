"""How long the page takes after a slider was moved, by its own marks: `python -m tests.explore.pace [chromium|firefox]`.

From the move until 500, and until 10,000 histories of both sides are drawn: median and least of 20 moves. Beside them
the longest time for which the page answered nothing, and, in turn with the moves, how long 1,000 histories of the same
scenario take in the native engine on one thread: on a busy machine only the ratio counts.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

import sim
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.studies.explore.study import explore_page
from tests.explore.hands import BROWSERS, STATUS, opened, there, until

MOVES = 20
WATCH = """(() => {
  let last = performance.now();
  window.longest = 0;
  const look = () => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; setTimeout(look, 5); };
  look();
})()"""
MOVE = """(() => {
  performance.clearMeasures();
  window.longest = 0;
  const slider = document.querySelector("[data-path='demands.gap'] .slide.that input");
  slider.value = String(%s);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
})()"""
TOOK = "performance.getEntriesByName('%d histories').at(-1)?.duration ?? 0"


def told(name, times):
    print(f"  {name}: median {median(times):.0f} ms, least {min(times):.0f} ms")


def measure(browser, address, plan):
    """Milliseconds of each move until 500 and 10,000 are shown, without an answer, and of 1,000 native histories."""
    opened(browser, address)
    until(browser, f"{STATUS} === 'done'", 120)
    browser.run(f"void {WATCH}")
    first, last, still, native = [], [], [], []
    for k in range(MOVES):
        browser.run(f"void {MOVE % (0.04 * k + 0.02)}")
        until(browser, f"({TOOK % 10_000}) > 0", 120)
        first.append(browser.run(TOOK % 500))
        last.append(browser.run(TOOK % 10_000))
        still.append(browser.run("window.longest"))
        begin = time.perf_counter()
        run_chunk(plan, 0, 1000, 1, 0, False)
        native.append(1000 * (time.perf_counter() - begin))
    return first, last, still, native


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("browsers", nargs="*", help=f"of {', '.join(BROWSERS)}; all that are here if none is named")
    scenarios = [sim.load("baseline"), sim.load("monitored_graduated")]
    plan = make_plan(scenarios[0])
    run_chunk(plan, 0, 10, 1, 0, False)
    for name in words.parse_args().browsers or there():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            page = Path(scratch) / "page.html"
            page.write_text(explore_page(scenarios), encoding="utf-8")
            browser = BROWSERS[name][1](Path(scratch))
            first, last, still, native = measure(browser, page.as_uri(), plan)
            browser.close()
        print(f"{name}, {MOVES} moves of a slider, both sides drawn")
        told("500 histories", first)
        told("10,000 histories", last)
        told("longest time without an answer", still)
        told("1,000 histories in the native engine, one thread", native)


if __name__ == "__main__":
    main()
