/// What holds for every task of one rule.
module Spindle.Tests.Tasks.Cognitive.EveryKindTests

open System
open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tests.Tasks.Cognitive.Batches
open Spindle.Tests.Tasks.Cognitive.Kinds

let private forEvery name (body: TrialSpec -> unit) =
    testList name [ for task in ready -> test task.RuleName { body task } ]

let private modes = [ random 7, 0L; random 7, 1L; tested 1, 0L ]

[<Tests>]
let tests =
    testList "every task of trials" [
        test "there are six saccade tasks, three of matching and the twenty of Yang" {
            Expect.equal ready.Length 29 "kinds"
        }

        forEvery "is sound" (fun task -> Expect.isEmpty (task.Validate()) "problems")

        forEvery "says the cues of its test trials" (fun task ->
            let batch = draw task (tested 3) 0

            Expect.sequenceEqual
                batch.Cue
                (task.TestCues task.RuleName |> Seq.collect (List.replicate 3))
                "every condition, each repeated")

        forEvery "is drawn alike from its clauses" (fun task ->
            let clauses = asClauses task
            Expect.isEmpty (clauses.Validate()) "problems"

            for mode, item in modes do
                for objective in [ Objective.SquaredError; Objective.CrossEntropy ] do
                    let one = task.Draw(task.RuleName, mode, objective, 0.03, stream item)
                    let other = clauses.Draw(task.RuleName, mode, objective, 0.03, stream item)
                    Expect.equal (digest other) (digest one) $"{mode}")

        forEvery "has inputs and targets that are the sums of their parts" (fun task ->
            for mode, item in modes do
                let batch = draw task mode item
                let layout = task.Layout()

                for trial in 0..3..6 do
                    for step in 0..9 .. batch.Steps - 1 do
                        for channel in 0 .. layout.Inputs - 1 do
                            let wanted = PlainTrials.input task batch step trial channel
                            let found = float (input task batch step trial channel)
                            Expect.isLessThan (abs (found - wanted)) 1e-6 $"input {channel} at step {step}"

                        for channel in 0 .. layout.Outputs - 1 do
                            let wanted = PlainTrials.target task batch step trial channel
                            let found = float (target task batch step trial channel)
                            Expect.isLessThan (abs (found - wanted)) 1e-6 $"target {channel} at step {step}")

        forEvery "is solved by its targets, and by nothing else" (fun task ->
            for mode, item in modes do
                let batch = draw task mode item
                Expect.equal (performanceOfTargets task batch) 1.0 "targets"
                let outputs = task.Layout().Outputs
                let flat = Array.create (batch.Trials * outputs) 0.2f
                let judged = TrialJudgement.Of(task.Layout(), batch, ReadOnlySpan flat)
                Expect.equal judged.Performance 0.0 "a flat ring that does not fixate")

        forEvery "has epochs and a response within its trials" (fun task ->
            for mode, item in modes do
                let batch = draw task mode item
                Expect.isLessThan batch.ResponseOnset batch.Steps "response"
                Expect.equal (Seq.max [ for epoch in batch.Epochs -> int epoch.To ]) batch.Steps "end"

                for epoch in batch.Epochs do
                    Expect.isTrue (epoch.From >= 0L && epoch.From < epoch.To) epoch.Name)

        forEvery "counts errors before the response and after the time to react" (fun task ->
            for item in 0L .. 3L do
                let batch = draw task (random 2) item
                let after = float32 task.Cost.After

                for step in 0 .. batch.Steps - 1 do
                    let counts =
                        if step < 5 then 0.0f
                        elif step < batch.ResponseOnset then 1.0f
                        elif step < batch.ResponseOnset + 5 then 0.0f
                        else after

                    Expect.equal (mask task batch step) (2.0f * counts, counts) $"step {step}")

        forEvery "draws an item alike, whatever was drawn before" (fun task ->
            let name = task.RuleName

            let drawn item =
                digest (task.Draw(name, random 3, Objective.SquaredError, 0.03, stream item))

            let forth = [ for item in 0L .. 3L -> drawn item ]
            let back = List.rev [ for item in List.rev [ 0L .. 3L ] -> drawn item ]
            Expect.equal back forth "order"
            Expect.equal (List.distinct forth).Length 4 "items differ")

        forEvery "promises the steps, channels, variables and epochs of its test trials" (fun task ->
            let signature = task.Signature()
            let batch = draw task (tested 1) 0L
            Expect.equal signature.Steps (int64 batch.Steps) "steps"

            Expect.equal
                (Seq.sumBy (fun (port: Port) -> port.Size) signature.Inputs)
                (int64 (task.Layout().Inputs))
                "inputs"

            Expect.equal
                (Seq.sumBy (fun (port: Port) -> port.Size) signature.Targets)
                (int64 (task.Layout().Outputs))
                "targets"

            Expect.equal (List.ofSeq signature.Epochs) (List.ofSeq batch.Epochs) "epochs"
            Expect.equal (List.ofSeq (task.EpochsOf task.RuleName)) (List.ofSeq batch.Epochs) "epochs of the rule"

            Expect.equal
                (set [ for port in signature.Variables -> port.Name ])
                (set [ yield! batch.Stimuli.Keys; "response" ])
                "variables")

        test "a flat ring never counts as a response, and a response in the wrong place is none" {
            let task = Saccades.DelayedResponse()
            let batch = draw task (tested 1) 0L
            let outputs = Array.zeroCreate<float32>(8 * 9)
            // Trial t answers t steps of 22.5 degrees beside the cue: right below 36 degrees.
            for trial in 0..7 do
                for unit in 0..7 do
                    let angle = batch.Stimuli["cue"][trial] + float trial * Math.PI / 8.0
                    outputs[trial * 9 + 1 + unit] <- float32 (1.0 + cos (angle - Math.Tau * float unit / 8.0))

            let judged = TrialJudgement.Of(task.Layout(), batch, ReadOnlySpan outputs)
            Expect.equal judged.Correct [| true; true; false; false; false; false; false; false |] "correct"

            for trial in 0..7 do
                Expect.floatClose Accuracy.medium judged.Error[trial] (float trial * Math.PI / 8.0) "error"
        }

        test "the population vector gives back a bump's angle on the grid of half units" {
            for place in 0..15 do
                let angle = Angle(22.5m * decimal place)

                let task =
                    Trials(
                        Epochs = [|
                            Grammar.TrialEpoch(Name = "go1", Lasts = Duration.Milliseconds 500m, Respond = true)
                        |],
                        Stimuli = [| Grammar.TrialStimulus(Name = "cue", During = "go1", Angle = angle) |],
                        Responses = [| Grammar.TrialResponse(To = [| "cue" |]) |]
                    )

                let batch = draw task (random 1) 0L
                let last = batch.Targets[(batch.Steps - 1) * 9 ..]
                let judged = TrialJudgement.Of(task.Layout(), batch, ReadOnlySpan last)
                Expect.isLessThan judged.Error[0] 1e-6 $"{angle.Degrees} degrees"
                let peak = Array.max last[1..]

                Expect.floatClose
                    Accuracy.medium
                    (float peak)
                    (if place % 2 = 0 then 0.85 else 0.05 + 0.8 * exp -0.5)
                    "peak"
        }

        test "what is right can be judged more strictly" {
            let task =
                Saccades.DelayedResponse(Criterion = Grammar.TrialCriterion(Tolerance = Angle 1m, Fixating = 0.9))

            let batch = draw task (random 64) 0L
            let size = 64 * 9
            let last = batch.Targets[(batch.Steps - 1) * size ..]
            let judged = TrialJudgement.Of(task.Layout(), batch, ReadOnlySpan last)
            // The coarse ring biases the population vector by up to 1.2953 degrees.
            Expect.isLessThan judged.Performance 1.0 "one degree"
            Expect.isLessThan (Array.max judged.Error) (1.2953 * Math.PI / 180.0) "bias"
        }

        test "every kind can be read back from its canonical form and draws the same" {
            let catalog =
                KindCatalog.Of [| KindSource(typeof<TrialSpec>.Assembly, (fun () -> null), null) |]

            for task in ready do
                let kind = catalog.Of task
                let json = SpecJson.Write(kind, task, ValuePurpose.Text)
                let back = SpecJson.Read(kind, json) :?> TrialSpec
                Expect.equal (digest (draw back (random 3) 2L)) (digest (draw task (random 3) 2L)) task.RuleName
                let clauses = asClauses task
                let kind = catalog.Of clauses
                let json = SpecJson.Write(kind, clauses, ValuePurpose.Text)
                let back = SpecJson.Read(kind, json) :?> TrialSpec

                Expect.equal
                    (digest (draw back (random 3) 2L))
                    (digest (draw task (random 3) 2L))
                    $"clauses of {task.RuleName}"
        }
    ]
