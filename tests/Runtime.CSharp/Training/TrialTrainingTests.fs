module Spindle.Tests.Training.TrialTrainingTests

open System
open System.Collections.Generic
open System.Threading
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Runtime
open Spindle.Tests.Training.Saccade
open Spindle.Torch
open Spindle.Training

let private plastic = RandomStream.Derive(1L, Nullable(), "plastic")
let private untrained = lazy (initial network both)

let private planned (training: TrialTraining) =
    let steps = List<StepDeclaration>()

    let planner = {
        new IPlanner with
            member _.Step step =
                steps.Add step

                dict [
                    for output in step.Outputs -> output.Name, ArtifactRef(step.Name, output.Name)
                ]
                |> Dictionary
                :> _

            member _.Task _ = failwith "not asked for"
            member _.Model _ = failwith "not asked for"
            member _.Recording _ = failwith "not asked for"
            member _.Probe _ = failwith "not asked for"
    }

    let task = PlannedTask("saccades", both, Dictionary())
    training.Plan(planner, task, network, ArtifactRef("initial", "state")), steps

let private declared =
    testList "training on trials, as declared" [
        test "is a chain of segments, and segments of one length are told apart by their states alone" {
            let checkpoints, steps =
                planned (TrialTraining(Updates = 50L, CheckpointEvery = 20L))

            Expect.equal [ for c in checkpoints -> c.Updates ] [ 0L; 20L; 40L; 50L ] "checkpoints"
            Expect.equal [ for s in steps -> s.Name ] [ "train/0-20"; "train/20-40"; "train/40-50" ] "steps"

            Expect.equal
                [ for s in steps -> string s.Inputs["state"] ]
                [ "initial#state"; "train/0-20#state"; "train/20-40#state" ]
                "states"

            Expect.equal [ for s in steps -> unbox<int64> s.Parameters["updates"] ] [ 20L; 20L; 10L ] "updates"
            Expect.equal (set steps[0].Parameters.Keys) (set steps[1].Parameters.Keys) "parameters"
        }

        test "refuses tasks without trials, networks without recurrence and sets without a rule to train" {
            let codes (problems: Problem seq) = [ for problem in problems -> problem.Code ]
            let ring = Spindle.Tasks.RingAttractor.RingAttractor()
            Expect.equal (codes (training.Validate(ring, network))) [ "SPN4003" ] "task"

            Expect.equal
                (codes (training.Validate(both, Spindle.Architectures.InputSeparatedRnn())))
                [ "SPN4003" ]
                "network"

            let idle = RuleSet(Tasks = pair, Weights = [| 0.0; 0.0 |])
            Expect.equal (codes (training.Validate(idle, network))) [ "SPN4003" ] "rules"
            Expect.isEmpty (training.Validate(both, network)) "a fit"
        }
    ]

let private running =
    testSequenced
    <| testList "training on trials, running" [
        test "two segments of 20 updates give bit for bit what one of 40 gives" {
            let whole = segment both network training 40 untrained.Value
            let first = segment both network training 20 untrained.Value
            let second = segment both network training 20 (first.Tensors "state")
            Expect.equal (bytes (second.Tensors "state")) (bytes (whole.Tensors "state")) "states"

            for table, columns in [ "log", [ "cost"; "performance" ]; "losses", [ "loss" ] ] do
                for column in "update" :: "trials" :: columns do
                    let numbers (context: InMemoryStepContext) = numbers (context.Table table) column
                    Expect.equal (Array.append (numbers first) (numbers second)) (numbers whole) $"{table}, {column}"

                let rules (context: InMemoryStepContext) = texts (context.Table table) "rule"
                Expect.equal (Array.append (rules first) (rules second)) (rules whole) "rules"

            Expect.equal
                (numbers (whole.Table "log") "update")
                [|
                    for update in 0.0..10.0..40.0 do
                        update
                        update
                |]
                "a row an evaluation and rule, the first before any update"

            Expect.equal (numbers (second.Table "losses") "update") [| 21.0 .. 40.0 |] "numbers of the updates"
            Expect.equal (numbers (second.Table "losses") "trials") [| for k in 21.0 .. 40.0 -> 8.0 * k |] "trials"
        }

        test "a state names every parameter, Adam's moments and the place in the training" {
            let state = (segment both network training 1 untrained.Value).Tensors "state"
            let names = [ "recurrent"; "bias"; "input_weights"; "output_weights"; "output_bias" ]

            let all = [
                for prefix in [ ""; "adam.m."; "adam.v." ] do
                    for name in names -> prefix + name
            ]

            Expect.equal
                (set state.Keys)
                (set (
                    "adam.step"
                    :: [
                        for name in [ "update"; "phase"; "phase_since"; "stopped" ] -> $"training.{name}"
                    ]
                    @ all
                ))
                "names"

            Expect.equal (state["training.update"].Values<int64>()[0]) 1L "place"
            Expect.sequenceEqual (state["input_weights"].Shape) [ 11L; 16L ] "inputs × units"
            Expect.sequenceEqual (state["output_weights"].Shape) [ 16L; 9L ] "units × outputs"
        }

        test "ends when the worst rule is above the target, and then passes the state on as it is" {
            // A network that has learnt no more than to give up fixation is right in a fifth of the trials.
            let easy =
                TrialTraining(
                    EvaluateEvery = 5L,
                    EvaluationBatches = 4L,
                    EvaluationTrials = 32L,
                    Trials = 16L,
                    TargetPerformance = 0.02
                )

            let context = segment gap network easy 100 (initial network gap)
            let state = context.Tensors "state"
            Expect.equal (state["training.stopped"].Values<int64>()[0]) 1L "ended"
            let update = state["training.update"].Values<int64>()[0]
            Expect.isLessThan update 100L "before the last update"
            let performance = numbers (context.Table "log") "performance"
            Expect.isGreaterThan (Array.last performance) 0.02 "the last evaluation"
            Expect.all performance[.. performance.Length - 2] (fun p -> p <= 0.02) "all before"
            Expect.equal (numbers (context.Table "losses") "update" |> Array.length) (int update) "a loss an update"
            let after = segment gap network easy 100 state
            Expect.equal (bytes (after.Tensors "state")) (bytes state) "state"
            Expect.equal (after.Table("log").Rows, after.Table("losses").Rows) (0, 0) "rows"
        }

        test "rules are drawn with their weights, and those of weight 0 neither trained nor judged" {
            let set =
                RuleSet(Tasks = [| gap; overlap; ZeroGap() |], Weights = [| 3.0; 1.0; 0.0 |])

            let schedule = RuleSchedule(RandomStream.Derive(1L, Nullable(), "rules"))

            let drawn =
                [ for update in 0L .. 3999L -> schedule.At(update, set.Rules()) ]
                |> List.countBy id
                |> Map

            Expect.equal (set.Rules() |> Seq.filter (fun rule -> rule.Weight > 0.0) |> Seq.length) drawn.Count "rules"
            // Five standard deviations of a binomial number.
            Expect.isLessThan (abs (drawn["gap"] - 3000)) 137 "three in four"
            let context = segment set network training 1 (initial network set)
            Expect.equal (texts (context.Table "log") "rule") [| "gap"; "overlap" |] "judged"
        }

        test "an evaluation is the mean of its batches, each judged by itself" {
            TorchNative.Load() |> ignore

            use trainer =
                new TrialTrainer(
                    both,
                    LeakyRnn(Units = 16L, RecurrentNoise = 0.0),
                    training,
                    untrained.Value,
                    plastic,
                    torch.CPU
                )

            let stream item =
                RandomStream.Derive(1L, Nullable(), "x").At item

            let batches = [| for item in 0L .. 2L -> trainer.Draw("gap", 6L, stream item) |]
            // Trials of another length among them.
            let batches = Array.append batches [| trainer.Draw("overlap", 6L, stream 9L) |]
            let together = trainer.Evaluate(batches, stream 5L)
            let single = [ for batch in batches -> trainer.Evaluate([| batch |], stream 5L) ]
            Expect.floatClose Accuracy.high together.Cost (single |> List.averageBy _.Cost) "cost"
            Expect.floatClose Accuracy.high together.Performance (single |> List.averageBy _.Performance) "performance"
            use _ = torch.NewDisposeScope()
            let batch = batches[0]

            let inputs =
                TensorData.Of<float32>(ReadOnlySpan batch.Inputs, int64 batch.Steps, 6L, 11L).ToTensor torch.CPU

            let struct (_, outputs) = trainer.Network.Run(inputs, stream 5L)

            let targets =
                TensorData.Of<float32>(ReadOnlySpan batch.Targets, int64 batch.Steps, 6L, 9L).ToTensor torch.CPU

            let mask =
                TensorData.Of<float32>(ReadOnlySpan batch.Mask, int64 batch.Steps, 1L, 9L).ToTensor torch.CPU

            let cost = (mask * (targets - outputs)).square().mean().item<float32>()
            Expect.floatClose Accuracy.medium single[0].Cost (float cost) "cost of a batch"
            let last = outputs[int64 batch.Steps - 1L].contiguous().data<float32>().ToArray()

            Expect.equal
                single[0].Performance
                (TrialJudgement.Of(both.Layout(), batch, last).Performance)
                "performance of a batch"
        }

        test "untrained, the six tasks are at chance or below" {
            TorchNative.Load() |> ignore

            let six =
                RuleSet(
                    Tasks = [|
                        Overlap()
                        ZeroGap()
                        Gap()
                        DelayedResponse()
                        DistractedResponse()
                        LongGap()
                    |]
                )

            use trainer =
                new TrialTrainer(six, LeakyRnn(), TrialTraining(), initial (LeakyRnn()) six, plastic, torch.CPU)

            let stream item =
                RandomStream.Derive(1L, Nullable(), "x").At item

            for rule in six.Rules() do
                let batches = [| for item in 0L .. 3L -> trainer.Draw(rule.Name, 32L, stream item) |]
                let performance = trainer.Evaluate(batches, stream 5L).Performance
                Expect.isTrue (performance >= 0.0 && performance <= 0.25) $"{rule.Name} {performance}"
        }

        test "a training that diverges fails with the update at fault" {
            let wild =
                LeakyRnn(Units = 16L, Activation = Activation.Power, RecurrentScale = Nullable 50.0)

            let error =
                Expect.throwsC (fun () -> segment both wild training 40 (initial wild both) |> ignore) (fun error ->
                    error :?> SpindleException)

            Expect.equal error.Code DiagnosticCodes.Diverged "code"
            Expect.stringContains error.Message "update 1 " "the update"
        }

        test "updates and evaluations leave no tensor behind" {
            TorchNative.Load() |> ignore

            use trainer =
                new TrialTrainer(both, network, training, untrained.Value, plastic, torch.CPU)

            let stream = RandomStream.Derive(1L, Nullable(), "x")
            use log = torch.zeros ([||], dtype = torch.float64)

            let count updates =
                for update in 1..updates do
                    let batch =
                        trainer.Draw((if update % 2 = 0 then "gap" else "overlap"), 8L, stream.At update)

                    trainer.Update(batch, stream.At update, log)
                    trainer.Evaluate([| batch; batch |], stream.At update) |> ignore

                torch.Tensor.TotalCount

            Expect.equal (count 60) (count 10) "live tensors"
        }

        test "a run that is to end ends within an update" {
            use ended = new CancellationTokenSource()
            ended.Cancel()

            let parameters = [
                "task", box both
                "architecture", box network
                "training", box training
                "updates", box 10L
            ]

            let context =
                InMemoryStepContext(parameters, [ "state", box untrained.Value ], cancellation = ended.Token)

            Expect.throwsT<OperationCanceledException> (fun () -> context.Run(TrialTrainingSegment()) |> ignore) "ends"
            Expect.isEmpty context.Outputs "nothing written"
        }

        test "a small network learns an antisaccade, far above chance" {
            let small = LeakyRnn(Units = 32L)

            let training =
                TrialTraining(
                    EvaluateEvery = 50L,
                    EvaluationBatches = 4L,
                    EvaluationTrials = 32L,
                    Trials = 32L,
                    LearningRate = 3e-3
                )

            let log = (segment gap small training 500 (initial small gap)).Table "log"
            let performance = numbers log "performance"
            let report = String.Join(" ", performance)
            Expect.isLessThan performance[0] 0.3 $"before: {report}"
            Expect.isGreaterThan (Array.last performance) 0.9 $"after: {report}"
        }
    ]

[<Tests>]
let tests = testList "training on trials" [ declared; running ]
