"""What a person does with the page, opened from disk in headless Chromium, Firefox and WebKit (skipped where there is none)."""

import random

import pytest

import sim
from sim.scenario import shipped
from sim.studies.explore.study import explore_page
from tests.explore.chromium import Chromium
from tests.explore.hands import BROWSERS, STATUS, N, at_rest, opened, rows_of, until
from tests.explore.matrix import differing, random_scenarios
from tests.explore.test_plans import prints

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request, tmp_path_factory):
    find, kind = BROWSERS[request.param]
    if find() is None:
        pytest.skip(f"no {request.param} on this machine: the page is not opened in it")
    opened = kind(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(scenarios, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "explore.html"
    path.write_text(explore_page(scenarios), encoding="utf-8")
    return path.as_uri()


def test_histories_are_the_engines_as_in_the_file_and_after_switches_and_sliders(browser, tmp_path):
    """A sample: `python -m tests.explore.matrix` does every shipped scenario and 50 random ones."""
    some = [sim.load(name) for name in random.Random(9).sample(shipped(), 2)] + random_scenarios(2)
    compared, wrong = differing(browser, tmp_path, some, 500, random.Random(9))
    assert (compared, wrong) == (2 * 500 * len(some), [])


def test_a_slider_and_a_switch_move_the_answer_and_the_address(browser, address, scenarios):
    opened(browser, address)
    slider = "[data-path='talks.mediator'] .slide.that input"
    before = browser.run("document.querySelector('[data-xp=statements]').textContent")
    browser.keys(slider, ["ArrowRight"] * 3)
    until(browser, "location.hash.includes('b.talks.mediator=0.53')")
    browser.click("[aria-label^='C6 acts in that']")
    until(browser, "location.hash.includes('b.without=C6')")
    until(browser, f"{N} >= 500 && document.querySelector('#explore').dataset.shown === location.hash")
    assert browser.run("document.querySelector('[data-xp=statements]').textContent") != before
    assert browser.run("document.querySelector(\"[data-path='talks.mediator']\").classList.contains('differs')")
    first = scenarios[1].replace({"talks.mediator": 0.53}).without_conditions(["C6"])
    assert rows_of(browser, 1)[:100] == prints(first, 100)


def test_an_address_that_is_loaded_again_is_the_same_page(browser, address):
    words = "#a=baseline&b=mirror&b.without=C8+C9&b.talks.mediator=0.7&history=b3"
    opened(browser, address, words)
    until(browser, "document.querySelector('[data-xp=told] h4') !== null")
    said = browser.run("document.querySelector('[data-xp=told] h4').textContent")
    assert "History 3" in said
    assert (
        browser.run("document.querySelector(\"[data-path='talks.mediator'] .slide.that output\").textContent") == "0.7"
    )
    assert browser.run("document.querySelector(\"[aria-label^='C9 acts in that']\").checked") is False


def test_a_history_is_told_when_it_is_chosen(browser, address):
    opened(browser, address)
    until(browser, "document.querySelectorAll('.strip button').length === 20")
    browser.click(".strip li:nth-child(5) button")
    until(browser, "document.querySelectorAll('[data-xp=told] h4').length === 2")
    told = browser.run("document.querySelector('[data-xp=told]').textContent")
    assert "History 4, this" in told
    assert "Why it ended" in told
    assert "moratorium trace" in told


def test_the_copied_file_gives_equal_rows(browser, address, tmp_path):
    opened(browser, address, "#a=baseline&b=withdrawal_for_a_deal&b.without=C9&b.grid.demand_mean_gw=14.2")
    browser.click("[data-xp=yaml-1]")
    until(browser, "document.querySelector('#xp-yaml').value !== ''")
    path = tmp_path / "copied.yaml"
    path.write_text(browser.run("document.querySelector('#xp-yaml').value"))
    result = sim.run(path, n=200, workers=1)
    assert result.runs["fingerprint"].to_list() == rows_of(browser, 1)[:200]


def test_it_refines_in_the_background_moves_again_when_it_is_done_and_asks_for_nothing(browser, address):
    opened(browser, address)
    browser.run("document.title")  # the page answers while it refines
    until(browser, f"{N} === 10000 && {STATUS} === 'done'", 120)
    assert len(set(rows_of(browser, 0))) > 9990
    browser.keys("[data-path='talks.mediator'] .slide.that input", ["ArrowRight"])
    until(browser, "performance.getEntriesByName('500 histories').length > 0")
    until(browser, f"{N} === 10000 && {STATUS} === 'done'", 120)
    assert len(set(rows_of(browser, 1))) > 9990
    fetched = "performance.getEntriesByType('resource').filter((one) => !one.name.startsWith('blob:')).length"
    assert browser.run(fetched) == 0
    if isinstance(browser, Chromium):  # its protocol tells every request and complaint
        assert [url for url in browser.requests if not url.startswith(("file:", "blob:", "data:", "about:"))] == []
        assert browser.complaints == []


def test_it_can_be_used_without_a_mouse(browser, address):
    opened(browser, address)
    until(browser, "document.querySelectorAll('.strip button').length === 20")
    browser.keys("[aria-label^='C7 acts in that']", ["Space"])
    until(browser, "location.hash.includes('b.without=C7')")
    at_rest(browser)
    browser.keys(".strip li:nth-child(2) button", ["Enter"])
    until(browser, "document.querySelector('[data-xp=told] h4') !== null")
    nameless = browser.run(
        "Array.from(document.querySelectorAll('#explore input, #explore select, #explore button, #explore textarea'))"
        ".filter((e) => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim())).length"
    )
    assert nameless == 0
    assert browser.run(
        "Array.from(document.querySelectorAll('.plot svg')).every((e) => e.getAttribute('aria-label').length > 20)"
    )


def test_no_text_is_small_and_nothing_scrolls_sideways_on_a_phone(browser, address):
    opened(browser, address, width=360, height=780)
    until(browser, "document.querySelectorAll('.strip button').length === 20")
    assert browser.run("document.documentElement.scrollWidth <= window.innerWidth")
    small = "Array.from(document.querySelectorAll('body *')).filter((e) => Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim()) && parseFloat(getComputedStyle(e).fontSize) < 12 && e.getClientRects().length).map((e) => e.outerHTML.slice(0, 80))"
    assert browser.run(small) == []
    assert browser.run(
        "Array.from(document.querySelectorAll('svg')).every((e) => { const t = e.getBoundingClientRect(); return !t.width || e.viewBox.baseVal.width === 100 || Math.abs(t.width / e.viewBox.baseVal.width - 1) < 0.02; })"
    )


def test_it_prints(browser, address):
    if not hasattr(browser, "printed"):
        pytest.skip("this browser's driver prints nothing")
    opened(browser, address, "#a=baseline&b=mirror&history=b2")
    until(browser, "document.querySelector('[data-xp=told] h4') !== null")
    assert len(browser.printed()) > 50_000
