"""Colours are told apart by every eye and in grey print."""

from itertools import combinations

import numpy as np
import pytest

from sim.model.codes import CAUSES
from sim.plots import palette
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS, STAGE_LABELS
from sim.scenario import KINDS, STAGES

SETS = {
    "scenarios": [palette.colour_of(k) for k in range(8)],
    "kinds": list(palette.KIND_COLOURS.values()),
    "stages": list(palette.STAGE_COLOURS.values()),
    "causes": list(palette.CAUSE_COLOURS.values()),
    "supply and demand": [palette.SUPPLY, palette.DEMAND],
    "sides": [palette.RUSSIA, palette.UKRAINE],
}

# What the eye receives without one kind of cone: Machado, Oliveira and Fernandes (2009), severity 1, linear RGB.
SIGHT = {
    "full": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    """sRGB '#rrggbb' as linear light, shape (3,)."""
    rgb = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """Linear light as CIELAB (D65), shape (3,): lightness, green-red, blue-yellow."""
    t = (TO_XYZ @ np.clip(light, 0, 1)) / (TO_XYZ @ np.ones(3))
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("name", SETS)
def test_lightness_alone_tells_colours_apart(name: str) -> None:
    """In grey print only the lightness is left: 6 of its 100 steps between eight scenarios, 10 within other sets."""
    least = 6 if name == "scenarios" else 10
    for a, b in combinations(SETS[name], 2):
        assert abs(lab(linear(a))[0] - lab(linear(b))[0]) > least, (a, b)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", SETS)
def test_colours_differ_for_every_eye(name: str, sight: str) -> None:
    for a, b in combinations(SETS[name], 2):
        distance = np.linalg.norm(lab(SIGHT[sight] @ linear(a)) - lab(SIGHT[sight] @ linear(b)))
        assert distance > 10, (a, b)


def test_every_kind_stage_and_cause_has_a_look_and_a_label() -> None:
    assert tuple(palette.KIND_COLOURS) == tuple(palette.KIND_HATCHES) == tuple(KIND_LABELS) == KINDS
    assert tuple(palette.STAGE_COLOURS) == tuple(palette.STAGE_HATCHES) == tuple(STAGE_LABELS) == STAGES
    assert tuple(palette.CAUSE_COLOURS) == tuple(palette.CAUSE_HATCHES) == tuple(CAUSE_LABELS) == CAUSES[1:]


def test_no_two_scenarios_look_alike() -> None:
    looks = [palette.look(k) for k in range(280)]
    assert len(set(looks)) == 280


def test_a_scenario_keeps_its_look_when_another_joins() -> None:
    assert palette.looks(["a", "b"])["b"] == palette.looks(["a", "b", "c"])["b"]
