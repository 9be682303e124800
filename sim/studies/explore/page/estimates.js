// Estimates with 95% intervals, by the formulas of `sim.outcomes` (intervals, contrasts, survival, risk_sets).
"use strict";

const Z = 1.959963984540054;

function wilson(k, n) {
  const [low, high] = wilsonLimits(k / n, n);
  return { value: k / n, low, high, n };
}

function wilsonLimits(p, n) {
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const reach = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return [p === 0 ? 0 : Math.max(0, centre - reach), p === 1 ? 1 : Math.min(1, centre + reach)];
}

// Student's quantile that leaves 5% in both tails. Cornish and Fisher's series in 1/n is the start of Newton's steps.
function student(freedom) {
  const z2 = Z * Z;
  let t = Z * (1 + (z2 + 1) / (4 * freedom) + ((5 * z2 + 16) * z2 + 3) / (96 * freedom ** 2));
  const all = halfOfStudent(freedom);
  for (let step = 0; step < 4; step += 1) {
    const density = (1 + (t * t) / freedom) ** (-(freedom + 1) / 2) / (Math.sqrt(freedom) * all);
    t += (studentTail(t, freedom, all) - 0.05) / density;
  }
  return t;
}

// Both tails beyond t: the integral of the density (1 + x^2 / n)^(-(n + 1) / 2) from t on over that from 0 on. With
// x = sqrt(n) tan(a) it is that of cos(a)^(n - 1), smooth on a short range, by Simpson's rule.
function studentTail(t, freedom, all = halfOfStudent(freedom)) {
  return 1 - simpson((a) => Math.cos(a) ** (freedom - 1), 0, Math.atan(t / Math.sqrt(freedom))) / all;
}

function halfOfStudent(freedom) {
  return simpson((a) => Math.cos(a) ** (freedom - 1), 0, Math.min(Math.PI / 2, 12 / Math.sqrt(freedom)));
}

function simpson(f, from, to, parts = 400) {
  const step = (to - from) / parts;
  let sum = f(from) + f(to);
  for (let k = 1; k < parts; k += 1) sum += (k % 2 ? 4 : 2) * f(from + k * step);
  return (sum * step) / 3;
}

const CARRIERS = 10; // histories that have to carry a mean or a difference before it gets an interval

// A mean with Student's interval, where enough histories carry it (`sim.outcomes.enough`); else a note says why not.
function meanOf(values) {
  const n = values.length;
  let [sum, sizes, squared] = [0, 0, 0];
  for (const x of values) {
    sum += x;
    sizes += Math.abs(x);
    squared += x * x;
  }
  const value = sum / n;
  let squares = 0;
  for (const x of values) squares += (x - value) ** 2;
  const se = Math.sqrt(squares / (n - 1)) / Math.sqrt(n);
  let cubes = 0;
  for (const x of values) cubes += (x - value) ** 3;
  const carriers = squared > 0 ? sizes ** 2 / squared : 0;
  if (!(se > 0)) return { value, low: null, high: null, n, note: `the same in all ${withCommas(String(n))} histories` };
  if (carriers < CARRIERS) return { value, low: null, high: null, n, note: fewWords(carriers, n) };
  const reach = student(carriers - 1) * se;
  // Half of what Cornish and Fisher's expansion moves the limits by, to the side of the longer tail.
  const most = 1 / Math.sqrt(CARRIERS);
  const skewness = Math.min(Math.max(cubes / squares ** 1.5, -most), most);
  const shift = (se * skewness * (1 + 2 * Z * Z)) / 12;
  return { value, low: value - reach + shift, high: value + reach + shift, n, se, freedom: carriers - 1, note: "" };
}

// The mean of what cannot be negative: its limits are not either.
function levelMean(values) {
  const found = meanOf(values);
  return found.low === null ? found : { ...found, low: Math.max(found.low, 0) };
}

function fewWords(carriers, n) {
  const needed = ((n * CARRIERS) / Math.max(carriers, 0.5)) * 1.3;
  const unit = 10 ** (1 - Math.floor(Math.log10(needed)));
  const about = Math.ceil(rounded(needed * unit, 6)) / unit;
  const carrying = Math.max(Number(fixed(carriers, 0)), 1);
  return `rests on ${carrying} of ${withCommas(String(n))} histories; an interval needs about ${withCommas(fixed(about, 0))}`;
}

const noneDiffers = (n) => `none of ${withCommas(String(n))} histories differs`;

// Quantile between order statistics, as NumPy's; `sorted` rises.
function quantileOf(sorted, q) {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const t = at - below;
  const step = sorted[above] - sorted[below];
  return t >= 0.5 ? sorted[above] - step * (1 - t) : sorted[below] + step * t;
}

// Tail of the normal beyond t > 0, by Simpson's rule.
function normalTail(t) {
  if (t > 9) return 0;
  return 0.5 - simpson((x) => Math.exp((-x * x) / 2), 0, t) / Math.sqrt(2 * Math.PI);
}

// Probability that at least `least` of n fall, each with chance p.
function atLeast(least, n, p) {
  if (p >= 1) return 1;
  let [chance, below] = [Math.exp(n * Math.log1p(-p)), 0];
  for (let k = 0; k < least; k += 1) {
    below += chance;
    chance *= ((n - k) * p) / ((k + 1) * (1 - p));
  }
  return 1 - below;
}

// One limit of the profile likelihood's interval, given that it is shown (`sim.outcomes.paired_shares`).
function likelyLimit(gained, lost, n, side) {
  const seen = (gained - lost) / n;
  const term = (count, share) => (count ? count * Math.log(count / n / Math.max(share, 1e-300)) : 0);
  let [near, far] = [seen, side];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (near + far) / 2;
    const [a, b, c] = [2 * n, -gained - lost + (2 * n - gained + lost) * middle, -lost * middle * (1 - middle)];
    const ofLost = Math.max((Math.sqrt(Math.max(b * b - 4 * a * c, 0)) - b) / (2 * a), -middle, 0);
    const differing = Math.min(Math.max(2 * ofLost + middle, 0), 1);
    const unlikely = term(gained, ofLost + middle) + term(lost, ofLost) + term(n - gained - lost, 1 - differing);
    const shown = seen * side < 0 ? atLeast(CARRIERS, n, differing) : 1;
    if (normalTail(Math.sqrt(Math.max(2 * unlikely, 0))) < 0.025 * shown) far = middle;
    else near = middle;
  }
  return (near + far) / 2;
}

// Difference of two shares over the same histories; where none differs Bonett and Price (2012).
function pairedShare(a, b) {
  let [gained, lost] = [0, 0];
  for (let k = 0; k < a.length; k += 1) {
    if (b[k] && !a[k]) gained += 1;
    else if (a[k] && !b[k]) lost += 1;
  }
  const n = a.length;
  const [up, down] = [(gained + 1) / (n + 2), (lost + 1) / (n + 2)];
  const reach = Z * Math.sqrt((up + down - (up - down) ** 2) / (n + 2));
  const found = { value: (gained - lost) / n, low: Math.max(up - down - reach, -1), high: Math.min(up - down + reach, 1), n, gained, lost };
  if (gained + lost === 0) return { ...found, note: noneDiffers(n) };
  if (gained + lost < CARRIERS) return { ...found, low: null, high: null, note: fewWords(gained + lost, n) };
  return { ...found, low: likelyLimit(gained, lost, n, -1), high: likelyLimit(gained, lost, n, 1), note: "" };
}

function pairedMean(a, b) {
  const differences = Float64Array.from(a, (x, k) => b[k] - x);
  const found = meanOf(differences);
  return differences.some(Boolean) ? found : { ...found, note: noneDiffers(found.n) };
}

// Shares of histories that are lower, the same and higher in b.
function moved(a, b) {
  let [lower, equal] = [0, 0];
  for (let k = 0; k < a.length; k += 1) {
    if (b[k] < a[k]) lower += 1;
    else if (b[k] === a[k]) equal += 1;
  }
  const n = a.length;
  return { lower: lower / n, equal: equal / n, higher: (n - lower - equal) / n };
}

// Counts at each distinct time: at risk, and ended by each cause. `causes` holds 0 where censored, else 1 ...
function riskSets(days, causes, kinds) {
  const order = Array.from(days.keys()).sort((a, b) => days[a] - days[b]);
  const time = [0];
  const atRisk = [days.length];
  const ended = Array.from({ length: kinds }, () => [0]);
  let gone = 0;
  order.forEach((k, place) => {
    const last = place === order.length - 1;
    if ((causes[k] > 0 || last) && days[k] > time[time.length - 1]) {
      while (gone < order.length && days[order[gone]] < days[k]) gone += 1;
      time.push(days[k]);
      atRisk.push(days.length - gone);
      for (const counts of ended) counts.push(0);
    }
    if (causes[k] > 0) ended[causes[k] - 1][time.length - 1] += 1;
  });
  return { time, atRisk, ended };
}

// Kaplan and Meier's curve with log-log limits on Greenwood's variance.
function kaplanMeier(days, observed) {
  const { time, atRisk, ended } = riskSets(days, Array.from(observed, Number), 1);
  let [survival, greenwood, lastHigh] = [1, 0, 1];
  return time.map((day, j) => {
    const left = atRisk[j] - ended[0][j];
    survival *= left / atRisk[j];
    greenwood += left > 0 ? ended[0][j] / (atRisk[j] * left) : 0;
    let [low, high] = [0, lastHigh];
    if (survival === 1) [low, high] = [wilsonLimits(1, atRisk[j])[0], 1];
    else if (survival > 0) [low, high] = logLog(survival, survival * Math.sqrt(greenwood));
    lastHigh = high;
    return { day, share: survival, low, high, atRisk: atRisk[j] };
  });
}

function logLog(share, se) {
  const reach = Math.exp(Math.min((Z * se) / Math.abs(share * Math.log(share)), 700));
  return [share ** reach, share ** (1 / reach)];
}

// Share ended by each cause up to each time, the causes competing (Aalen and Johansen).
function cumulativeIncidence(days, causes, kinds) {
  const { time, atRisk, ended } = riskSets(days, causes, kinds);
  const share = new Array(kinds).fill(0);
  let survival = 1;
  return time.map((day, j) => {
    let all = 0;
    for (let c = 0; c < kinds; c += 1) {
      share[c] += (survival * ended[c][j]) / atRisk[j];
      all += ended[c][j];
    }
    survival *= (atRisk[j] - all) / atRisk[j];
    return { day, shares: [...share] };
  });
}

// Share of histories that have signed by each day, as steps with Wilson's limits.
function dealSteps(days, horizon) {
  const n = days.length;
  const signed = Float64Array.from(days).filter((day) => !Number.isNaN(day)).sort();
  const at = [...new Set([0, ...signed, horizon])].sort((a, b) => a - b);
  let k = 0;
  return at.map((day) => {
    while (k < signed.length && signed[k] <= day) k += 1;
    const [low, high] = wilsonLimits(k / n, n);
    return { day, share: k / n, low, high };
  });
}
