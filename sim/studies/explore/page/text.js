// Numbers as Python writes them: rounded half to even, thousands set off by commas (`sim.outcomes.rounding`).
"use strict";

// `x` to so many decimals. JavaScript rounds the exact value too, but ties away from zero.
function fixed(x, places) {
  const scaled = Math.abs(x) * 2 ** (places + 1);
  if (places <= 15 && Number.isInteger(scaled) && Math.abs(x) < 2 ** 36) {
    const tens = Math.abs(x) * 10 ** places;
    if (tens - Math.floor(tens) === 0.5) {
      const even = 2 * Math.round(tens / 2);
      return (Math.sign(x) * even / 10 ** places).toFixed(places);
    }
  }
  return x.toFixed(places);
}

function rounded(x, places) {
  if (places >= 0) return Number(fixed(x, places)) + 0;
  const unit = 10 ** -places;
  return Number(fixed(x / unit, 0)) * unit + 0;
}

function withCommas(text) {
  const [, sign, whole, rest] = text.match(/^([+-]?)(\d+)(.*)$/);
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

// Python's `format(x, ",.4g")`.
function general(x, digits) {
  if (x === 0) return "0";
  const exponent = Number(x.toExponential(digits - 1).split("e")[1]);
  if (exponent < -4 || exponent >= digits) {
    const [mantissa, power] = x.toExponential(digits - 1).split("e");
    const padded = `${power[0]}${power.slice(1).padStart(2, "0")}`;
    return `${mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${padded}`;
  }
  const text = fixed(x, digits - 1 - exponent);
  return withCommas(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

const MOST_PLACES = 9;

// Decimals that a half-interval supports: the place of its first digit, negative for tens and above.
function decimals(half) {
  return half > 0 ? Math.min(-Math.floor(Math.log10(half)), MOST_PLACES) : 0;
}

// To more places where it would else read as 0 and is not.
function numberText(value, places) {
  const kept = value && rounded(value, places) === 0 ? -Math.floor(Math.log10(Math.abs(value))) : places;
  return withCommas(fixed(rounded(value, kept) + 0, Math.max(kept, 0)));
}

// Decimals to which an amount is told: one more than `decimals` where the first digit is 1, for 1 or 2 is a lot.
function supported(half) {
  const places = decimals(half);
  return half * 10 ** places < 2 ? places + 1 : places;
}

// A one-sided limit of a share, two digits, rounded away from what it bounds.
function boundText(limit, up = true) {
  const distance = 100 * (up ? limit : 1 - limit);
  if (distance <= 0) return up ? "0%" : "100%";
  const places = Math.max(1 - Math.floor(Math.log10(distance)), 0);
  const outward = Math.ceil(distance * 10 ** places - 1e-9) / 10 ** places;
  return `${fixed(up ? outward : 100 - outward, places)}%`;
}

function shareText({ value, low, high }) {
  if (value === 0) return `0% (0–${boundText(high)})`;
  if (value === 1) return `100% (${boundText(low, false).replace("%", "")}–100%)`;
  const flat = (x, places) => x > 0 && x < 1 && [0, 100].includes(rounded(100 * x, places));
  let places = Math.max(decimals(50 * (high - low)), 0);
  while (places < MOST_PLACES && [value, low, high].some((x) => flat(x, places))) places += 1;
  return `${fixed(100 * value, places)}% (${fixed(100 * low, places)}–${fixed(100 * high, places)}%)`;
}

function amountText({ value, low, high }) {
  if (!(high > low)) return general(value, 6);
  const [text, from, to] = [value, low, high].map((one) => numberText(one, supported((high - low) / 2)));
  return `${text} (${from}${from.startsWith("-") ? " to " : "–"}${to})`;
}

// A figure that has no interval: three digits, thousands set off by commas.
function aloneText(value, kind) {
  if (kind === "share") return `${general(100 * value, 3)}%`;
  const places = value ? 2 - Math.floor(Math.log10(Math.abs(value))) : 0;
  return Math.abs(value) >= 100 ? numberText(value, places) : general(value, 3);
}

function levelText(found, kind) {
  if (found.value === null) return "-";
  if (found.low === null) return aloneText(found.value, kind);
  return kind === "share" ? shareText(found) : amountText(found);
}

// The figure of a level where its interval stands elsewhere (`sim.outcomes.rounding.without_interval`).
function figureText(found, kind) {
  return found.value === 0 ? aloneText(0, kind) : levelText(found, kind).split(" (")[0];
}

// A difference and its interval (`sim.outcomes.rounding.difference`); shares in percentage points.
function differenceTexts({ value, low, high }, kind) {
  const scale = kind === "share" ? 100 : 1;
  const signed = (text) => (value > 0 ? `+${text}` : text);
  if (low === null) return [signed(aloneText(scale * value, "mean")), "-"];
  if (low === 0 && high === 0) return ["0", "exactly"];
  const half = (scale * (high - low)) / 2;
  const places = kind === "share" ? Math.max(decimals(half), 0) : supported(half);
  const [text, ...ends] = [value, low, high].map((one) => numberText(scale * one, places));
  return [signed(text), ends.join(" to ")];
}

function shareOfAll(value) {
  if (value > 0 && value < 0.005) return "<1%";
  if (value > 0.995 && value < 1) return ">99%";
  return `${fixed(100 * value, 0)}%`;
}

const shareInWords = (value) => shareOfAll(value).replace("<", "under ").replace(">", "over ");
