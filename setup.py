"""Packages: everything under ``sim``, and the folder ``scenarios/``, installed as ``sim.shipped``.

The folder at the top of the repository is the only copy; ``extends: baseline`` finds it in a clone, and its
image in an installed package.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["sim", "sim.*"]), "sim.shipped"],
    package_dir={"sim.shipped": "scenarios"},
    package_data={
        "sim": [
            "py.typed",
            "**/*.yaml",
            "**/*.j2",
            "**/*.css",
            "**/*.js",
            "**/*.csv",
            "record/*.json",
            "**/*.wasm",
            "**/kernel.json",
        ],
        "sim.shipped": ["*.yaml", "hindcast/*.yaml", "calibration/*.yaml"],
    },
)
