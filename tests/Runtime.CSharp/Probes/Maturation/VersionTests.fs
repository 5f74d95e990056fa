/// Small results of each kind of probe along a training, as measured when its version began. Where one of these numbers changes, the kind's version must rise
/// with it, else stores would go on serving the old number.
module Spindle.Tests.Probes.Maturation.VersionTests

open System
open System.Collections.Generic
open System.Reflection
open Expecto
open Spindle.Contracts
open Spindle.Probes.Maturation
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Maturation.Growing

let private net = ModelRef "net"

let private holds (spec: ProbeSpec) version (context: unit -> InMemoryStepContext) (numbers: (string * float) list) =
    let kind = nonNull (spec.GetType().GetCustomAttribute<KindAttribute>())

    testCase kind.Name (fun () ->
        Expect.equal kind.Version version $"version of {kind.Name}"
        let found = metrics (context ())

        for name, value in numbers do
            Expect.floatClose { absolute = 1e-5; relative = 1e-5 } found[name] value name)

let private units (operation: unit -> IOperation) (spec: ProbeSpec) version numbers =
    holds spec version (fun () -> measureUnits (operation ()) spec training) numbers

let private errors at =
    let values = [| for trial in 0..9 -> 180.0 * abs (sin (float (trial + 10 * at))) |]
    Dictionary(dict [ "errors", TensorData.Of<float>(ReadOnlySpan values, 10L) ]) :> IReadOnlyDictionary<_, _>

let private pairs at =
    let performance = [| for pair in 0..63 -> abs (cos (float (pair + at))) |]

    Dictionary(
        dict [
            "performance", TensorData.Of<float>(ReadOnlySpan performance, 8L, 8L)
            "errors", TensorData.Of<float>(ReadOnlySpan [| 30.0; 60.0; 90.0; 120.0; 150.0 |], 5L)
            "counts", TensorData.Of<int64>(ReadOnlySpan(Array.create 150 (int64 at + 1L)), 5L, 30L)
        ]
    )
    :> IReadOnlyDictionary<_, _>

[<Tests>]
let tests =
    testList "numbers of probes along a training, by version" [
        units (fun () -> PopulationResponseMeasure()) (PopulationResponse(Of = net, Rule = "odr")) 1 [
            "units_mid", 2.0
            "rate_stim1_early", 0.339187377
            "rate_delay1_mature", 1.48422945
            "peak_delay1_mature", 1.50206888
            "opposite_rate_delay1_mid", -0.0950485918
            "performance_mature", 0.88
        ]
        units (fun () -> SelectivityMeasure()) (SelectivityThroughTraining(Of = net, Rule = "odr")) 1 [
            "active_units_stim1_mid", 4.5
            "selective_units_delay1_mature", 3.0
            "excited_units_delay1_mature", 1.0
            "mixed_units_stim1_early", 1.0
            "unscaled_units_delay1", 1.0
        ]
        units (fun () -> EpochGrowthMeasure()) (EpochGrowth(Of = net, Rule = "odr")) 1 [
            "rate_stim1_early", 0.339187377
            "rate_delay1_mature", 1.48422945
            "rate_delay1_first", 0.268661598
            "performance_correlation_delay1", 1.0
        ]
        units (fun () -> TuningCurvesMeasure()) (TuningCurves(Of = net, Rule = "odr")) 1 [
            "tuning_width_early", 3.17338676
            "tuning_width_mature", 3.16830885
            "tuning_peak_mid", 0.882248482
            "tuning_height_mature", 1.6447054
            "tuning_height_t_early_mature", 3.74079932
            "tuning_height_p_early_mature", 0.00961341244
        ]
        units
            (fun () -> DirectionOverlapMeasure())
            (DirectionOverlap(Of = net, FirstRule = "odr", SecondRule = "odr", SecondEpoch = "delay1"))
            1
            [ "both_mature", 2.0; "same_mature", 2.0; "different_early", 0.0 ]
        units (fun () -> PeriodTestsMeasure()) (PeriodTests(Of = net, Rule = "odr")) 1 [
            "mean_mid", 0.951589363
            "anova_f", 0.75131276
            "anova_p", 0.543855017
            "units_mature", 2.0
        ]
        holds
            (Performance(Of = net, Rules = [ "odr" ]))
            1
            (fun () -> measure (PerformanceMeasure()) (Performance(Of = net, Rules = [ "odr" ])) training (fun _ -> []))
            [
                "performance", 0.96
                "trials", 6400.0
                "trials_to_criterion_odr", 6400.0
                "trials_to_leave_chance_odr", 2560.0
            ]
        holds
            (StagesOfTraining(Of = net, Rules = [ "odr" ]))
            1
            (fun () ->
                measure (StagesOfTrainingMeasure()) (StagesOfTraining(Of = net, Rules = [ "odr" ])) training (fun _ -> []))
            [
                "checkpoints_odr_mid", 2.0
                "trials_odr_mid", 3840.0
                "performance_odr_mature", 0.96
            ]
        holds
            (SaccadeDistribution(Of = net, Rule = "odr"))
            1
            (fun () ->
                measure
                    (SaccadeDistributionMeasure())
                    (SaccadeDistribution(Of = net, Rule = "odr"))
                    training
                    (fun at -> [ $"answers_{at}", box (errors at) ]))
            [
                "saccade_error_early", 110.135752
                "saccade_error_median_mid", 128.35731
                "saccade_near_mature", 0.15
            ]
        holds
            (DistractorResistance(Of = net, Rule = "odr"))
            1
            (fun () ->
                measure
                    (DistractorResistanceMeasure())
                    (DistractorResistance(Of = net, Rule = "odr"))
                    training
                    (fun at -> [ $"answers_{at}", box (pairs at) ]))
            [
                "distractor_performance_early_0", 0.642146136
                "distractor_performance_mature_4", 0.502680778
                "distractor_error_mid_2", 0.875
            ]
    ]
