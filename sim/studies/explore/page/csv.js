// The rows of one side as CSV, with the names and words of `runs.csv`.
"use strict";

function csvOf(layout, arm) {
  const { row } = layout.records;
  const words = { first_deal_kind: layout.codes.kinds, tacit_end_cause: layout.codes.causes, deal_end_cause: layout.codes.causes };
  const columns = Object.keys(row.fields).map((name) => {
    if (name === "fingerprint") return arm.fingerprint;
    const read = arm.column(name);
    if (words[name]) return Array.from(read, (code) => (code === 0 ? "" : words[name][code]));
    // An end less a start: a term of 60 days would else read 59.99999999999999.
    const said = name === "deal_days" ? (x) => String(Number(x.toFixed(9))) : String;
    return Array.from(read, (x) => (Number.isNaN(x) ? "" : said(x)));
  });
  const lines = [Object.keys(row.fields).join(",")];
  for (let k = 0; k < arm.n; k += 1) lines.push(columns.map((column) => column[k]).join(","));
  return `${lines.join("\n")}\n`;
}

function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
