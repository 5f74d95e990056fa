module Spindle.Tests.Dsl.Builders.StudyTests

open Expecto
open Spindle
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Dsl
open Spindle.Tests.Kinds

let private experimentOf (study: Study) =
    Studies.toExperiment Toys.catalog study
    |> Result.defaultWith (fun problems -> failtest $"the study is refused: {problems}")

let private canonical = experimentOf >> Canonical.experiment Toys.catalog

let private ofYaml (body: string) =
    Toys.experiment body |> Canonical.experiment Toys.catalog

let private problemsOf (study: Study) =
    match Studies.toExperiment Toys.catalog study with
    | Ok _ -> failtest "the study is accepted"
    | Error problems ->
        problems
        |> List.map (fun problem -> problem.Code, problem.Span.Line, problem.Message)

/// Everything that a study can say.
let private full =
    experiment "toys" {
        description "a walk, followed"
        seed 12

        let! path =
            declare.task (
                "path",
                Walk(Steps = 50, TimeStep = Duration.Milliseconds 12.5m, Start = WalkStart.RandomPlace)
            )

        let! dice =
            declare.task ("dice", Walk(Periodic = true, Walkers = 2, Places = [ 1.5; -2.0 ], Cue = 3))

        let! diary =
            declare.recording ("diary", Diary(File = DataFile "diary.txt", More = [ DataFile "more.txt" ]))

        let! small = declare.architecture ("small", Net(Units = 8))
        let! large = declare.architecture ("large", Net(Units = 16, Hidden = 5))

        let! quick =
            declare.training("quick", Drill(Updates = 20)).sweep((fun drill -> drill.LearningRate), [ 1e-4; 0.3 ])

        let! calm = declare.training ("calm", Drill())
        let! fly = declare.model ("fly", path, [ small; large ], quick, seeds = [ 1..3 ])
        let! ant = declare.model ("ant", path, large, calm, seeds = 7)
        let! bee = declare.model ("bee", [ path; dice ], small, [ quick ])

        let! follow =
            declare.probe ("follow", Follow(Of = fly, Truth = path, Horizons = [ 1L; 5L ]))

        declare.probe ("size", Size(Of = diary, Bins = 10))
        declare.probe ("likeness", Likeness(Of = bee, With = ant))

        expect (follow.where(small).where(seed = 2)["error_1"], atLeast 1, source = "a guess")

        expect (
            follow.where("learning_rate", 1e-4)["error_5"],
            atMost (0.5 * follow.where(large)["error_1"]),
            over = Over.Mean
        )

        expect ("size.mean", near (0.85, within = 0.1))
    }

let private fullYaml =
    """
description: a walk, followed
seed: 12
tasks:
  path: { kind: walk, steps: 50, time_step: 12500 us, start: random_place }
  dice: { kind: walk, periodic: true, walkers: 2, places: [1.5, -2], cue: 3 }
recordings:
  diary: { kind: diary, file: diary.txt, more: [more.txt] }
architectures:
  small: { kind: net }
  large: { kind: net, units: 16, hidden: 5 }
trainings:
  quick: { kind: drill, updates: 20, learning_rate: [0.0001, 0.3] }
  calm: { kind: drill }
models:
  fly: { task: path, architecture: [small, large], training: quick, seeds: [1, 2, 3] }
  ant: { task: path, architecture: large, training: calm, seed: 7 }
  bee: { task: [path, dice], architecture: small, training: quick }
probes:
  follow: { kind: follow, of: fly, truth: path, horizons: [1, 5] }
  size: { kind: size, of: diary }
  likeness: { kind: likeness, of: bee, with: ant }
expect:
  - { that: "follow[architecture=small,seed=2].error_1", at_least: 1, source: a guess }
  - that: "follow[learning_rate=0.0001].error_5"
    over: mean
    at_most: { times: 0.5, that: "follow[architecture=large].error_1" }
  - { that: size.mean, is: 0.85, within: 0.1 }
"""

let private line = int __LINE__

let private placed =
    experiment "placed" {
        let! path = declare.task ("path", Walk(Steps = 50))

        let! net =
            declare.architecture (
                "net",
                Net(
                    Units = 8,
                    // A comment holds the lines apart.
                    Hidden = 2
                )
            )

        let! quick =
            // So does this one.
            declare
                .training("quick", Drill())
                // And this.
                .sweep((fun drill -> drill.Window), [ 5; 10 ])

        let! fly = declare.model ("fly", path, net, quick)

        for name in [ "one"; "two" ] do
            declare.probe (name, Size(Of = fly))

        expect ("one.mean", atLeast 0.5)
    }

[<Tests>]
let tests =
    testList "studies in F#" [
        test "a study in F# and its twin in YAML have one canonical form" {
            Expect.equal (canonical full) (ofYaml fullYaml) "the canonical form"
        }

        test "a study in F# and its twin in YAML make the same plan" {
            let planned =
                Toys.planOf >> Spindle.Plans.PlanJson.Write >> Spindle.Plans.CanonicalJson.Write

            Expect.equal (planned (experimentOf full)) (planned (Toys.experiment fullYaml)) "the plan"
        }

        test "every declaration knows its line in the script" {
            let said = experimentOf placed

            let lines = [
                said.Name.Value, said.Name.Span.Line
                for declaration in said.Declarations do
                    declaration.Name.Value, declaration.Name.Span.Line
                for model in said.Models do
                    model.Name.Value, model.Name.Span.Line
                for expectation in said.Expectations do
                    expectation.That.Value, expectation.Span.Line
            ]

            Expect.equal
                lines
                [
                    "placed", line + 3
                    "path", line + 4
                    "net", line + 7
                    "quick", line + 18
                    "one", line + 26
                    "two", line + 26
                    "fly", line + 23
                    "one.mean", line + 28
                ]
                "names with their lines"

            Expect.stringEnds said.Path "StudyTests.fs" "the file"
        }

        test "a parameter that is given its default is as if it were not given" {
            let given =
                experiment "toys" { declare.task ("path", Walk(Steps = 100, Noise = 0.5)) }

            let absent = experiment "toys" { declare.task ("path", Walk()) }
            Expect.equal (canonical given) (canonical absent) "the canonical form"
            Expect.isEmpty (experimentOf given).Declarations.Head.Parameters "what is given"
        }

        test "numbers that are none reach the checks as written" {
            let study = experiment "toys" { declare.task ("path", Walk(Noise = nan)) }

            let codes =
                Compile.check Toys.environment (experimentOf study)
                |> List.map (fun problem -> problem.Code, problem.Message)

            Expect.equal codes [ DiagnosticCodes.InfiniteValue, "expected a finite number, found .nan" ] "the problem"
        }

        test "two declarations of one name are told with the line of the second" {
            let line = int __LINE__

            let study =
                experiment "toys" {
                    declare.task ("path", Walk())
                    declare.task ("path", Walk(Steps = 3))
                }

            match Compile.check Toys.environment (experimentOf study) with
            | [ problem ] ->
                Expect.equal problem.Code DiagnosticCodes.DuplicateName "the code"
                Expect.equal problem.Span.Line (line + 5) "the line"
                Expect.equal problem.Hint $"the first is in line {line + 4}" "the hint"
            | problems -> failtest $"expected one problem, found {problems}"
        }

        test "a seed or a description that is said twice is told with the lines" {
            let line = int __LINE__

            let study =
                experiment "toys" {
                    seed 1
                    description "one"
                    seed 2
                    description "two"
                }

            Expect.equal
                (problemsOf study)
                [
                    DiagnosticCodes.SaidTwice, line + 6, "there are two seeds"
                    DiagnosticCodes.SaidTwice, line + 7, "there are two descriptions"
                ]
                "the problems"
        }

        test "a sweep of something that is no parameter is told" {
            let line = int __LINE__

            let study =
                experiment "toys" {
                    declare.training("quick", Drill()).sweep((fun drill -> drill.Window + 1L), [ 5; 10 ])

                    declare
                        .training("slow", Drill())
                        .sweep((fun drill -> drill.LearningRate), [ 0.1 ])
                        .sweep((fun drill -> drill.LearningRate), [ 0.2 ])
                }

            Expect.equal
                (problemsOf study)
                [
                    DiagnosticCodes.UnusableSweep, line + 4, "a sweep of 'quick' names no parameter"
                    DiagnosticCodes.UnusableSweep, line + 6, "'slow' sweeps learning_rate twice"
                ]
                "the problems"
        }

        test "a spec that nobody registered is told" {
            let line = int __LINE__
            let study = experiment "toys" { declare.architecture ("net", Unregistered()) }

            Expect.equal
                (problemsOf study)
                [
                    DiagnosticCodes.UnknownKind, line + 1, "Unregistered is no kind: nothing registers it"
                ]
                "the problems"
        }

        test "a kind that the catalog lacks is described by its own assembly" {
            let empty = KindCatalog.Of [||]
            let study = experiment "toys" { declare.task ("path", Walk(Steps = 3)) }

            match Studies.toExperiment empty study with
            | Ok said ->
                Expect.equal said.Declarations.Head.Kind.Value "walk" "the kind"
                Expect.equal (said.Declarations.Head.Parameters |> List.map _.Key.Value) [ "steps" ] "the parameters"
            | Error problems -> failtest $"the study is refused: {problems}"
        }

        test "a study is a value: making it twice gives the same" {
            let make () =
                experiment "toys" {
                    let! path = declare.task ("path", Walk())

                    if true then
                        declare.probe ("size", Size(Of = path))
                }

            Expect.equal (canonical (make ())) (canonical (make ())) "both"
            Expect.hasLength (experimentOf (make ())).Declarations 2 "the declarations"
        }
    ]
