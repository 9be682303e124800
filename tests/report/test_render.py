"""The page's structure, escaping, contrast and self-containment, read from the HTML itself."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.limits import compare_limits, run_limits
from sim.report.page import Cell, Picture, Table, columns
from sim.report.render import render, text_of, unbroken

from .pages import HOSTILE, png, sample_page


class Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.heading, self.inside = "", ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data):
        self.heading += data if self.inside == "h1" else ""

    def handle_endtag(self, tag):
        self.inside = ""

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def text():
    return render(sample_page())


@pytest.fixture(scope="module")
def outline(text):
    parser = Outline()
    parser.feed(text)
    return parser


def test_every_text_is_escaped(text):
    assert HOSTILE not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 12


def tags_of_a_plain_page():
    page = Outline()
    page.feed(render(sample_page("plain")))
    return [tag for tag, _ in page.tags]


PLAIN_TAGS = tags_of_a_plain_page()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_as_it_went_in_and_adds_no_element(title):
    page = Outline()
    page.feed(render(replace(sample_page("plain"), title=title)))
    assert page.heading == title
    assert [tag for tag, _ in page.tags] == PLAIN_TAGS


def test_nothing_is_fetched_from_anywhere(text, outline):
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text.replace("http-equiv", "")
    policy = next(attrs["content"] for attrs in outline.all("meta") if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy


def test_headings_come_in_order_and_one_is_the_title(outline):
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_table_headings_have_a_scope_and_images_a_text(outline):
    assert {attrs.get("scope") for attrs in outline.all("th")} == {"col", "row"}
    assert all(attrs["alt"].strip() and attrs["width"] and attrs["height"] for attrs in outline.all("img"))


def test_names_on_the_page_are_unique_and_links_lead_somewhere(outline):
    names = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(names) == len(set(names))
    assert {attrs["href"][1:] for attrs in outline.all("a")} <= set(names)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("text", "page"),
        ("quiet", "page"),
        ("accent", "page"),
        ("text", "panel"),
        ("quiet", "panel"),
        ("accent", "panel"),
        ("warn", "warn-panel"),
    ],
)
def test_contrast_is_at_least_4_5(scheme, ink, paper):
    style = resources.files("sim.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    blocks = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in style.split(":root")[1:]]
    assert len(blocks) == 3
    lights = sorted((luminance(blocks[scheme][ink]), luminance(blocks[scheme][paper])))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_ragged_table_is_refused():
    with pytest.raises(ValueError, match="2 cells for 1"):
        Table("t", "", "", columns(["one"]), ((Cell("a"), Cell("b")),))


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alternative"):
        Picture("p", " ", "", png())
    with pytest.raises(ValueError, match="not a PNG"):
        Picture("p", "words", "", b"GIF89a")


def test_the_limits_cannot_be_left_out_and_say_the_hard_things():
    words = " ".join(compare_limits(paired=True))
    for needed in ("not a forecast", "judgement", "single bus", "heavy-tailed", "denied the talks", "not levers"):
        assert needed in words
    assert "works" not in words
    assert set(run_limits()) <= set(compare_limits(paired=True))


def test_a_range_of_numbers_is_not_broken_after_its_dash() -> None:
    text = '<p>19% (15–24%), 1,300–1,700 h, a–b</p><img alt="5–95%"><script>"1–2"</script><style>/* 3–4 */</style><p/>'
    found = unbroken(text)
    assert '<span class="range">(15–24%)</span>, <span class="range">1,300–1,700</span> h, a–b' in found
    assert found.count("<span") == 2
    assert ".range { white-space: nowrap; }" in text_of("report.css")


def test_ranges_are_not_looked_for_in_pictures_and_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("sim.report.render._RANGE", SimpleNamespace(sub=lambda _, text: read.append(text) or text))
    text = '<p>15–24%</p><img src="data:image/png;base64,1234"><script>if (1<2) 5</script><style>a<b{6}</style><p>7</p>'
    assert unbroken(text) == text
    assert not {"1", "2", "3", "6"} & set("".join(read).replace("15–24%", ""))
    assert "7" in read[-1]
