"""What a person's hands do in the page: open it, wait for it, set its address, take the rows that it offers."""

import time
from itertools import count
from urllib.parse import quote_plus

from sim.studies.explore.data import MOST
from tests.explore.chromium import Chromium
from tests.explore.firefox import Firefox, find_firefox
from tests.explore.webkit import WebKit, find_webkit
from tests.report.browser import find_browser

BROWSERS = {
    "chromium": (find_browser, Chromium),
    "firefox": (find_firefox, Firefox),
    "webkit": (find_webkit, WebKit),
}
STATUS = "document.querySelector('[data-xp=status]')?.dataset.state"
N = "Number(document.querySelector('#explore')?.dataset.n || 0)"
KEEP = """(() => {
  const old = URL.createObjectURL;
  window.kept = null;
  URL.createObjectURL = (blob) => { blob.text().then((text) => (window.kept = text)); URL.createObjectURL = old; return old(blob); };
})()"""
FRESH = count()


def there():
    """Names of the browsers that this machine has."""
    return [name for name, (find, _) in BROWSERS.items() if find() is not None]


def until(browser, expression, seconds=60.0):
    """Wait for something to be true in the page."""
    deadline = time.monotonic() + seconds
    while not browser.run(expression):
        assert time.monotonic() < deadline, f"{expression} did not come; {browser.run(STATUS)}"
        time.sleep(0.02)


def opened(browser, address, words="#", **window):
    """Load the page anew, for another # alone is no other page."""
    browser.open(f"{address}?{next(FRESH)}{words}", **window)
    until(browser, f"{N} >= 500")


def at_rest(browser):
    """Wait until all histories of the present settings are shown: nothing in the page is put in place of another then."""
    until(browser, f"{N} >= {MOST} && document.querySelector('#explore').dataset.shown === location.hash")


def moved_to(browser, words):
    """Set the address of the open page, and wait until its histories are shown."""
    browser.run(f"void (location.hash = {words!r})")
    until(browser, f"{N} >= 500 && document.querySelector('#explore').dataset.shown === location.hash")


def hash_of(page, sides):
    """The address of two sides, as the page writes it."""
    words = []
    for name, side in zip("ab", sides, strict=True):
        words.append(f"{name}={page['scenarios'][side['scenario']]['name']}")
        words += [f"{name}.without={'+'.join(side['off'])}"] if side["off"] else []
        words += [f"{name}.{path}={quote_plus(str(value))}" for path, value in side["set"].items()]
    return "#" + "&".join(words)


def rows_of(browser, k):
    """The fingerprints that the page hands out: a column of the file that it offers for download."""
    browser.run(KEEP)
    browser.run(f"void document.querySelector('[data-xp=csv-{k}]').click()")
    until(browser, "window.kept !== null")
    head, *lines = browser.run("window.kept").splitlines()
    at = head.split(",").index("fingerprint")
    return [line.split(",")[at] for line in lines]
