module Spindle.Tests.Training.CurriculumTests

open System
open System.Collections.Generic
open Expecto
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Runtime
open Spindle.Tests.Training.Saccade
open Spindle.Training

let private phases: TrainingPhase[] = [|
    TrainingPhase(Rules = [| "overlap" |], Updates = Nullable 7L)
    TrainingPhase(Rules = [| "gap"; "overlap" |], Weights = [| 1.0; 0.0 |], Updates = Nullable 10L)
    TrainingPhase(Updates = Nullable 8L)
|]

let private taught =
    TrialTraining(
        EvaluateEvery = 5L,
        EvaluationBatches = 1L,
        EvaluationTrials = 8L,
        Trials = 8L,
        TargetPerformance = 1.0,
        Phases = phases
    )

let private place (state: IReadOnlyDictionary<string, TensorData>) = [
    for name in [ "update"; "phase"; "phase_since"; "stopped" ] -> state[$"training.{name}"].Values<int64>()[0]
]

let private sizes = lazy (initial network both)

[<Tests>]
let tests =
    testSequenced
    <| testList "curriculum" [
        test "phases follow each other after their updates, each with its rules, and then the training ends" {
            let context = segment both network taught 100 sizes.Value
            let losses, log = context.Table "losses", context.Table "log"
            let trained = texts losses "rule"
            Expect.equal (set trained[..6]) (set [ "overlap" ]) "first"
            Expect.equal (set trained[7..16]) (set [ "gap" ]) "second"
            Expect.equal (set trained[17..]) (set [ "gap"; "overlap" ]) "last, as the task says"
            Expect.equal trained.Length 25 "updates in all"
            Expect.equal (place (context.Tensors "state")) [ 25L; 3L; 25L; 1L ] "place"

            Expect.equal
                (List.zip (List.ofArray (numbers log "update")) (List.ofArray (texts log "rule")))
                [
                    0.0, "overlap"
                    5.0, "overlap"
                    10.0, "gap"
                    15.0, "gap"
                    20.0, "gap"
                    20.0, "overlap"
                    25.0, "gap"
                    25.0, "overlap"
                ]
                "the rules that are judged"
        }

        test "cut within phases it gives bit for bit what it gives uncut" {
            let whole = (segment both network taught 30 sizes.Value).Tensors "state"

            let cut =
                [ 6; 5; 9; 10 ]
                |> List.fold
                    (fun state updates -> (segment both network taught updates state).Tensors "state")
                    sizes.Value

            Expect.equal (bytes cut) (bytes whole) "states"
        }

        test "a phase also ends when its rules are learnt" {
            let quick =
                TrialTraining(
                    EvaluateEvery = 5L,
                    EvaluationBatches = 1L,
                    EvaluationTrials = 8L,
                    Trials = 8L,
                    TargetPerformance = 1.0,
                    Phases = [|
                        TrainingPhase(Rules = [| "gap" |], TargetPerformance = Nullable 0.0)
                        TrainingPhase(Rules = [| "overlap" |])
                    |]
                )

            let context = segment both network quick 60 sizes.Value

            let performance, judged =
                numbers (context.Table "log") "performance", texts (context.Table "log") "rule"

            let last = Array.findIndexBack (fun rule -> rule = "gap") judged
            Expect.isGreaterThan performance[last] 0.0 "learnt"
            Expect.all performance[.. last - 1] (fun p -> p = 0.0) "not before"
            Expect.equal (place (context.Tensors "state")).[1..1] [ 1L ] "the second phase goes on"
        }

        test "rules that the task does not have, and weights that do not fit, are told with their place" {
            let against phases =
                let training = TrialTraining(Phases = phases)

                [
                    for problem in training.Validate(both, network) -> problem.Code, problem.Property
                ]

            Expect.isEmpty (against phases) "a fit"

            Expect.equal
                (against [| phases[0]; TrainingPhase(Rules = [| "gap"; "odr" |]) |])
                [ "SPN4003", "Phases[1].Rules[1]" ]
                "rule"

            let codes (phase: TrainingPhase) = [ for problem in phase.Validate() -> problem.Code, problem.Property ]

            Expect.equal
                (codes (TrainingPhase(Rules = [| "gap" |], Weights = [| 1.0; 2.0 |])))
                [ "SPN4001", "Weights" ]
                "count"

            Expect.equal
                (codes (TrainingPhase(Rules = [| "gap" |], Weights = [| 0.0 |])))
                [ "SPN4001", "Weights" ]
                "sum"
        }

        test "only the weights of the rules, or of the inputs, change where that is declared" {
            let changed trainable =
                let training =
                    TrialTraining(
                        EvaluateEvery = 100L,
                        EvaluationBatches = 1L,
                        EvaluationTrials = 4L,
                        Trials = 8L,
                        Trainable = trainable
                    )

                let before = sizes.Value
                let after = (segment both network training 3 before).Tensors "state"

                [
                    for name in [ "recurrent"; "bias"; "input_weights"; "output_weights"; "output_bias" ] do
                        let a, b =
                            before[name].Values<float32>().ToArray(), after[name].Values<float32>().ToArray()

                        for at in 0 .. a.Length - 1 do
                            if a[at] <> b[at] then
                                name, (if name = "input_weights" then at / 16 else -1)
                ]
                |> set

            // Noise reaches every channel, so that the weights of all of them change.
            Expect.equal (changed Trainable.Input) (set [ for channel in 0..10 -> "input_weights", channel ]) "inputs"
            Expect.equal (changed Trainable.Rule) (set [ "input_weights", 9; "input_weights", 10 ]) "rules"
            Expect.equal (changed Trainable.All).Count 15 "all"
        }

        test "a warm start takes a trained network's numbers and nothing of its training" {
            let trained = (segment both network training 5 sizes.Value).Tensors "state"

            let warm =
                InMemoryStepContext([], [ "initial", box sizes.Value; "state", box trained ]).Run(WarmStart()).Tensors
                    "state"

            Expect.equal (set warm.Keys) (set sizes.Value.Keys) "names"
            Expect.equal (bytes warm) (bytes trained |> Map.filter (fun name _ -> warm.ContainsKey name)) "numbers"

            let refused =
                Expect.throwsC
                    (fun () ->
                        let other = initial (LeakyRnn(Units = 17L)) both

                        InMemoryStepContext([], [ "initial", box other; "state", box trained ]).Run(WarmStart())
                        |> ignore)
                    (fun error -> error :?> SpindleException)

            Expect.equal refused.Code "SPN4001" "code"
        }
    ]
