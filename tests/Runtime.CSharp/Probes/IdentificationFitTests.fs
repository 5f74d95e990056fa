module Spindle.Tests.Probes.IdentificationFitTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Probes
open Spindle.Statistics
open Spindle.Tests.Runtime
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Probes.Ring

let private identity = Array.init 100 int64
let private horizons = [| 1L; 10L; 100L |]

let private probe =
    IdentificationFit(Of = ModelRef<RingAttractor> "fly", Horizons = horizons, Window = 30L)

let private log first count (fit: int -> float) =
    Table [| NumberColumn("fit", "", Array.init count (fun i -> fit (first + i + 1))) |]

let private measure (data: Tensors) (network: SimulatedTrials -> IPredictor) =
    let context = InMemoryStepContext([], [])
    let simulation = SimulatedTrials data
    let learning = LearningCurve.Of [ log 0 1000 (fun update -> 1.0 / float update) ]
    IdentificationFitMeasure.Write(context, probe, simulation, network simulation, identity, learning)
    context

/// The teacher with every rate raised, and its bump turned by so many neurons.
let private distorted (raise: float32) (turn: int) (simulation: SimulatedTrials) =
    predictor 100 (fun trial step ->
        let rates = simulation.Rates(trial, step).ToArray()
        Array.init 100 (fun unit -> rates[(unit - turn + 100) % 100] + raise))

let private problems (probe: IdentificationFit) subject =
    probe.Validate(subject: PlannedSubject)
    |> Seq.map (fun problem -> problem.Code, problem.Property, problem.Message)
    |> List.ofSeq

[<Tests>]
let tests =
    testList "identification_fit" [
        testCase "the teacher as its own student makes no error"
        <| fun () ->
            let context = measure brief.Value perfect

            for name in
                [
                    "test_fit"
                    "free_run_mse"
                    "free_run_mse_1"
                    "free_run_mse_100"
                    "bump_error_10"
                ] do
                Expect.equal (metric context name) 0.0 name

        testCase "the bump follows velocity as the reference measured"
        <| fun () ->
            let simulation = SimulatedTrials full.Value

            let run =
                FreeRunError(simulation, perfect simulation, identity, Threading.CancellationToken.None)
            // reference/ring-attractor.md §2 and §11.1: correlation −0.998 with perturbation, gain 1.02.
            Expect.floatClose { absolute = 0.003; relative = 0.0 } (run.VelocityCorrelation 0) -0.998 "correlation"
            Expect.floatClose { absolute = 0.005; relative = 0.0 } (run.Gain()) 1.02 "gain"

        testCase "a constant error is its square in every measure, and leaves the bump where it is"
        <| fun () ->
            let context = measure brief.Value (distorted 0.1f 0)

            for name in [ "test_fit"; "free_run_mse"; "free_run_mse_10" ] do
                Expect.floatClose Accuracy.medium (metric context name) 0.01 name

            Expect.isLessThan (metric context "bump_error_100") 1e-5 "bump"

        testCase "a turned bump is as far off as it was turned"
        <| fun () ->
            let context = measure brief.Value (distorted 0.0f 5)
            Expect.floatClose Accuracy.medium (metric context "bump_error_10") (Math.Tau * 5.0 / 100.0) "five neurons"

        testCase "the fit in windows is the plain mean over all of them"
        <| fun () ->
            let simulation = SimulatedTrials brief.Value

            // An error that grows with the steps since the start, so that the windows' places matter.
            let network = {
                new IPredictor with
                    member _.Units = 100

                    member _.Run(starts, steps) =
                        let values = [|
                            for ahead in 1..steps do
                                for start in starts do
                                    for rate in simulation.Rates(start.Trial, start.Step + ahead).ToArray() do
                                        rate + 0.01f * float32 ahead
                        |]

                        Prediction(floats [ steps; starts.Count; 100 ] values, starts.Count, 100)
            }

            let slow = List.average [ for ahead in 1..29 -> (0.01 * float ahead) ** 2.0 ]
            Expect.floatClose Accuracy.medium (WindowFit.Of(simulation, network, identity, 30)) slow "29 steps"

        testCase "what is promised is what is measured"
        <| fun () ->
            Expect.equal
                (written (measure brief.Value perfect))
                (promised probe (model briefTask separated 1000L))
                "metrics"

        testCase "longer trainings promise later milestones"
        <| fun () ->
            let names = promised probe (model briefTask separated 2000L)
            Expect.contains names "training_fit_2000" "reached"
            Expect.isFalse (List.contains "training_fit_5000" names) "not reached"

        testCase "a horizon beyond the simulation is a problem, and the last step is not"
        <| fun () ->
            let subject = model briefTask separated 1000L

            let far =
                IdentificationFit(Of = ModelRef<RingAttractor> "fly", Horizons = [| 159L; 160L |])

            Expect.equal
                (problems far subject)
                [
                    "SPN4002", "Horizons", "horizon 160 lies beyond the simulation of 'compass', which has 160 steps"
                ]
                "horizon"

            let wide =
                IdentificationFit(Of = ModelRef<RingAttractor> "fly", Horizons = [||], Window = 161L)

            Expect.equal
                (problems wide subject)
                [
                    "SPN4002", "Window", "a window of 161 steps does not fit trials of 160 steps"
                ]
                "window"

        testCase "the same horizon twice is a problem"
        <| fun () ->
            let twice =
                IdentificationFit(Of = ModelRef<RingAttractor> "fly", Horizons = [| 10L; 10L |])

            Expect.equal (twice.Validate() |> Seq.map _.Message |> List.ofSeq) [ "horizon 10 is named twice" ] "twice"

        testCase "the learning curve runs through the logs of all segments"
        <| fun () ->
            let curve = LearningCurve.Of [ log 0 120 float; log 120 30 float ]
            Expect.equal curve.Updates 150 "updates"
            Expect.equal (curve.At 125L) 100.5 "mean of 76 … 125"
            Expect.equal (curve.At 10L) 5.5 "mean of what there is"
            Expect.equal curve.Last 125.5 "mean of 101 … 150"
            Expect.sequenceEqual ((curve.Table()["updates"] :?> IntegerColumn).Values) [ 50L; 100L; 150L ] "points"

        testCase "every log of the training is an input"
        <| fun () ->
            let planner = Planner()
            probe.Plan(planner, model briefTask separated 3000L) |> ignore
            let step = planner.Steps.Head

            Expect.equal
                (step.Inputs.Keys |> Seq.sort |> List.ofSeq)
                [ "log_0"; "log_1"; "log_2"; "state"; "test" ]
                "inputs"

            Expect.equal (unbox<int64> step.Parameters["logs"]) 3L "how many"
    ]
