/// Tasks of trials as experiments write them.
module Spindle.Tests.Docs.CognitiveTasksTests

open System.IO
open System.Text
open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tasks.Cognitive
open Spindle.Tests.EndToEnd
open Spindle.Tests.Tasks.Cognitive

let private catalog =
    KindCatalog.Of [| KindSource(typeof<TrialSpec>.Assembly, (fun () -> null), null) |]

let private environment: Environment = {
    Catalog = catalog
    Digest = fun _ -> Error "there is no such file"
}

let private experiment (text: string) =
    match ExperimentReader.read "experiment.yaml" (Encoding.UTF8.GetBytes text) with
    | experiment, [] -> experiment
    | _, problems -> failwith $"the text cannot be read: {problems}"

let private problems text = [
    for problem in Compile.check environment (experiment text) do
        $"{problem.Span.Line}:{problem.Span.Column} {problem.Code} {problem.Message}"
]

/// The parameters of the task that a model is trained on, as its steps have them.
let private planned (tasks: string) =
    let text =
        $"spindle: 1\nexperiment: study\ntasks:\n{tasks}"
        + "architectures: { net: { kind: leaky_rnn, units: 8 } }\n"
        + "trainings: { brief: { kind: trial_training, updates: 20 } }\n"
        + "models: { model: { task: mine, architecture: net, training: brief, seeds: [1] } }\n"

    match Compile.plan environment (experiment text) with
    | Error problems -> failwith $"the experiment is not sound: {problems}"
    | Ok plan ->
        plan.Steps
        |> Seq.pick (fun step -> Option.ofObj step.Parameters["task"])
        |> CanonicalJson.Write

let private ofSpec (task: Spec) =
    CanonicalJson.Write(SpecJson.Write(catalog.Of task, task, ValuePurpose.Plan))

let private written =
    """  mine:
    kind: trials
    rule: odrd
    epochs:
      - { name: fix1,      lasts: 1 s }
      - { name: stim1,     lasts: 500 ms }
      - { name: delay1,    lasts: 500 ms }
      - { name: distract1, lasts: 500 ms }
      - { name: delay2,    lasts: 500 ms }
      - { name: go1,       lasts: 500 ms, fixation: false, respond: true }
    stimuli:
      - { name: cue, during: stim1 }
      - name: distractor
        during: distract1
        from: cue
        turned_by: [45 deg, 90 deg, 135 deg, 180 deg, 225 deg, 270 deg, 315 deg]
        turn: each_batch
        turned_in_test: [180 deg]
    responses: [{ to: [cue] }]
"""

[<Tests>]
let tests =
    testList "cognitive tasks in experiments" [
        test "the examples of docs/cognitive-tasks.md are sound" {
            let page =
                File.ReadAllText(Path.Combine(Command.repository, "docs", "cognitive-tasks.md"))

            let examples =
                page.Split "```yaml\n"
                |> Array.skip 1
                |> Array.map (fun text -> Array.head (text.Split "```"))

            Expect.isGreaterThan examples.Length 1 "there are examples"

            for example in examples do
                Expect.isEmpty (problems example) "problems"
        }

        test "odrd written as clauses is that task, parameter by parameter" {
            let clauses = Kinds.asClauses (Saccades.DistractedResponse())
            Expect.stringContains (planned written) (ofSpec clauses) "parameters"
        }

        test "a time off the grid is told where it is written, with the nearest times" {
            let text =
                "spindle: 1\nexperiment: study\ntasks:\n"
                + written.Replace("delay2,    lasts: 500 ms", "delay2,    lasts: 510 ms")

            Expect.equal
                (problems text)
                [
                    "12:28 SPN4002 'delay2' lasts 510 ms, which is no whole number of steps of 20 ms"
                ]
                "problems"
        }

        test "so is an epoch that is not there, and a rule of a set that is there twice" {
            let text =
                "spindle: 1\nexperiment: study\ntasks:\n"
                + written.Replace("during: distract1", "during: distraction")

            Expect.equal (problems text) [ "17:9 SPN2004 there is no epoch 'distraction'" ] "problems"

            let text =
                "spindle: 1\nexperiment: study\ntasks: { all: { kind: rule_set, tasks: [{ kind: odr }, { kind: odr, delay: 1 s }] } }\n"

            Expect.equal (problems text) [ "3:56 SPN2003 there is another rule 'odr' before it" ] "problems"
        }
    ]
