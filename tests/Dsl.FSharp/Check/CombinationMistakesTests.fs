module Spindle.Tests.Dsl.CombinationMistakesTests

open Expecto
open Spindle.Tests.Dsl

/// What is wrong, the text that has it, and everything that is said about it.
let private mistakes = [
    "values that do not go together",
    """
tasks:
  home: { kind: walk, steps: 20, cue: 20 }
""",
    [ "4:34 SPN4002 a cue at step 20 does not fit a walk of 20 steps (at most 19)" ]
    "values that do not go together, one of them swept",
    """
tasks:
  home: { kind: walk, steps: [100, 20], cue: [10, 50] }
""",
    [ "4:51 SPN4002 a cue at step 50 does not fit a walk of 20 steps (at most 19)" ]
    "a problem of a parameter that is not given stands at the name",
    """
tasks:
  home: { kind: walk, periodic: true, noise: 6 }
""",
    [ "4:3 SPN4001 a periodic walk cannot be that noisy" ]
    "two declarations of one name",
    """
tasks:
  home: { kind: walk }
recordings:
  home: { kind: diary, file: diary.txt }
""",
    [ "6:3 SPN2003 'home' is the name of a task already (the first is in line 4)" ]
    "a dangling reference of a probe",
    """
tasks:
  home: { kind: walk }
probes:
  seen: { kind: size, of: hoem }
""",
    [
        "6:27 SPN2004 there is no task, model or recording called 'hoem' (did you mean 'home'?)"
    ]
    "a dangling reference of a model",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: smal, training: standard }
""",
    [
        "7:36 SPN2004 there is no architecture called 'smal' (did you mean 'small'?)"
    ]
    "a reference to something of another sort",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: standard, training: standard }
""",
    [ "7:36 SPN2008 expected an architecture, but 'standard' is a training" ]
    "a model without a training",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
models:
  fly: { task: home, architecture: small }
""",
    [
        "6:3 SPN3010 the model 'fly' has no training (add training: the name of a training)"
    ]
    "a reference to a task of another kind",
    """
tasks: { luck: { kind: dice } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: luck, architecture: small, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: luck }
""",
    [ "8:43 SPN2008 expected a task of kind walk, but 'luck' is of kind dice" ]
    "a reference to a model on a task of another kind",
    """
tasks: { luck: { kind: dice } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: luck, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly }
""",
    [
        "8:32 SPN2008 expected a task of kind walk, but 'fly' solves 'luck' of kind dice"
    ]
    "a network that does not fit its task",
    """
tasks: { crowd: { kind: walk, walkers: 9 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: crowd, architecture: small, training: standard }
""",
    [ "7:3 SPN4001 'small' does not fit 'crowd': 8 units cannot produce 9 targets" ]
    "a window longer than the trial",
    """
tasks: { home: { kind: walk, steps: 5 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard }
""",
    [
        "7:3 SPN4002 'standard' cannot train 'small' on 'home': a window of 10 steps in trials of 5 (at most 5)"
    ]
    "a probe's unmet requirement: the architecture",
    """
tasks: { home: { kind: walk } }
architectures: { past: { kind: memory } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: past, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home }
""",
    [
        "8:31 SPN4003 follow needs a model with an architecture of kind net, which 'fly' does not have"
    ]
    "a probe's unmet requirement: the layer",
    """
tasks: { home: { kind: walk } }
architectures: { flat: { kind: net, hidden: 0 } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: flat, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home }
""",
    [
        "8:31 SPN4003 follow needs a model with the layer 'hidden', which 'fly' does not have (there is only shown)"
    ]
    "a probe's unmet requirement: the variable",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly, variable: positon }
""",
    [
        "8:32 SPN4003 likeness needs a task with the variable 'positon', which 'fly' does not have (did you mean 'position'?)"
    ]
    "a horizon beyond the trial",
    """
tasks: { home: { kind: walk, steps: 50 } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  errors: { kind: follow, of: fly, truth: home, horizons: [10, 60] }
""",
    [ "8:49 SPN4002 a horizon beyond the walk's 50 steps" ]
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
    [
        "10:43 SPN2013 'bees' is a family, and nothing says which member is meant here (declare the one that is meant under a name of its own)"
    ]
    "models that need each other in a circle",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  one: { kind: apprentice, master: bee }
  two: { kind: apprentice, master: fly }
models:
  fly: { task: home, architecture: small, training: one }
  bee: { task: home, architecture: small, training: two }
""",
    [ "6:3 SPN2012 'one' needs itself: one → bee → two → fly → one" ]
    "a missing file",
    """
recordings:
  notes: { kind: diary, file: diray.txt }
""",
    [
        "4:31 SPN5001 cannot read 'diray.txt': there is no such file (paths are relative to the experiment's file)"
    ]
    "a matrix with two members of one name",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard, seeds: [1, 2, 1] }
""",
    [
        "7:77 SPN2009 'seed' has the value 1 twice: two members of 'fly' would be called 'fly[seed=1]'"
    ]
    "a sweep with two members of one name",
    """
trainings:
  standard: { kind: drill, learning_rate: [1e-1, 0.2, 0.1] }
""",
    [
        "4:55 SPN2009 'learning_rate' has the value 0.1 twice: two members of 'standard' would be called 'standard[learning_rate=0.1]'"
    ]
    "a sweep over nothing",
    """
trainings:
  standard: { kind: drill, learning_rate: [] }
""",
    [ "4:28 SPN3010 an empty list leaves 'learning_rate' without a value" ]
    "a sweep over values that cannot stand in names",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes:
  alike: { kind: likeness, of: fly, with: fly, variable: [position, "speed,position"] }
""",
    [
        "8:69 SPN3008 'variable' cannot be swept over 'speed,position', which cannot stand in the name of a member (give one value here, or declare each variant under a name of its own)"
    ]
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
    [
        "6:3 SPN3009 'standard' would have more than 10000 members (sweep fewer values at once)"
    ]
    "an expectation on no probe",
    """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: sene.mean, at_least: 1 }
""",
    [ "6:13 SPN6001 there is no probe called 'sene' (did you mean 'seen'?)" ]
    "an expectation on a metric that the probe does not measure",
    """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.maen, at_least: 1 }
""",
    [ "6:13 SPN6002 'seen' does not measure 'maen' (did you mean 'mean'?)" ]
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
    [
        "11:13 SPN6002 'errors[architecture=small]' does not measure 'depth' (other members do: select them, as in probe[axis=value].metric)"
    ]
    "a selector on an axis that there is not",
    """
tasks: { home: { kind: walk, noise: [1, 2] } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: "seen[nose=1].mean", at_least: 1 }
""",
    [ "6:13 SPN6003 'seen' has no axis 'nose' (did you mean 'noise'?)" ]
    "a selector on a value that there is not",
    """
tasks: { home: { kind: walk, noise: [1, 2] } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: "seen[noise=3].mean", at_least: 1 }
""",
    [ "6:13 SPN6003 no member of 'seen' has noise=3 (there are 1, 2)" ]
    "an expectation that cannot be read",
    """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen, at_least: 1 }
""",
    [
        "6:13 SPN6004 'seen' does not name a metric of a probe (write probe.metric, or probe[axis=value].metric for some members of a family)"
    ]
    "an expectation against a metric of no probe",
    """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.mean, at_most: { times: 2, that: senn.mean } }
""",
    [ "6:51 SPN6001 there is no probe called 'senn' (did you mean 'seen'?)" ]
    "a negative tolerance",
    """
tasks: { home: { kind: walk } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: seen.mean, is: 1, within: -0.1 }
""",
    [ "6:5 SPN6005 a tolerance is a finite number of at least 0, found -0.1" ]
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
    [
        "4:30 SPN3004 'steps' must be between 1 and 1000000, found 0"
        "4:33 SPN2001 walk has no parameter 'stpes' (did you mean 'steps'?)"
        "5:38 SPN4001 9 hidden units in a net of 8 (lower hidden or raise units)"
        "6:48 SPN3001 expected a whole number, found text"
        "9:38 SPN3004 'bins' must be between 1 and 1000, found 0"
    ]
]

[<Tests>]
let tests =
    testList "mistakes in what is put together" [
        for name, text, expected in mistakes do
            test name { Expect.equal (Toys.problems (text.TrimStart '\n')) expected name }
    ]
