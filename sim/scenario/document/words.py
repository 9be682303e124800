"""The prose of ``docs/scenario-format.md``; ``$name`` stands for a number or a list that comes from the code."""

HEAD = """\
# The scenario file

<!-- Written by `python -m sim.scenario.document`: change the register of parameters, not this page. -->

A scenario is a YAML file. It says what differs from a scenario that it extends; everything else keeps the value it
has there, down to the defaults of the register below. `moratorium check FILE` validates a file and prints what it
changes.

```yaml
extends: baseline
title: A small pocket and a patient mediator
question: If less of Kursk is held and the rounds come faster, is a complete halt signed more often?
conditions: [C1, C6]

kursk:
  area_km2: 300
talks:
  round_days: 10

events:
  - on: 2025-01-20
    set: {talks.mediator: 1}
  - when: {stage: near_agreed}
    after_days: 7
    withdraw: true
```
"""

KEYS = """\
## Keys of a file

| key | what it says |
|---|---|
| `name` | what its folder of results is called; without it, the name of the file |
| `title` | one line; without it, the name of the file |
| `question` | the question that the scenario answers, shown on every figure and report |
| `questions` | named questions that studies answer, each under its name, as [questions](questions.md) says |
| `conditions` | which conditions of the article it varies, `C1` to `C12`, as a list |
| `without` | conditions that are switched off, as a list (`[C6, C7]`), as [the model](model.md) lists |
| `extends` | a shipped scenario by name ($shipped), or a `.yaml` file relative to this one |
| `start` | the first day, written 2024-12-01; needed in a file that extends nothing |
| `horizon_days` | length of a history in days, a whole number from 1 to $max_horizon; $horizon if nothing says it |
| `events` | a list of dated, timed or triggered changes, below |
| `inherit_events` | `false` drops the events of what the file extends |
| `uncertain` | `all` or `none`, below |
| `ceilings` | candidates a day that a clock proposes, below |
| `sweep` | what `moratorium sweep` varies: `vary`, `design`, `points` and `n`, as [sweeps](sweeps.md) says |
| a section | parameters, below, nested (`kursk:` and under it `area_km2:`) or by path (`kursk.area_km2:`) |

A name without `.yaml` always means the scenario that came with the installed version; to extend a file that lies beside
this one, and perhaps was edited, write its name with `.yaml`.

`name`, `title`, `question`, `questions`, `conditions` and `sweep` are each file's own and are not inherited.
`--set PATH=VALUE` on the command line takes the path of any parameter, `ceilings.<clock>`, `horizon_days`, `start`,
`uncertain` or `without`, under the same rules.

`without` is inherited; `without: []` takes it back. It acts after everything else: what a switch sets holds for the
whole history, against inherited values and events. A file that switches a condition off and also gives another value
to what the switch sets says two things, and is refused.
"""

VALUES = """\
## Values

* **Numbers** are decimal and finite: `0.5`, `1e-3`. `010`, `1:30`, `1_000`, `50%` and `30 d` are refused, each with
  what to write instead.
* **Switches** are `true` or `false`; `yes`, `no`, `on` and `off` are read as they are meant.
* **Dates** are days, written `2024-12-01`. `on:` is a key and nothing else.
* **Words** (`tacit`, `near_agreed`) stand without quotes, or in them. `null` is a value only where the table says
  "null for endless".
* **A value with its own source**: `{value: 0.7, source: "interview of 3 May 2025"}` in place of `0.7`.
  `moratorium explain` shows it. A value outside its plausible range that gives no source is used, with a warning.
* A key that is given twice is an error; so are anchors, aliases and tags.

Any number may be **uncertain**: a distribution in place of a value. What is not known about the parameters is drawn
once a draw and kept apart from luck, which is drawn once a replicate.

| written | meaning |
|---|---|
| `range` | the plausible range of the table: half of the draws below the default and half above, uniform on each side |
| `{uniform: [low, high]}` | every value between as likely |
| `{triangular: [low, mode, high]}` | most likely at the mode |
| `{normal: [mean, sd]}` | cut at $cut standard deviations on either side |
| `{lognormal: [median, sd]}` | sd of the logarithm; cut in the same way |
| `{choice: [a, b, c]}` | one of the values, each as likely |

`uncertain: all` at the top of a file puts `range` in place of every *uncertainty* of the table that still has its
default and has a plausible range. Levers and the situation at the start stay, and so does a mechanism that is off by
default, what the file states itself, and what differs from the default. It is inherited; `uncertain: none` takes it
back. The median of a range is the default, so that doubt does not move the inputs; outputs still move, for the model is
not linear.

No draw may leave what the parameter allows, and the check is made on the whole distribution when the file is read.
"""

EVENTS = """\
## Events

An event has exactly one trigger and exactly one action.

| trigger | when |
|---|---|
| `on: 2024-12-01` | on that date |
| `day: 30` | that many days after the start (0 is the start; parts of a day are allowed) |
| `when: {stage: near_agreed}` | the first time the talks are at that stage: $stages |
| `when: {kind: tacit}` | the first time that kind of moratorium is in force: $kinds |

A state that holds at the start counts, on day 0. `after_days: 7` beside `when` lets the event wait; 0 acts at once.

| action | what happens |
|---|---|
| `set: {path: value}` | parameters have these values from then on (not *start only* ones, ceilings or distributions) |
| `withdraw: true` | Ukraine leaves what it holds of the Kursk region |
| `offensive: 1000` | a ground offensive takes that many km2; `true` takes `kursk.offensive_km2` |
| `sign: {kind: complete, days: 30}` | a $formal deal comes into force whatever the talks, on these terms |
| `end: true` | the moratorium in force, if any, ends (cause `event`): no cool-off, no stage is lost |
| `stage: drafting` | the talks are at that stage from then on |
| `strike: russia` | one unprovoked strike by that side ($sides) counts, whatever restraint there is |

The terms that a `sign` writes ($terms) replace `moratorium.terms.*` for this deal
and all later ones. It replaces what is in force: a tacit understanding ends as `signed`, a formal deal as `upgrade`.
Stage and cool-off stay as they are. Whether a `strike` breaches a moratorium is decided by its scope, as for any other
strike. Two `strike` on one day are two strikes; every other action may be given once at one moment.

**Inherited events.** A file's events are added to those that it inherits. Where two files set one parameter at one
moment, the file nearer to the user holds. If the file starts later than the one it extends, an inherited `set`
dated before the new start has happened: it acts at the start, unless the file states that parameter itself. Other
inherited events before the start are dropped. A file's own event before its own start is an error. An event given
by `day` moves with the start; a dated one does not. One after the horizon changes nothing.
"""

CLOCKS = """\
## Ceilings

Everything random happens on a clock, which proposes candidates at a fixed ceiling rate; the state decides which of
them count. A rate above its ceiling is *clipped*: it is counted and reported with the name of the clock. The cure
is a higher ceiling, at the price of more candidates. Scenarios that are compared use the highest ceiling of any of
them, for all. Allowed: $low to $high a day.

| clock | ceiling (1/d) |
|---|---|
"""

CHECKS = """\
## What is checked across parameters

* Answers to strikes die out: the spectral radius of `[[russia_by_russia, russia_by_ukraine], [ukraine_by_russia,
  ukraine_by_ukraine]]` under `strikes.reciprocity` is below 1, with the largest value that each takes in the file,
  its events and its distributions.
* `grid.demand_swing_gw` stays below `grid.demand_mean_gw`.
* A file is UTF-8 text of at most $bytes bytes, nested at most $depth deep, with at most $nodes values; with what
  it inherits it has at most $events events, which set at most $set values; a chain of `extends` has at most $chain
  files and no circle.

Everything that is wrong is told at once, one line each: file, line and column, the path inside the file, what was
found, what is allowed, and the known word nearest to an unknown one. Through `extends` the line is in the file that
said it.
"""

PARAMETERS = """\
## Parameters

*Default (range)* gives the value of `baseline` and, where there is one, the plausible range used for uncertainty
and sensitivity. *Allowed* is wider: what a file may say, the switches-off included. *Basis*: A the article, R the
dated record, L literature, J judgement; with the condition of the article that the parameter carries.
"""
