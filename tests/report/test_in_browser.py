"""The report as a reader meets it: opened in headless Chromium (skipped where there is no browser)."""

import pytest

from sim.report.page import Picture
from sim.report.render import render

from .pages import HOSTILE, sample_page

pytestmark = pytest.mark.slow

CELLS = "Array.from(document.querySelectorAll('table.sortable')[0].tBodies[0].rows, row => row.cells[0].textContent)"


@pytest.fixture
def address(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render(sample_page()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, False), (1280, True)])
def test_the_page_loads_without_a_word_or_a_request(browser, address, width, dark):
    browser.open(address, width, dark=dark)
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith("data:")] == [address]
    assert browser.run("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def test_the_check_itself_sees_a_console_error_and_a_request(browser, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text('<script>console.error("x")</script><img src="http://192.0.2.1/x.png">', encoding="utf-8")
    browser.open(path.as_uri())
    assert browser.complaints
    assert "http://192.0.2.1/x.png" in browser.requests


def test_images_load(browser, address):
    browser.open(address)
    assert browser.run("Array.from(document.images, image => image.complete && image.naturalWidth > 0)") == [True]


def test_a_title_that_is_a_script_is_shown_as_text(browser, address):
    browser.open(address)
    assert browser.run("document.querySelector('h1').innerText") == HOSTILE
    assert HOSTILE in browser.run("document.title")
    assert browser.run("document.scripts.length") == 1
    assert browser.run("document.querySelectorAll('[onmouseover]').length") == 0


def test_the_policy_stops_a_script_that_escaping_would_have_missed(browser, tmp_path):
    path = tmp_path / "injected.html"
    page = render(sample_page()).replace("</main>", "<script>window.injected = true</script></main>")
    path.write_text(page, encoding="utf-8")
    browser.open(path.as_uri())
    assert browser.run("window.injected === undefined")
    assert any("Content Security Policy" in words for words in browser.complaints)


def test_tables_sort_by_number_and_by_text_with_the_keyboard(browser, address):
    browser.open(address)
    button = "document.querySelectorAll('table.sortable')[0].tHead.rows[0].cells[{}].querySelector('button')"
    assert browser.run(CELLS) == ["beta", "alpha", "gamma", "delta"]
    browser.run(button.format(1) + ".focus()")
    browser.press("Enter", 13)
    assert browser.run(CELLS) == ["delta", "gamma", "beta", "alpha"], "numbers sort as numbers, what is missing last"
    assert browser.run(button.format(1) + ".parentNode.getAttribute('aria-sort')") == "ascending"
    browser.press("Enter", 13)
    assert browser.run(CELLS) == ["beta", "gamma", "delta", "alpha"], "what is missing stays last"
    assert browser.run(button.format(1) + ".parentNode.getAttribute('aria-sort')") == "descending"
    browser.run(button.format(0) + ".click()")
    assert browser.run(CELLS) == ["alpha", "beta", "delta", "gamma"]
    assert browser.run(button.format(1) + ".parentNode.getAttribute('aria-sort')") is None


def test_a_broken_picture_would_be_noticed(browser, tmp_path):
    broken = Picture("broken", "nothing", "", b"\x89PNG\r\n\x1a\n" + b"\0" * 30)
    path = tmp_path / "broken.html"
    path.write_text(f'<img src="{broken.uri}">', encoding="utf-8")
    browser.open(path.as_uri())
    assert browser.run("document.images[0].naturalWidth") == 0


def test_the_page_prints(browser, address):
    browser.open(address)
    assert len(browser.send("Page.printToPDF")["data"]) > 1000


@pytest.mark.parametrize("which", ["run", "compare"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_reports_of_a_run_and_a_comparison_open_clean(browser, request, tmp_path, which, width):
    if which == "run":
        path = request.getfixturevalue("run_result").path / "report.html"
    else:
        path = tmp_path / "report.html"
        path.write_text(request.getfixturevalue("compare_report"), encoding="utf-8")
    browser.open(path.as_uri(), width)
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith("data:")] == [path.as_uri()]
    assert HOSTILE in browser.run("document.querySelector('h1').innerText")
    loaded = browser.run("Array.from(document.images, image => image.naturalWidth)")
    assert len(loaded) >= 6
    assert min(loaded) > 100
    assert browser.run("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    heads = browser.run("document.querySelectorAll('table.sortable thead button').length")
    assert heads == browser.run("document.querySelectorAll('table.sortable thead th').length") > 0
