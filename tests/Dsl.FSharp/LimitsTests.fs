module Spindle.Tests.Dsl.LimitsTests

open System.IO
open System.Text
open Expecto
open Spindle
open Spindle.Catalog
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tests.Dsl
open Spindle.Tests.Kinds

let private body =
    """
limits: { time: 2 h, memory: 8 GB }
tasks:
  home: { kind: walk, limits: { time: 90 s } }
architectures: { net: { kind: net } }
trainings: { drill: { kind: drill, limits: { time: 30 min, memory: 512 MB } } }
models:
  fly: { task: home, architecture: net, training: drill, limits: { memory: 2 GiB } }
  ant: { task: home, architecture: net, training: drill }
probes:
  seen: { kind: size, of: fly, limits: {} }
"""

let private limitsOf (step: Step) =
    let text (name: string) (plan: System.Text.Json.Nodes.JsonNode | null) =
        match plan with
        | null -> "-"
        | plan -> plan[name] |> Option.ofObj |> Option.map string |> Option.defaultValue "-"

    let resources = (PlanJson.Write step)["resources"] |> nonNull
    text "time" resources["limits"], text "memory" resources["limits"]

let private limitsIn (plan: Plan) id =
    plan.Steps |> Seq.find (fun step -> step.Id = id) |> limitsOf

let private keys (plan: Plan) = PlanDigest.structural plan

let private read (text: string) =
    YamlReader.read "--set" (Encoding.UTF8.GetBytes text)

let private overridden assignments =
    Overrides.apply Toys.catalog read assignments (Toys.experiment body)

/// Limits as a script hands them over: all at its declaration's line.
let private given span (time: string option) (memory: string option) : Field list = [
    for key, text in [ "time", time; "memory", memory ] do
        match text with
        | Some text -> {
            Key = { Value = key; Span = span }
            Value = { Value = Text text; Span = span }
          }
        | None -> ()
]

let private saying =
    experiment "toys" {
        limits (time = Duration 7200m, memory = MemorySize 8m)
        let! home = declare.task("home", Walk()).limits(time = Duration 90m)
        let! net = declare.architecture ("net", Net())

        let! drill =
            declare.training("drill", Drill()).limits(time = Duration 1800m, memory = MemorySize 0.512m)

        let! fly =
            declare.model("fly", home, net, drill).limits(memory = MemorySize 2.147483648m)

        declare.model ("ant", home, net, drill)
        declare.probe ("seen", Size(Of = fly, Bins = 10))
    }

[<Tests>]
let tests =
    testList "limits in the language" [
        test "each step has those of its declaration, the rest from the experiment" {
            let plan = Toys.plan body
            Expect.equal (limitsIn plan "tasks/home/trials") ("90 s", "8 GB") "a task's own time"

            Expect.equal
                (limitsIn plan "models/fly/initial")
                ("7200 s", "2.147483648 GB")
                "the untrained network: the model's memory"

            Expect.equal
                (limitsIn plan "models/fly/train/0-50")
                ("1800 s", "2.147483648 GB")
                "a segment: the model before the training before the experiment"

            Expect.equal (limitsIn plan "models/ant/train/0-50") ("1800 s", "0.512 GB") "the training's"
            Expect.equal (limitsIn plan "probes/seen") ("7200 s", "8 GB") "the experiment's alone"
        }

        test "they are in no key, and without them a plan says nothing of them" {
            let without =
                String.concat "\n" [
                    for line in body.Split '\n' do
                        if not (line.StartsWith "limits") then
                            System.Text.RegularExpressions.Regex.Replace(line, @", limits: \{[^}]*\}", "")
                ]

            let bare = Toys.plan without
            Expect.equal (keys bare) (keys (Toys.plan body)) "the keys"
            Expect.all bare.Steps (fun step -> limitsOf step = ("-", "-")) "no limits"
        }

        test "mistakes are told with their places" {
            let told (line: string) expected =
                let text = "\nlimits: " + line + "\ntasks: { home: { kind: walk } }\n"
                Expect.equal (Toys.problems text) [ expected ] line

            told "{ tme: 1 s }" "4:11 SPN2001 there is no limit of 'tme' (did you mean 'time'?)"

            told
                "{ time: 30 }"
                "4:17 SPN3002 expected a duration with its unit, found 30 (write it as 30 s; units are s, ms, us, min, h)"

            told "{ time: 30 days }" "4:17 SPN3003 'days' is no unit of duration (there are s, ms, us, min, h)"

            told "{ memory: 4 Gb }" "4:19 SPN3003 'Gb' is no unit of amount of memory (did you mean 'GB'?)"

            told "{ time: 0 s }" "4:17 SPN3011 the limit of time must be between 1 s and 31622400 s, found 0 s"

            told "{ memory: 1 MB }" "4:19 SPN3011 the limit of memory must be between 0.1 GB and 1000000 GB, found 1 MB"

            told
                "{ time: [1 s, 2 s] }"
                "4:17 SPN3001 expected a duration, found a list (write it as 1 s; units are s, ms, us, min, h)"
        }

        test "limits that are no map, and those of an architecture, are refused" {
            let text = "\ntasks: { home: { kind: walk } }\nlimits: 30 min\n"

            match ExperimentReader.read "toys.yaml" (Encoding.UTF8.GetBytes("spindle: 1\nexperiment: toys" + text)) with
            | _, [ problem ] -> Expect.equal (problem.Code, problem.Span.Line) ("SPN3001", 4) problem.Message
            | _, problems -> failtest $"{problems}"

            Expect.equal
                (Toys.problems "\narchitectures:\n  net: { kind: net, limits: { time: 1 s } }\n")
                [
                    "5:31 SPN3012 'net' is an architecture, which has no limits (give them to the model that uses it)"
                ]
                "an architecture"
        }

        test "a study in F# says them too, with the same canonical form, and prints back" {
            let canonical = Canonical.experiment Toys.catalog
            let yaml = canonical (Toys.experiment body)

            match Studies.toExperiment Toys.catalog saying with
            | Ok experiment -> Expect.equal (canonical experiment) yaml "the same"
            | Error problems -> failtest $"{problems}"

            let printed = YamlPrinter.print yaml
            Expect.stringContains printed "\nlimits: { time: 7200 s, memory: 8 GB }\n" "the experiment's"
            Expect.stringContains printed "home: { kind: walk, limits: { time: 90 s } }" "a declaration's"

            let script = FSharpPrinter.print Toys.catalog yaml
            Expect.stringContains script "limits(time = Duration(7200m), memory = MemorySize(8m))" "the experiment's"
            Expect.stringContains script "Walk()).limits(time = Duration(90m))" "a declaration's"
        }

        test "--set replaces one of them, or gives the first" {
            let plan assignments =
                match overridden assignments with
                | Ok experiment -> Toys.planOf experiment
                | Error problems -> failtest $"{problems}"

            let changed =
                plan [
                    "limits.time", "3 h"
                    "tasks.home.limits.memory", "1 GB"
                    "models.fly.limits.time", "5 s"
                    "models.ant.limits", "{ memory: 3 GB }"
                ]

            Expect.equal (limitsIn changed "probes/seen") ("10800 s", "8 GB") "the experiment's time"
            Expect.equal (limitsIn changed "tasks/home/trials") ("90 s", "1 GB") "a task's first memory"
            Expect.equal (limitsIn changed "models/fly/train/0-50") ("5 s", "2.147483648 GB") "a model's"
            Expect.equal (limitsIn changed "models/ant/train/0-50") ("1800 s", "3 GB") "a whole map"
        }

        test "a difference of limits alone is told, and no step changes" {
            let before = Toys.experiment body

            let after =
                overridden [ "limits.time", "3 h"; "tasks.home.limits.time", "60 s" ]
                |> Result.defaultWith (fun problems -> failtest $"{problems}")

            let difference = Diff.compare (Toys.side before) (Toys.side after)

            Expect.equal
                [ for change in difference.Changes -> change.Path, change.Before, change.After ]
                [
                    "limits.time", Some "7200 s", Some "10800 s"
                    "tasks.home.limits.time", Some "90 s", Some "60 s"
                ]
                "the values"

            Expect.equal (difference.Steps.Changed, difference.Steps.Added) ([], []) "every step stays"
        }

        test "a mistake in a script's limits is placed at its value" {
            let script = [|
                "open Spindle"
                "let study ="
                "    experiment \"toys\" {"
                "        limits (memory = MemorySize(0.05m))"
                "        let! home ="
                "            declare.task(\"home\", Walk())"
                "                .limits(time = Duration(0.1m), memory = MemorySize(4m))"
                "    }"
            |]

            let at line =
                Spindle.Contracts.SourceSpan("script.fsx", line, 1)

            let said = {
                Toys.experiment "\ntasks: { home: { kind: walk } }\n" with
                    Path = "script.fsx"
                    Name = { Value = "toys"; Span = at 3 }
                    Limits = given (at 4) None (Some "0.05 GB")
            }

            let placed =
                {
                    said with
                        Declarations = [
                            for declaration in said.Declarations ->
                                {
                                    declaration with
                                        Name = { Value = "home"; Span = at 6 }
                                        Limits = given (at 6) (Some "0.1 s") (Some "4 GB")
                                }
                        ]
                }
                |> ScriptPlaces.find (fun _ -> script) id

            Expect.equal
                [
                    for problem in Limits.problems placed -> problem.Code, problem.Span.Line, problem.Span.Column
                ]
                [ "SPN3011", 4, 26; "SPN3011", 7, 32 ]
                "places"
        }
    ]
