module Spindle.Tests.Dsl.Print.YamlPrinterTests

open Expecto
open Spindle.Dsl
open Spindle.Tests.Dsl

let private canonical = Canonical.experiment Toys.catalog

let private readAgain (text: string) =
    match Texts.read text with
    | experiment, [] -> experiment
    | _, problems -> failtest $"{text}\n{problems}"

let private printed (text: string) =
    YamlPrinter.print (canonical (readAgain text))

/// The same experiment twice, written differently.
let private loose =
    """# comments are no part of it
experiment: study
probes:
  seen: { of: [fly], kind: size, bins: 1e1 }
tasks:
  home:
    time_step: 1500 us
    steps: 100       # the default
    noise: 0.50
    places: [1.0, 2e0]
    kind: walk
  far: { kind: walk, steps: [10, 0x14], walkers: 1 }
models:
  fly: { training: [drill], architecture: [small, large], task: home, seeds: [1] }
architectures: { small: { kind: net }, large: { units: 16, kind: net } }
trainings: { drill: { kind: drill } }
spindle: 1
seed: 007
expect:
  - { source: "a, b", at_most: 1.50, that: "seen[architecture=small].mean", over: each }
  - at_least: { that: seen.spread, times: 1e-7 }
    that: seen.mean
    over: median
    source: a long explanation of where this number comes from, which makes the line too long for one line
"""

let private canonicalText =
    """spindle: 1
experiment: study
seed: 7

tasks:
  home: { kind: walk, time_step: 0.0015 s, places: [1, 2] }
  far: { kind: walk, steps: [10, 20] }

architectures:
  small: { kind: net }
  large: { kind: net, units: 16 }

trainings:
  drill: { kind: drill }

models:
  fly: { task: home, architecture: [small, large], training: drill }

probes:
  seen: { kind: size, of: fly }

expect:
  - { that: "seen[architecture=small].mean", at_most: 1.5, source: "a, b" }
  - that: seen.mean
    over: median
    at_least: { times: 1e-7, that: seen.spread }
    source: a long explanation of where this number comes from, which makes the line too long for one line
"""

[<Tests>]
let tests =
    testList "YAML printer" [
        test "every way of writing an experiment prints as one" {
            Expect.equal (printed loose) canonicalText "canonical"
            Expect.equal (printed canonicalText) canonicalText "already canonical"
        }

        test "a description of several lines stays readable" {
            let text =
                "spindle: 1\nexperiment: x\ndescription: |\n  First.\n\n    Second: 'more'.\nseed: 0\n"

            Expect.equal (printed text) text "as it was"
        }

        testProperty "what is printed reads back as the same experiment" (fun (seed: int) ->
            let experiment = canonical (Generated.experiment seed)
            let text = YamlPrinter.print experiment
            Expect.equal (canonical (readAgain text)) experiment text)

        testProperty "printing what was printed changes nothing" (fun (seed: int) ->
            let text = YamlPrinter.print (canonical (Generated.experiment seed))
            Expect.equal (printed text) text "the same")

        testProperty "any text survives" (fun (texts: string list) ->
            let clean (text: string) =
                String.filter (fun letter -> not (System.Char.IsSurrogate letter)) text

            let texts = texts |> List.map (fun text -> clean (string text))

            let experiment =
                {
                    Generated.experiment 1 with
                        Description = String.concat "\n" texts
                        Plugins =
                            texts
                            |> List.map (fun text -> {
                                Value = text
                                Span = Spindle.Contracts.SourceSpan.None
                            })
                }
                |> canonical

            Expect.equal (canonical (readAgain (YamlPrinter.print experiment))) experiment "the same")

        testProperty "the canonical form is canonical" (fun (seed: int) ->
            let once = canonical (Generated.experiment seed)
            Expect.equal (canonical once) once "the same")
    ]
