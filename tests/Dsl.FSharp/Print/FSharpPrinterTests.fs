module Spindle.Tests.Dsl.Print.FSharpPrinterTests

open Expecto
open Spindle.Dsl
open Spindle.Tests.Dsl

let private printed (text: string) =
    match Texts.read text with
    | experiment, [] -> FSharpPrinter.print Toys.catalog (Canonical.experiment Toys.catalog experiment)
    | _, problems -> failtest $"{problems}"

let private yaml =
    """spindle: 1
experiment: a "study"
description: "two\nlines"
seed: -7
tasks:
  home: { kind: walk, steps: 5000000000, time_step: 1.5 ms, start: random_place, noise: 1, places: [1, -2.5], cue: 7 }
  match: { kind: dice }
architectures:
  net: { kind: net, units: [8, 16] }
  memory: { kind: memory }
trainings:
  net: { kind: drill, learning_rate: 0.5, updates: 10, checkpoint_every: 5, window: 3 }
models:
  fly: { task: home, architecture: net, training: net, seeds: [1, 2] }
  both: { task: [home, match], architecture: [net, memory], training: net, seed: 5 }
recordings:
  log: { kind: diary, file: data/log.txt, more: [a.txt] }
probes:
  seen: { kind: size, of: [fly, log], bins: [5, 20] }
  followed: { kind: follow, of: fly, truth: home, horizons: [1, 2] }
  alone: { kind: size, of: both }
expect:
  - { that: followed.error_1, is: 1, within: 0.5 }
  - that: "seen[architecture=net,seed=1,bins=5].mean"
    at_most: { times: 2, that: followed.error_2 }
    over: mean
    source: a book
  - { that: "seen[ seed = 1 ].mean", at_least: -1 }
"""

let private script =
    "open Spindle
open Spindle.Tests.Kinds
open Spindle.Contracts

let study =
    experiment \"a \\\"study\\\"\" {
        description \"two\\nlines\"
        seed -7

        let! home =
            declare.task(
                \"home\",
                Walk(
                    Steps = 5000000000L,
                    TimeStep = Duration(0.0015m),
                    Noise = 1.0,
                    Start = WalkStart.RandomPlace,
                    Places = [ 1.0; -2.5 ],
                    Cue = 7L
                )
            )
        let! match_task = declare.task(\"match\", Dice())

        let! net = declare.architecture(\"net\", Net()).sweep((fun s -> s.Units), ([ 8L; 16L ]: int64 list))
        let! memory = declare.architecture(\"memory\", Memory())

        let! net_training =
            declare.training(\"net\", Drill(Updates = 10, CheckpointEvery = 5, LearningRate = 0.5, Window = 3))

        let! fly = declare.model(\"fly\", home, net, net_training, seeds = [ 1; 2 ])
        let! both =
            declare.model(
                \"both\",
                ([ home; match_task ]: TaskRef list),
                [ net; memory ],
                net_training,
                seeds = 5
            )

        let! log =
            declare.recording(\"log\", Diary(File = DataFile \"data/log.txt\", More = [ DataFile \"a.txt\" ]))

        let! seen =
            declare.probe(\"seen\", Size(Of = fly))
                .sweep((fun s -> s.Of), ([ fly; log ]: Subject list))
                .sweep((fun s -> s.Bins), ([ 5L; 20L ]: int64 list))
        let! followed = declare.probe(\"followed\", Follow(Of = fly, Truth = home, Horizons = [ 1L; 2L ]))
        declare.probe(\"alone\", Size(Of = both))

        expect(followed[\"error_1\"], near(1.0, within = 0.5))
        expect(
            seen.where(net).where(seed = 1).where(\"bins\", \"5\")[\"mean\"],
            atMost (2.0 * followed[\"error_2\"]),
            over = Over.Mean,
            source = \"a book\"
        )
        expect(\"seen[ seed = 1 ].mean\", atLeast -1.0)
    }
"

let private nestedScript =
    "open Spindle
open Spindle.Tests.Kinds

let study =
    experiment \"nested\" {
        seed 0

        let! way =
            declare.task(
                \"way\",
                Hike(
                    Legs = [
                        Leg(
                            Name = \"up\",
                            Lasts = Duration(1.5m),
                            Pace = Pace.FlatOut,
                            Heights = [ 1.0 ],
                            Finds = [ Find(Name = \"gold\") ]
                        )
                        Leg(Name = \"down\", Map = DataFile \"diary.txt\")
                    ]
                )
            )
        declare.task(\"all\", Tour(Trails = ([ way.Spec; Hike(Slope = 1.0) ]: Trail list), Encore = way.Spec))

        let! net = declare.architecture(\"net\", Net())

        let! standard = declare.training(\"standard\", Drill())

        let! fly = declare.model(\"fly\", way, net, standard)

        let! seen = declare.probe(\"seen\", Size(Of = fly))

        declare.training(\"grafted\", Graft(From = fly, By = seen))
    }
"

[<Tests>]
let tests =
    testList "F# printer" [
        test "an experiment becomes a script with a handle for whatever is referred to" {
            Expect.equal (printed yaml) script "script"
        }

        test "clauses and specs in place become calls, a line for each where they are long" {
            let text =
                """spindle: 1
experiment: nested
tasks:
  all: { kind: tour, trails: [way, { kind: hike, slope: 1 }], encore: way }
  way: { kind: hike, legs: [{ name: up, lasts: 1.5 s, pace: flat_out, heights: [1], finds: [{ name: gold }] }, { name: down, map: diary.txt }] }
trainings:
  standard: { kind: drill }
  grafted: { kind: graft, from: fly, by: seen }
architectures: { net: { kind: net } }
models: { fly: { task: way, architecture: net, training: standard } }
probes: { seen: { kind: size, of: fly } }
"""

            Expect.equal (printed text) nestedScript "script"
        }

        test "a plugin is referred to" {
            let text = printed "spindle: 1\nexperiment: x\nplugins: [./Mine.dll]\n"
            Expect.stringStarts text "#r \"./Mine.dll\"\n\nopen Spindle\n" "before everything else"
            Expect.stringContains text "plugins [ \"./Mine.dll\" ]" "in the study"
        }
    ]
