module Spindle.Tests.Dsl.ExpandTests

open Expecto
open Spindle.Tests.Dsl

/// The names of the planned models, by the steps that make their untrained networks.
let private models body = [
    for id in Toys.ids (Toys.plan body) do
        if id.StartsWith "models/" && id.EndsWith "/initial" then
            id["models/".Length .. id.Length - "/initial".Length - 1]
]

let private probes body = [ for probe in (Toys.plan body).Probes -> probe.Member ]

let private parts =
    """
tasks:
  home: { kind: walk }
  far: { kind: walk, steps: 500 }
architectures:
  small: { kind: net }
  deep: { kind: net, hidden: 6 }
trainings:
  standard: { kind: drill }
  swept: { kind: drill, learning_rate: [1e-4, 3e-1] }
"""

[<Tests>]
let tests =
    testList "families" [
        test "a model with one value everywhere is called by its name alone" {
            let body =
                parts
                + "models: { fly: { task: home, architecture: small, training: standard, seed: 5 } }"

            Expect.equal (models body) [ "fly" ] "no axes"
        }

        test "fields with several values become axes in a fixed order" {
            let body =
                parts
                + "models: { fly: { seeds: [1, 3], architecture: [small, deep], task: [far, home], training: standard } }"

            let expected = [
                for task in [ "far"; "home" ] do
                    for architecture in [ "small"; "deep" ] do
                        for seed in [ 1; 3 ] do
                            $"fly[task={task},architecture={architecture},seed={seed}]"
            ]

            Expect.equal (models body) expected "eight members"
        }

        test "a swept parameter of a part becomes an axis after the part" {
            let body =
                parts
                + "models: { fly: { task: home, architecture: [small, deep], training: swept, seeds: [1] } }"

            Expect.equal
                (models body)
                [
                    "fly[architecture=small,learning_rate=0.0001]"
                    "fly[architecture=small,learning_rate=0.3]"
                    "fly[architecture=deep,learning_rate=0.0001]"
                    "fly[architecture=deep,learning_rate=0.3]"
                ]
                "the value in its canonical form"
        }

        test "a sweep over one value is no axis" {
            let body =
                """
tasks: { home: { kind: walk, steps: [50] } }
probes: { seen: { kind: size, of: home } }
"""

            Expect.equal (probes body) [ "seen" ] "as if it stood alone"
        }

        test "axes that would clash are qualified" {
            let body =
                """
tasks: { home: { kind: dice, number: [1, 2] } }
architectures: { small: { kind: net, units: [4, 8] } }
trainings: { standard: { kind: drill } }
recordings: { notes: { kind: diary, file: diary.txt } }
models: { fly: { task: home, architecture: small, training: standard } }
probes: { seen: { kind: size, of: fly, bins: [5, 6] } }
"""

            Expect.equal (probes body).Head "seen[number=1,units=4,bins=5]" "nothing clashes"

            let clashing =
                """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill, window: [5, 6] } }
models: { fly: { task: home, architecture: small, training: standard } }
probes: { seen: { kind: look_again, of: fly, window: [1, 2] } }
"""

            Expect.equal
                (probes clashing)
                [
                    "seen[window=5,probe.window=1]"
                    "seen[window=6,probe.window=1]"
                    "seen[window=5,probe.window=2]"
                    "seen[window=6,probe.window=2]"
                ]
                "the probe's own is told apart"
        }

        test "quantities and lists stand in names in their canonical form" {
            let body =
                """
tasks: { home: { kind: walk, time_step: [1500 us, 0.01 s], places: [[1, 2], [3]] } }
probes: { seen: { kind: size, of: home } }
"""

            Expect.equal
                (probes body)
                [
                    "seen[time_step=0.0015 s,places=1;2]"
                    "seen[time_step=0.0015 s,places=3]"
                    "seen[time_step=0.01 s,places=1;2]"
                    "seen[time_step=0.01 s,places=3]"
                ]
                "one label a value"
        }

        test "a probe measures every member of its subject, and may be swept itself" {
            let body =
                parts
                + """
models: { fly: { task: home, architecture: small, training: standard, seeds: [1, 2] } }
probes: { seen: { kind: size, of: fly, bins: [5, 6] } }
"""

            let plan = Toys.plan body

            Expect.equal
                [ for probe in plan.Probes -> probe.Name, probe.Member ]
                [
                    "seen[bins=5]", "seen[seed=1,bins=5]"
                    "seen[bins=5]", "seen[seed=2,bins=5]"
                    "seen[bins=6]", "seen[seed=1,bins=6]"
                    "seen[bins=6]", "seen[seed=2,bins=6]"
                ]
                "every pair"

            let axes = plan.Probes[0].Axes
            Expect.equal (axes["seed"], axes["bins"], axes.Count) ("1", "5", 2) "its axes"
        }

        test "a probe may be swept over what it measures" {
            let body = parts + "probes: { seen: { kind: size, of: [home, far] } }"

            Expect.equal (probes body) [ "seen[of=home]"; "seen[of=far]" ] "one member a subject"
        }
    ]
