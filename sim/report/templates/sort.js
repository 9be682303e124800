"use strict";
// Turns each heading of a sortable table into a button. Without scripts the tables are simply in the order written.
(function () {
  function compare(a, b) {
    // Cells without a number (never happened, not comparable) stay below the others in either direction.
    if (a.missing || b.missing) { return (a.missing ? 1 : 0) - (b.missing ? 1 : 0); }
    return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
  }
  function keyOf(row, at, numeric) {
    var cell = row.cells[at];
    if (!numeric) { return { key: cell.textContent.trim().toLowerCase(), missing: false }; }
    var key = parseFloat(cell.getAttribute("data-key"));
    return { key: key, missing: isNaN(key) };
  }
  function sort(table, at) {
    var head = table.tHead.rows[0].cells[at];
    var down = head.getAttribute("aria-sort") === "ascending";
    var numeric = head.classList.contains("number");
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row, place) {
      return { row: row, place: place, sort: keyOf(row, at, numeric) };
    });
    rows.sort(function (a, b) {
      var order = compare(a.sort, b.sort);
      if (down && !a.sort.missing && !b.sort.missing) { order = -order; }
      return order || a.place - b.place;
    });
    rows.forEach(function (entry) { table.tBodies[0].appendChild(entry.row); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }
  Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, at) {
      var button = document.createElement("button");
      button.type = "button";
      while (cell.firstChild) { button.appendChild(cell.firstChild); }
      button.addEventListener("click", function () { sort(table, at); });
      cell.appendChild(button);
    });
  });
})();
