module Spindle.Tests.Dsl.MistakesTests

open Expecto
open Spindle.Tests.Dsl

/// What is wrong, the text that has it, and everything that is said about it.
let private mistakes =
    [ "an unknown key",
      """
tasks:
  home: { kind: walk, stepss: 10 }
""",
      []
      "a required parameter is not given",
      """
tasks: { home: { kind: walk } }
probes:
  seen: { kind: size, bins: 3 }
""",
      []
      "a key that is far from any",
      """
tasks:
  home: { kind: dice, colour: red }
""",
      []
      "an unknown kind",
      """
tasks:
  home: { kind: wlak }
""",
      []
      "a kind under the wrong section",
      """
architectures:
  home: { kind: walk }
""",
      []
      "text where a whole number is wanted",
      """
tasks:
  home: { kind: walk, steps: many }
""",
      []
      "a fraction where a whole number is wanted",
      """
tasks:
  home: { kind: walk, steps: 2.5 }
""",
      []
      "a quoted number",
      """
tasks:
  home: { kind: walk, noise: "0.5" }
""",
      []
      "a number with separators",
      """
tasks:
  home: { kind: walk, steps: 1_000 }
""",
      []
      "a word where true or false is wanted",
      """
tasks:
  home: { kind: walk, periodic: yes }
""",
      []
      "a number without its unit",
      """
tasks:
  home: { kind: walk, time_step: 5 }
""",
      []
      "an unknown unit",
      """
tasks:
  home: { kind: walk, time_step: 5 mss }
""",
      []
      "a quantity that is none",
      """
tasks:
  home: { kind: walk, time_step: soon }
""",
      []
      "a whole number beyond 2^53",
      """
tasks:
  home: { kind: walk, steps: 9007199254740993 }
""",
      []
      "a number that is not finite",
      """
tasks:
  home: { kind: walk, noise: .inf }
""",
      []
      "an unknown choice",
      """
tasks:
  home: { kind: walk, start: orign }
""",
      []
      "a value below its range",
      """
tasks:
  home: { kind: walk, steps: 0 }
""",
      []
      "a quantity above its range, whatever its unit",
      """
tasks:
  home: { kind: walk, time_step: 1 min }
""",
      []
      "one of several listed values out of range",
      """
tasks:
  home: { kind: walk, places: [1, 2, 300] }
""",
      []
      "a whole number that 32 bits cannot hold",
      """
tasks:
  home: { kind: walk, walkers: 3000000000 }
""",
      []
      "one value where a list is wanted",
      """
tasks:
  home: { kind: walk, places: 3 }
""",
      []
      "values that do not go together",
      """
tasks:
  home: { kind: walk, steps: 20, cue: 20 }
""",
      []
      "values that do not go together, one of them swept",
      """
tasks:
  home: { kind: walk, steps: [100, 20], cue: [10, 50] }
""",
      []
      "a problem of a parameter that is not given stands at the name",
      """
tasks:
  home: { kind: walk, periodic: true, noise: 6 }
""",
      []
      "two declarations of one name",
      """
tasks:
  home: { kind: walk }
recordings:
  home: { kind: diary, file: diary.txt }
""",
      []
      "a dangling reference of a probe",
      """
tasks:
  home: { kind: walk }
probes:
  seen: { kind: size, of: hoem }
""",
      []
      "a dangling reference of a model",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: smal, training: standard }
""",
      []
      "a reference to something of another sort",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: standard, training: standard }
""",
      []
      "a model without a training",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
models:
  fly: { task: home, architecture: small }
""",
      []
      "a reference to a task of another kind",
      """
tasks: { luck: { kind: dice } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: luck, architecture: small, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: luck }
""",
      []
      "a reference to a model on a task of another kind",
      """
tasks: { luck: { kind: dice } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: luck, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly }
""",
      []
      "a network that does not fit its task",
      """
tasks: { crowd: { kind: walk, walkers: 9 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: crowd, architecture: small, training: standard }
""",
      []
      "a window longer than the trial",
      """
tasks: { home: { kind: walk, steps: 5 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard }
""",
      []
      "a probe's unmet requirement: the architecture",
      """
tasks: { home: { kind: walk } }
architectures: { past: { kind: memory } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: past, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home }
""",
      []
      "a probe's unmet requirement: the layer",
      """
tasks: { home: { kind: walk } }
architectures: { flat: { kind: net, hidden: 0 } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: flat, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home }
""",
      []
      "a probe's unmet requirement: the variable",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly, variable: positon }
""",
      []
      "a horizon beyond the trial",
      """
tasks: { home: { kind: walk, steps: 50 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home, horizons: [10, 60] }
""",
      []
      "a reference to a family where it is not clear which member is meant",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard }
  bees: { task: home, architecture: small, training: standard, seeds: [2, 3] }
probes:
  alike: { kind: likeness, of: fly, with: bees }
""",
      []
      "a missing file",
      """
recordings:
  notes: { kind: diary, file: diray.txt }
""",
      []
      "a matrix with two members of one name",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard, seeds: [1, 2, 1] }
""",
      []
      "a sweep with two members of one name",
      """
trainings:
  standard: { kind: drill, learning_rate: [1e-1, 0.2, 0.1] }
""",
      []
      "a sweep over nothing",
      """
trainings:
  standard: { kind: drill, learning_rate: [] }
""",
      []
      "a sweep over values that cannot stand in names",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly, variable: [position, "speed,position"] }
""",
      []
      "too many members",
      """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  standard:
    kind: drill
    window: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]
    updates: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]
    checkpoint_every: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]
""",
      []
      "an expectation on no probe",
      """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: sene.mean, at_least: 1 }
""",
      []
      "an expectation on a metric that the probe does not measure",
      """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.maen, at_least: 1 }
""",
      []
      "an expectation on a metric that some members do not measure",
      """
tasks: { home: { kind: walk } }
architectures:
  small: { kind: net }
  deep: { kind: net, hidden: 6 }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: [small, deep], training: standard } }
probes: { errors: { kind: follow, of: fly, truth: home } }
expect:
  - { that: errors.depth, at_least: 1 }
""",
      []
      "a selector on an axis that there is not",
      """
tasks: { home: { kind: walk, noise: [1, 2] } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: "seen[nose=1].mean", at_least: 1 }
""",
      []
      "a selector on a value that there is not",
      """
tasks: { home: { kind: walk, noise: [1, 2] } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: "seen[noise=3].mean", at_least: 1 }
""",
      []
      "an expectation that cannot be read",
      """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen, at_least: 1 }
""",
      []
      "an expectation against a metric of no probe",
      """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.mean, at_most: { times: 2, that: senn.mean } }
""",
      []
      "a negative tolerance",
      """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.mean, is: 1, within: -0.1 }
""",
      []
      "several mistakes at once, in order, without follow-up errors",
      """
tasks:
  home: { kind: walk, steps: 0, stpes: 1 }
architectures: { small: { kind: net, hidden: 9 } }
trainings: { standard: { kind: drill, updates: lots } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  seen: { kind: size, of: fly, bins: 0 }
  errors: { kind: follow, of: fly, truth: home, horizons: [10] }
expect:
  - { that: seen.maen, at_least: 1 }
  - { that: errors.error_10, at_most: 1 }
""",
      [] ]

[<Tests>]
let tests =
    testList
        "mistakes"
        [ for name, text, expected in mistakes do
              test name { Expect.equal (Toys.problems (text.TrimStart '\n')) expected name } ]
