"""`datapackage.json`: the Table Schema (frictionless) of every table in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from sim.results.dictionary import TABLES, Column, columns
from sim.results.parquet import scan_frame

PACKAGE = "datapackage.json"


def package(folder: Path) -> dict[str, Any]:
    """The Table Schema (frictionless) of every Parquet file in a folder."""
    resources = []
    for path in sorted(folder.glob("*.parquet")):
        schema = scan_frame(path).collect_schema()
        fields = [_field(one, schema[one.name]) for one in columns(path.stem, schema.names())]
        resources.append(
            {
                "name": path.stem,
                "path": path.name,
                "format": "parquet",
                "description": TABLES.get(path.stem, ""),
                "schema": {"fields": fields, "missingValues": [""]},
            }
        )
    return {"profile": "data-package", "name": "moratorium-results", "resources": resources}


def _field(one: Column, kind: pl.DataType) -> dict[str, str]:
    told = {"name": one.name, "type": _type(kind), "description": one.words}
    return {**told, "unit": one.unit} if one.unit else told


def _type(kind: pl.DataType) -> str:
    if kind.is_integer():
        return "integer"
    if kind.is_float():
        return "number"
    return {"Boolean": "boolean", "Date": "date"}.get(str(kind), "string")
