"""What a notebook shows of a result: the question, the tables of the answer, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sim.report.page import Table


def view(title: str, question: str, tables: Iterable[Table], about: str) -> str:
    """HTML for `_repr_html_`, every text in it escaped."""
    asked = f"<p>{escape(question)}</p>" if question else ""
    return f"<h4>{escape(title)}</h4>{asked}{''.join(_table(one) for one in tables)}<p>{escape(about)}</p>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(column.head)}</th>" for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row) + "</tr>" for row in table.rows)
    named = f"<h4>{escape(table.title)}</h4>" if table.title else ""
    said = f"<p>{escape(table.caption)}</p>" if table.caption else ""
    return f"{named}{said}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
