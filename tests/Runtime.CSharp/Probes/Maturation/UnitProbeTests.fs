module Spindle.Tests.Probes.Maturation.UnitProbeTests

open System
open System.Collections.Generic
open Expecto
open Spindle.Contracts
open Spindle.Probes.Maturation
open Spindle.Probes.Trials
open Spindle.Statistics
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Maturation.Growing
open Spindle.Tests.Probes.Trials

let private net = ModelRef "net"

/// Five in a hundred units that are alike for all places would pass for selective.
let private strict = UnitSelection(SelectivityLevel = 1e-6)

let private strengths stage = [ for _, strength in training[2 * stage .. 2 * stage + 1] -> strength ]

let private near = { absolute = 0.03; relative = 0.0 }

let private sound (probe: ProbeSpec) (context: InMemoryStepContext) =
    let names = set (metrics context).Keys

    Expect.equal
        (names + set (absent context).Keys)
        (promised probe)
        "what was promised is there, or its absence is explained"

    Expect.isEmpty (Set.intersect names (set (absent context).Keys)) "not both"

let private table (context: InMemoryStepContext) name column =
    match (context.Table name)[column] with
    | :? NumberColumn as numbers -> numbers.Values
    | :? IntegerColumn as wholes -> Array.map float wholes.Values
    | other -> failwith $"{other}"

let private response = PopulationResponse(Of = net, Rule = "odr", Units = strict)

let private responded =
    lazy (measureUnits (PopulationResponseMeasure()) response training)

/// The mean over the units that enter, excited and mixed, from the stimulus on.
let private preferred strength = (2.2 * strength + 0.5 * strength) / 2.0

let private planned (probe: ProbeSpec) =
    let steps = List<StepDeclaration>()

    let planner = {
        new IPlanner with
            member _.Step step =
                steps.Add step

                Dictionary(
                    dict [
                        for output in step.Outputs -> output.Name, ArtifactRef(step.Name, output.Name)
                    ]
                )
                :> _

            member _.Task _ = failwith "not asked for"
            member _.Model _ = failwith "not asked for"
            member _.Recording _ = failwith "not asked for"
            member _.Probe _ = failwith "not asked for"
    }

    let checkpoints = [|
        for at in 0..3 ->
            let log = if at = 0 then null else ArtifactRef($"{at}", "log")
            Checkpoint(int64 (20 * at), ArtifactRef($"{at}", "state"), log)
    |]

    let model =
        PlannedModel(
            "net",
            PlannedTask("memory", task, Dictionary()),
            Spindle.Architectures.Recurrent.LeakyRnn(),
            Spindle.Training.TrialTraining(),
            0L,
            checkpoints
        )

    probe.Plan(planner, model) |> ignore
    List.ofSeq steps

[<Tests>]
let tests =
    testList "probes on units along a training" [
        test "psth: the stages' curves are the means of their checkpoints' means over units" {
            sound response responded.Value

            for stage, name in List.indexed [ "early"; "mid"; "mature" ] do
                let wanted = strengths stage |> List.averageBy preferred
                let found = metrics responded.Value
                Expect.floatClose near found[$"rate_delay1_{name}"] wanted $"{name}, preferred"

                Expect.isGreaterThanOrEqual
                    found[$"peak_delay1_{name}"]
                    found[$"rate_delay1_{name}"]
                    "a peak is no less than the mean"

                Expect.equal found[$"units_{name}"] 2.0 "excited and mixed"

                Expect.floatClose
                    near
                    found[$"opposite_rate_delay1_{name}"]
                    (-0.15 * List.average (strengths stage))
                    $"{name}, opposite"
        }

        test "psth: a checkpoint after the end of the training counts for nothing" {
            Expect.equal
                (table responded.Value "checkpoints" "trials")
                [| for at in 0.0 .. 5.0 -> at * 1280.0 |]
                "six of seven"
        }

        test "psth: a fixed population is the units of the classes at the end that are selective throughout" {
            let fixedOne =
                PopulationResponse(Of = net, Rule = "odr", Fixed = true, Units = strict)

            let context = measureUnits (PopulationResponseMeasure()) fixedOne training

            Expect.equal
                (table context "units" "unit")
                [| float (Population.unit "excited"); float (Population.unit "mixed") |]
                "units"

            sound fixedOne context
        }

        test "a stage that was not reached is explained, and nothing else suffers" {
            let short = List.take 4 training
            let context = measureUnits (PopulationResponseMeasure()) response short
            sound response context
            Expect.isTrue ((metrics context).ContainsKey "rate_delay1_mid") "mid is there"

            Expect.equal
                (absence context "rate_delay1_mature")
                "no checkpoint that is looked at is mature in odr: it went from 0.1 to 0.6"
                "the reason"
        }

        test "selectivity: counts are those of the units' classes" {
            let probe = SelectivityThroughTraining(Of = net, Rule = "odr", Units = strict)
            let context = measureUnits (SelectivityMeasure()) probe training
            sound probe context
            let found = metrics context
            Expect.equal found["excited_units_delay1_mature"] 1.0 "excited"
            Expect.equal found["inhibited_units_delay1_mature"] 1.0 "inhibited"
            Expect.equal found["mixed_units_delay1_mature"] 1.0 "mixed"
            Expect.equal found["selective_units_delay1_mature"] 3.0 "all three"
            Expect.equal found["unscaled_units_delay1"] 1.0 "the silent one"

            let tuning = (context.Tensors "tuning")["delay1"]
            Expect.sequenceEqual tuning.Shape [ 6L; 6L; 8L ] "checkpoints × units × places"
        }

        test "epoch growth: the rate grows with the strength that the units were given" {
            let probe = EpochGrowth(Of = net, Rule = "odr", Units = strict)
            let context = measureUnits (EpochGrowthMeasure()) probe training
            sound probe context
            let rates = table context "growth" "rate_delay1"

            Array.iter2
                (fun rate (_, strength) -> Expect.floatClose near rate (preferred strength) "rate")
                rates
                (Array.ofList training)

            Expect.floatClose Accuracy.high (metric context "performance_correlation_delay1") 1.0 "both only rise"
        }

        test "tuning: curves stand on their preferred place, and heights are compared between stages" {
            let probe = TuningCurves(Of = net, Rule = "odr", Epoch = "delay1", Units = strict)
            let context = measureUnits (TuningCurvesMeasure()) probe training
            sound probe context
            let found = metrics context
            // Heights: 2 of the excited unit and 1 of the mixed one, times the strength.
            for stage, name in List.indexed [ "early"; "mid"; "mature" ] do
                Expect.floatClose near found[$"tuning_height_{name}"] (1.5 * List.average (strengths stage)) name

            // A raised cosine is no Gaussian, yet its width is that of one with s of two places.
            Expect.floatClose { absolute = 0.5; relative = 0.0 } found["tuning_width_mature"] 3.6 "width"
            Expect.isLessThan found["tuning_height_p_early_mature"] 0.05 "taller"

            let heights stage = [|
                for strength in strengths stage do
                    2.0 * strength
                    strength
            |]

            let plain = TTest.Independent(ReadOnlySpan(heights 2), ReadOnlySpan(heights 0))

            Expect.floatClose
                { absolute = 0.2; relative = 0.0 }
                found["tuning_height_t_early_mature"]
                plain.T
                "t, later less earlier"
        }

        test "overlap: with itself every selective unit prefers the same place" {
            let probe =
                DirectionOverlap(Of = net, FirstRule = "odr", SecondRule = "odr", SecondEpoch = "delay1")

            let context = measureUnits (DirectionOverlapMeasure()) probe training
            sound probe context
            let found = metrics context
            Expect.equal (found["both_mature"], found["same_mature"], found["different_mature"]) (2.0, 2.0, 0.0) "units"
        }

        test "period tests: the last checkpoint of a stage gives the samples" {
            let probe = PeriodTests(Of = net, Rule = "odr", Epoch = "delay1", Units = strict)
            let context = measureUnits (PeriodTestsMeasure()) probe training
            sound probe context
            let last = [ for stage in 0..2 -> List.last (strengths stage) ]

            let plain =
                OneWayAnova.Of [ for strength in last -> [| 2.2 * strength; 0.5 * strength |] ]

            let found = metrics context
            Expect.floatClose near found["mean_mature"] (preferred 1.2) "the mean"
            Expect.floatClose near found["anova_f"] plain.F "F"
            Expect.equal (found["anova_between"], found["anova_within"]) (2.0, 3.0) "degrees of freedom"
            let pairs = (context.Tensors "pairs")["p"]
            Expect.sequenceEqual pairs.Shape [ 6L; 6L ] "every two checkpoints"
            let p = pairs.Values<float>().ToArray()
            Expect.equal p[1] p[6] "the same either way"
        }

        test "a period may be told by times in place of an epoch" {
            let probe =
                PeriodTests(
                    Of = net,
                    Rule = "odr",
                    Epoch = "delay1",
                    Units = strict,
                    From = Duration.Milliseconds 240m,
                    To = Duration.Milliseconds 400m
                )

            let context = measureUnits (PeriodTestsMeasure()) probe training

            let byEpoch =
                measureUnits
                    (PeriodTestsMeasure())
                    (PeriodTests(Of = net, Rule = "odr", Epoch = "delay1", Units = strict))
                    training

            Expect.equal (metric context "anova_p") (metric byEpoch "anova_p") "steps 12 to 20 are the delay"
            let codes (probe: PeriodTests) = [ for problem in probe.Validate() -> problem.Code ]

            Expect.equal
                (codes (PeriodTests(Of = net, Rule = "odr", From = Duration.Milliseconds 1m)))
                [ "SPN3004" ]
                "half a period"
        }

        test "a step that reads a state knows neither its checkpoint nor the probe" {
            let measures = [
                for probe in [ response :> ProbeSpec; EpochGrowth(Of = net, Rule = "odr", Units = strict) ] do
                    for step in planned probe do
                        if step.Operation = "trial_responses/measure" then
                            step
            ]

            Expect.equal measures.Length 8 "four checkpoints, two probes"

            Expect.equal
                (measures
                 |> List.map (fun step -> [ for p in step.Parameters -> p.Key, p.Value ])
                 |> List.distinct
                 |> List.length)
                1
                "one and the same"

            Expect.equal
                (measures
                 |> List.map (fun step -> string step.Inputs["state"])
                 |> List.distinct
                 |> List.length)
                4
                "by its state alone"
        }

        test "the state that stands for a stage is copied, and an unreached stage says so" {
            let state at =
                Dictionary(dict [ "bias", TensorData.Of<float32>(ReadOnlySpan [| float32 at |], 1L) ])
                :> IReadOnlyDictionary<_, _>

            let select stage (training: (float * float) list) =
                let parameters: (string * objnull) list = [
                    "rule", box "odr"
                    "stage", box stage
                    "method", box "Thresholds"
                    "early", box 0.35
                    "mid", box 0.65
                    "mature", box 0.95
                    "margin", box 0.05
                    "window", box 9L
                    "limit", box 30L
                    "checkpoints", box (String.concat " " [ for at in 0 .. training.Length - 1 -> string at ])
                    "logs", box (int64 training.Length)
                ]

                let inputs: (string * objnull) list = [
                    for at, log in List.indexed (logs training) -> $"log_{at}", box log
                    for at in 0 .. training.Length - 1 -> $"state_{at}", box (state at)
                ]

                InMemoryStepContext(parameters, inputs).Run(SelectCheckpoint())

            let bias (context: InMemoryStepContext) =
                let tensor = (context.Tensors "state")["bias"]
                tensor.Values<float32>().ToArray()[0]

            Expect.equal
                [ for stage in [ "early"; "mid"; "mature" ] -> bias (select stage training) ]
                [ 1.0f; 3.0f; 5.0f ]
                "0.3, 0.6 and 0.96"

            let lacking = select "mature" (List.take 4 training)
            Expect.isEmpty (lacking.Tensors "state") "no state"
            Expect.isFalse ((nonNull ((lacking.Record "chosen")["found"])).GetValue<bool>()) "not found"
        }
    ]
