module Spindle.Tests.Dsl.CompileTests

open System
open System.Collections.Generic
open System.Diagnostics
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tests.Dsl

let private study =
    """
seed: 7
tasks:
  home: { kind: walk, steps: 200 }
  spare: { kind: dice }
architectures:
  small: { kind: net }
  deep: { kind: net, hidden: 6 }
trainings:
  standard: { kind: drill, updates: 100, checkpoint_every: 50 }
models:
  fly: { task: home, architecture: [small, deep], training: standard, seeds: [1, 2] }
recordings:
  notes: { kind: diary, file: diary.txt, more: [more.txt] }
probes:
  errors: { kind: follow, of: fly, truth: home }
  seen: { kind: size, of: notes }
expect:
  - { that: "errors[architecture=small].error_1", at_most: { times: 0.5, that: "errors[architecture=deep].error_1" }, over: mean }
  - { that: "errors[seed=2,architecture=deep].depth", is: 3, within: 0.5, source: a guess }
"""

let private step (plan: Plan) id =
    plan.Steps |> Seq.find (fun step -> step.Id = id)

let private input (step: Step) name = step.Inputs[name].ToString()
let private part (key: string) (json: JsonNode | null) : JsonNode = (nonNull json).[key] |> nonNull
let private digests (plan: Plan) = PlanDigest.structural plan

/// The digests of all steps without their names.
let private work (plan: Plan) =
    digests plan |> Map.toList |> List.map snd |> List.sort

/// A plan as plain data, with what its probes and expectations speak of.
let private text (plan: Plan) =
    let probes = [
        for probe in plan.Probes -> probe.Member, probe.Name, probe.Outputs["metrics"].ToString()
    ]

    let expectations = [
        for e in plan.Expectations -> e.That, List.ofSeq e.Members, e.Metric, string e.Bound
    ]

    CanonicalJson.Write(PlanJson.Write plan), probes, expectations

let private structure =
    testList "the shape of a plan" [
        test "everything declared is planned, each step after its inputs" {
            let plan = Toys.plan study

            Expect.equal
                (Toys.ids plan)
                [
                    "tasks/home/trials"
                    "tasks/spare/throw"
                    "recordings/notes"
                    for architecture in [ "small"; "deep" ] do
                        for seed in [ 1; 2 ] do
                            $"models/fly[architecture={architecture},seed={seed}]/initial"
                            $"models/fly[architecture={architecture},seed={seed}]/train/0-50"
                            $"models/fly[architecture={architecture},seed={seed}]/train/50-100"
                    for architecture in [ "small"; "deep" ] do
                        for seed in [ 1; 2 ] do
                            $"probes/errors[architecture={architecture},seed={seed}]"
                    "probes/seen"
                ]
                "the ids in order"

            let known = HashSet<string>()

            for step in plan.Steps do
                for input in step.Inputs do
                    Expect.isTrue (known.Contains input.Value.Step) $"{step.Id} after {input.Value}"

                known.Add step.Id |> ignore
        }

        test "a probe of nothing but files of its own is measured once for each of its values" {
            let plan =
                Toys.plan
                    "probes:\n  weight: { kind: weigh, file: diary.txt, gravity: [1, 9] }\nexpect:\n  - { that: \"weight[gravity=9].weight\", at_least: 1 }\n"

            Expect.equal (Toys.ids plan) [ "probes/weight[gravity=1]"; "probes/weight[gravity=9]" ] "steps"
            Expect.isEmpty (step plan "probes/weight[gravity=9]").Inputs "it reads no step"

            Expect.equal
                (Toys.problems "probes:\n  weight: { kind: weigh, file: nowhere.txt }\n"
                 |> List.length)
                1
                "its files are looked at before anything runs"
        }

        test "a step has resolved parameters, its seeds and its inputs" {
            let plan = Toys.plan study
            let segment = step plan "models/fly[architecture=deep,seed=2]/train/50-100"
            Expect.equal (input segment "data") "tasks/home/trials#data" "the task's data"
            Expect.equal (input segment "state") "models/fly[architecture=deep,seed=2]/train/0-50#state" "the chain"

            Expect.equal
                (CanonicalJson.Write segment.Parameters)
                """{"from":50,"to":100,"training":{"kind":"drill","parameters":{"learning_rate":0.1,"window":10},"version":1}}"""
                "no plan-only parameter, no seed where nothing is drawn"

            let initial = step plan "models/fly[architecture=deep,seed=2]/initial"

            Expect.equal
                (CanonicalJson.Write initial.Parameters["random"])
                """{"experiment":"7","member":"2"}"""
                "the seeds of experiment and member"

            Expect.equal
                (CanonicalJson.Write (step plan "tasks/home/trials").Parameters["random"])
                """{"experiment":"7"}"""
                "a task belongs to no member"
        }

        test "a file enters with the digest of its content" {
            let diary = step (Toys.plan study) "recordings/notes"
            let parameters = diary.Parameters["diary"] |> part "parameters"
            Expect.equal (parameters |> part "file" |> string) Toys.files["diary.txt"] "one file"
            Expect.equal ((parameters |> part "more").[0] |> string) Toys.files["more.txt"] "a list of files"
        }

        test "expectations know the members that they speak of" {
            let plan = Toys.plan study

            match List.ofSeq plan.Expectations with
            | [ first; second ] ->
                Expect.equal
                    (List.ofSeq first.Members)
                    [ "errors[architecture=small,seed=1]"; "errors[architecture=small,seed=2]" ]
                    "both seeds"

                Expect.equal first.Over Summary.Mean "their mean"

                match first.Bound with
                | :? Bound.AtMost as bound ->
                    Expect.equal bound.Level.Factor 0.5 "the factor"

                    Expect.equal
                        (List.ofSeq bound.Level.Members)
                        [ "errors[architecture=deep,seed=1]"; "errors[architecture=deep,seed=2]" ]
                        "the other metric's members"
                | other -> failtest $"{other} is no upper bound"

                Expect.equal (List.ofSeq second.Members) [ "errors[architecture=deep,seed=2]" ] "one member"
                Expect.equal (second.Metric, second.Source) ("depth", "a guess") "as written"
                Expect.equal (second.Span.Line) 22 "where it is written"
            | others -> failtest $"{others.Length} expectations"
        }

        test "a selector finds a value however it is written" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk, noise: [1e-3, 0.5], time_step: [5 ms, 10 ms] } }
probes: { seen: { kind: size, of: home } }
expect:
  - { that: "seen[noise=0.001, time_step=5000 us].mean", at_least: 0 }
"""

            Expect.equal
                (List.ofSeq plan.Expectations[0].Members)
                [ "seen[time_step=0.005 s,noise=0.001]" ]
                "the member"
        }

        test "a selector may name the only value of a field" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes: { seen: { kind: size, of: fly } }
expect:
  - { that: "seen[architecture=small].mean", at_least: 0 }
"""

            Expect.equal (List.ofSeq plan.Expectations[0].Members) [ "seen" ] "the member without axes"
        }

        test "a reference to a family of tasks takes the member that the subject's model uses" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk, noise: [1, 2] } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models: { fly: { task: home, architecture: small, training: standard } }
probes: { errors: { kind: follow, of: fly, truth: home } }
"""

            for noise in [ 1; 2 ] do
                let probe = step plan $"probes/errors[noise={noise}]"
                Expect.equal (input probe "truth") $"tasks/home[noise={noise}]/trials#data" "its own task"
        }

        test "a reference to another family takes the member that agrees on every axis" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill } }
models:
  fly: { task: home, architecture: small, training: standard, seeds: [1, 2] }
  bee: { task: home, architecture: small, training: standard, seeds: [2, 1] }
probes: { alike: { kind: likeness, of: fly, with: bee } }
"""

            Expect.equal
                (input (step plan "probes/alike[seed=2]") "other")
                "models/bee[seed=2]/train/50-100#state"
                "the same seed"
        }

        test "a model may need another, whatever the order in the text" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  copying: { kind: apprentice, master: fly }
  standard: { kind: drill }
models:
  bee: { task: home, architecture: small, training: copying }
  fly: { task: home, architecture: small, training: standard }
"""

            Expect.equal
                (input (step plan "models/bee/train/copy") "state")
                "models/fly/train/50-100#state"
                "the master's state"
        }
    ]

let private withUpdates (updates: int) =
    study.Replace("updates: 100", $"updates: {updates}")

let private keys =
    testList "what changes which steps" [
        test "key order, comments and layout change nothing" {
            let other =
                """
# The same study in another order of keys.
recordings:
  notes: { more: [more.txt], kind: diary, file: "diary.txt" }
trainings:
  standard:
    checkpoint_every: 50   # as before
    updates: 1e2
    kind: drill
models:
  fly: { seeds: [1, 2], training: standard, task: home, architecture: [small, deep] }
seed: 7
architectures:
  small: { kind: net }
  deep: { hidden: 6, kind: net }
tasks:
  home: { steps: 200, kind: walk, noise: 0.50, time_step: 0.01 s }
  spare: { kind: dice }
probes:
  errors: { truth: home, of: fly, kind: follow, horizons: [1, 10] }
  seen: { of: notes, kind: size }
expect:
  - { over: mean, that: "errors[architecture=small].error_1", at_most: { that: "errors[architecture=deep].error_1", times: 0.5 } }
  - { within: 0.5, is: 3, that: "errors[seed=2,architecture=deep].depth", source: a guess }
"""

            Expect.equal (text (Toys.plan other)) (text (Toys.plan study)) "the same plan"
        }

        test "the order of declarations changes no step" {
            let swapped =
                study.Replace(
                    "  home: { kind: walk, steps: 200 }\n  spare: { kind: dice }",
                    "  spare: { kind: dice }\n  home: { kind: walk, steps: 200 }"
                )

            Expect.notEqual swapped study "the text differs"

            Expect.equal
                (digests (Toys.plan swapped))
                (digests (Toys.plan study))
                "the same digests under the same names"
        }

        test "renaming changes no step's work" {
            let renamed =
                study
                    .Replace("home", "orchard")
                    .Replace("fly", "bee")
                    .Replace("small", "tiny")
                    .Replace("errors", "mistakes")
                    .Replace("standard", "usual")

            Expect.equal (work (Toys.plan renamed)) (work (Toys.plan study)) "the same work under other names"
        }

        test "raising updates adds segments and changes none" {
            let before, after = Toys.plan study, Toys.plan (withUpdates 200)
            let known = digests before
            let steps = Diff.steps [] before after

            let added = [
                for architecture in [ "small"; "deep" ] do
                    for seed in [ 1; 2 ] do
                        $"models/fly[architecture={architecture},seed={seed}]/train/100-150"
                        $"models/fly[architecture={architecture},seed={seed}]/train/150-200"
            ]

            Expect.equal steps.Added added "the new segments"

            Expect.equal
                steps.Changed
                [
                    for probe in before.Probes do
                        if probe.Name = "errors" then
                            $"probes/{probe.Member}"
                ]
                "what reads the end"

            Expect.equal steps.Removed [] "nothing goes"

            for id in steps.Stay do
                Expect.equal (digests after).[id] known[id] id
        }

        test "a value changes the steps that depend on it and no other" {
            let after = Toys.plan (study.Replace("hidden: 6", "hidden: 5"))
            let steps = Diff.steps [] (Toys.plan study) after
            Expect.isTrue (steps.Changed |> List.forall _.Contains("architecture=deep")) "the deep ones"
            Expect.equal steps.Changed.Length 8 "their networks, segments and probes"
        }

        test "the experiment's seed changes what draws random numbers and what follows" {
            let steps =
                Diff.steps [] (Toys.plan study) (Toys.plan (study.Replace("seed: 7", "seed: 8")))

            Expect.equal steps.Stay [ "recordings/notes"; "probes/seen" ] "a recording draws none"
        }
    ]

let private size =
    testList "large plans" [
        test "ten thousand members, a hundred thousand steps, are compiled at once" {
            let seeds count = String.Join(", ", [ 1..count ])

            let body count =
                $"""
tasks: {{ home: {{ kind: walk }} }}
architectures: {{ small: {{ kind: net }} }}
trainings: {{ standard: {{ kind: drill, updates: 400, checkpoint_every: 50 }} }}
models: {{ fly: {{ task: home, architecture: small, training: standard, seeds: [{seeds count}] }} }}
probes: {{ errors: {{ kind: follow, of: fly, truth: home }} }}
expect: [ {{ that: errors.error_1, at_most: 1, over: mean }} ]
"""

            let experiment = Toys.experiment (body 10_000)
            let watch = Stopwatch.StartNew()
            let plan = Toys.planOf experiment
            Expect.equal plan.Steps.Count 100_001 "steps"
            // It takes about a second; work that grows with the square of the members takes minutes.
            Expect.isLessThan watch.Elapsed (TimeSpan.FromSeconds 30.0) "the time that it took"
        }

        test "a chain of a hundred thousand segments is compiled and digested without recursion" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill, updates: 100000, checkpoint_every: 1 } }
models: { fly: { task: home, architecture: small, training: standard } }
"""

            Expect.equal plan.Steps.Count 100_002 "steps"
            Expect.equal (PlanDigest.structural plan).Count 100_002 "digests"
        }
    ]

[<Tests>]
let tests = testList "compiling" [ structure; keys; size ]
