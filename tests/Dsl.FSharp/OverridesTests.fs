module Spindle.Tests.Dsl.OverridesTests

open System.Text
open Expecto
open Spindle.Dsl
open Spindle.Tests.Dsl

let private body =
    """
seed: 7
tasks: { home: { kind: walk } }
architectures: { small: { kind: net }, deep: { kind: net, hidden: 6 } }
trainings: { standard: { kind: drill, updates: 100, checkpoint_every: 50 } }
models: { fly: { task: home, architecture: small, training: standard } }
"""

let private read (text: string) =
    YamlReader.read "--set" (Encoding.UTF8.GetBytes text)

let private apply overrides =
    Overrides.apply Toys.catalog read overrides (Toys.experiment body)

let private ids overrides =
    match apply overrides with
    | Ok experiment -> Toys.ids (Toys.planOf experiment)
    | Error problems -> failwith $"{problems}"

let private refused overrides =
    match apply overrides with
    | Ok _ -> failwith "it was taken"
    | Error problems -> [ for p in problems -> $"{p.Span.Path} {p.Code} {p.Message}" ]

[<Tests>]
let tests =
    testList "overrides" [
        test "a value of a declaration is replaced" {
            Expect.contains (ids [ "trainings.standard.updates", "150" ]) "models/fly/train/100-150" "one segment more"
        }

        test "a value that the text does not give is added" {
            let experiment =
                apply [ "tasks.home.steps", "50" ]
                |> Result.defaultWith (fun _ -> failwith "refused")

            Expect.equal (Toys.planOf experiment).Steps.Count 4 "it is sound"
        }

        test "a list sweeps" {
            Expect.contains
                (ids [ "trainings.standard.learning_rate", "[0.1, 0.2]" ])
                "models/fly[learning_rate=0.2]/initial"
                "a family"
        }

        test "a model's fields and the seed are replaced; the last one counts" {
            let ids =
                ids [
                    "models.fly.seeds", "[1, 2]"
                    "models.fly.architecture", "[small, deep]"
                    "models.fly.seeds", "4"
                    "seed", "8"
                ]

            Expect.contains ids "models/fly[architecture=deep]/initial" "one seed, two architectures"

            match apply [ "seed", "8" ] with
            | Ok experiment -> Expect.equal experiment.Seed 8L "the seed"
            | Error problems -> failtest $"{problems}"
        }

        test "a path leads into maps and lists" {
            let text =
                "tasks:\n  way: { kind: hike, legs: [{ name: out }, { name: back, lasts: 1 s }] }\n  all: { kind: tour, trails: [way, { kind: hike }] }\n"

            let printed overrides =
                Overrides.apply Toys.catalog read overrides (Toys.experiment text)
                |> Result.map (Canonical.experiment Toys.catalog >> YamlPrinter.print)

            match
                printed [
                    "tasks.way.legs.1.lasts", "2s"
                    "tasks.way.legs.0.finds", "[{ name: gold }]"
                    "tasks.way.legs.0.finds.0.size", "3"
                    "tasks.all.trails.1.slope", "0.5"
                    "tasks.all.trails.0", "{ kind: hike, slope: 7 }"
                ]
            with
            | Error problems -> failtest $"{problems}"
            | Ok yaml ->
                Expect.stringContains
                    yaml
                    "    legs: [{ name: out, finds: [{ name: gold, size: 3 }] }, { name: back, lasts: 2 s }]\n  all: { kind: tour, trails: [{ kind: hike, slope: 7 }, { kind: hike, slope: 0.5 }] }\n"
                    "every value"

            match
                printed [
                    "tasks.way.legs.2.lasts", "2s"
                    "tasks.all.trails.0.slope", "1"
                    "tasks.way.detour.lasts", "1 s"
                    "tasks.way.slope.x", "1"
                    "tasks.way.legs.0.map.x", "1"
                ]
            with
            | Ok yaml -> failtest yaml
            | Error problems ->
                Expect.equal
                    [ for p in problems -> $"{p.Code} {p.Message}" ]
                    [
                        "SPN2011 'legs' has no item 2"
                        "SPN2011 'trails.0' is 'way', which has no part 'slope'"
                        "SPN2011 'detour' is not given, so that nothing in it can be set"
                        "SPN2011 'slope' has no part 'x'"
                        "SPN2011 'legs.0.map' is not given, so that nothing in it can be set"
                    ]
                    "what leads nowhere"
        }

        test "a path leads into what holds by default" {
            let experiment =
                Overrides.apply
                    Toys.catalog
                    read
                    [ "tasks.way.legs.1.lasts", "5 s" ]
                    (Toys.experiment "tasks: { way: { kind: hike } }\n")
                |> Result.defaultWith (fun problems -> failtest $"{problems}")

            Expect.stringContains
                (YamlPrinter.print (Canonical.experiment Toys.catalog experiment))
                "legs: [{ name: out }, { name: back, lasts: 5 s, finds: [{ name: stone }] }]"
                "the rest stays"
        }

        test "paths that lead nowhere are refused, all at once" {
            Expect.equal
                (refused [
                    "training.standard.updates", "1"
                    "trainings.standart.updates", "1"
                    "models.fly.seds", "1"
                    "updates", "1"
                    "models.fly.task", "3"
                ])
                [
                    "--set training.standard.updates=1 SPN2011 there is no section 'training'"
                    "--set trainings.standart.updates=1 SPN2011 there is no training called 'standart'"
                    "--set models.fly.seds=1 SPN2011 a model has no field 'seds'"
                    "--set updates=1 SPN2011 'updates' is no path of a value"
                    "--set models.fly.task=3 SPN3001 expected a name, found a whole number"
                ]
                "what was said"
        }

        test "a wrong value is told at the override" {
            match apply [ "trainings.standard.updats", "5"; "tasks.home.steps", "many" ] with
            | Error problems -> failtest $"{problems}"
            | Ok experiment ->
                Expect.equal
                    [ for p in Compile.check Toys.environment experiment -> p.Span.Path, p.Code ]
                    [
                        "--set tasks.home.steps=many", "SPN3001"
                        "--set trainings.standard.updats=5", "SPN2001"
                    ]
                    "found by the checks"
        }
    ]
