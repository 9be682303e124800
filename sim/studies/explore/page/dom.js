// Elements, and a frame with axes to draw in. Our own, because five plain pictures need less than any library weighs.
"use strict";

function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function s(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateOf(start, day) {
  return new Date(Date.parse(start) + Math.floor(day) * 86400000).toISOString().slice(0, 10);
}

// First days of months between the start and the horizon, at most so many, as days and labels.
function monthTicks(start, horizon, most) {
  const first = new Date(Date.parse(start));
  const found = [];
  for (let k = 1; ; k += 1) {
    const month = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + k, 1));
    const day = (month - first) / 86400000;
    if (day > horizon) break;
    found.push([day, `${MONTHS[month.getUTCMonth()]} ${String(month.getUTCFullYear()).slice(2)}`]);
  }
  const step = Math.max(1, Math.ceil(found.length / most));
  return found.filter((_, k) => k % step === 0);
}

function roundTicks(low, high, most) {
  const rough = (high - low) / most || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high * (1 + 1e-9); k += 1) found.push(Number((k * step).toPrecision(12)));
  return found;
}

// A picture with axes, as wide as its place; text stays at its size on any screen.
function makeFrame(place, { height = 230, x, y, xTicks, yLabel, yText = String }) {
  const width = Math.max(240, Math.floor(place.clientWidth) || 560);
  const [left, right, top, bottom] = [46, 8, 26, 26];
  const px = (value) => left + ((value - x[0]) / (x[1] - x[0] || 1)) * (width - left - right);
  const py = (value) => height - bottom - ((value - y[0]) / (y[1] - y[0] || 1)) * (height - top - bottom);
  const root = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  const ticks = typeof xTicks === "function" ? xTicks(Math.floor((width - left) / 66)) : xTicks;
  for (const value of roundTicks(y[0], y[1], 4)) {
    root.append(s("line", { class: "grid", x1: left, x2: width - right, y1: py(value), y2: py(value) }));
    root.append(s("text", { class: "tick", x: left - 6, y: py(value) + 4, "text-anchor": "end" }, yText(value)));
  }
  for (const [value, label] of ticks) {
    root.append(s("line", { class: "grid", x1: px(value), x2: px(value), y1: height - bottom, y2: height - bottom + 4 }));
    // A label that would leave the picture on the right ends at its edge.
    const half = (label.length * 7) / 2;
    const inside = px(value) + half <= width;
    root.append(s("text", { class: "tick", x: inside ? px(value) : width, y: height - 8, "text-anchor": inside ? "middle" : "end" }, label));
  }
  root.append(s("text", { class: "tick", x: 2, y: 12 }, yLabel));
  return {
    root, px, py, width, height,
    line: (points, name) => root.append(s("path", { class: name, d: pathOf(points, px, py) })),
    area: (upper, lower, name) =>
      root.append(s("path", { class: name, d: `${pathOf(upper, px, py)}L${pathOf([...lower].reverse(), px, py).slice(1)}Z` })),
    done(label) {
      root.setAttribute("aria-label", label);
      place.replaceChildren(root);
    },
  };
}

const pathOf = (points, px, py) => points.map(([a, b], k) => `${k ? "L" : "M"}${px(a).toFixed(1)} ${py(b).toFixed(1)}`).join("");

const FINEST = 800; // steps over the width of a picture: finer than a pixel is nothing to see

// Points of a step function that holds its value until the next; `end` is where it stops.
function stepPoints(steps, read, end) {
  const found = [];
  let [before, place] = [null, -1];
  for (const one of steps) {
    const value = read(one);
    if (value === before) continue;
    const at = Math.floor((FINEST * one.day) / end);
    if (at === place) found[found.length - 1] = [one.day, value];
    else {
      if (before !== null) found.push([one.day, before]);
      found.push([one.day, value]);
    }
    [before, place] = [value, at];
  }
  found.push([end, before]);
  return found;
}
