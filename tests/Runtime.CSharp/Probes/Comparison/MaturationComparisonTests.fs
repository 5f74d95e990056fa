module Spindle.Tests.Probes.MaturationComparisonTests

open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Probes.Comparison
open Spindle.Recordings
open Spindle.Tests
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Planted
open Spindle.Tests.Probes.Ring

let private rate =
    ComparedMeasure(
        Name = "delay_rate",
        Recording = RecordingRef "rates",
        Column = "rate3",
        Unit = "Hz",
        Model = ProbeRef "growth",
        Metric = "rate_delay1_{stage}"
    )

let private width =
    ComparedMeasure(Name = "width", Recording = RecordingRef "widths", Column = "d")

let private probe =
    MaturationComparison(Of = ModelRef "fly", Measures = [| rate; width |])

let private rates =
    Table [|
        NumberColumn("mature", "", [| -3.0; -1.0; 0.0; 2.0; 5.0; -2.0 |])
        NumberColumn("rate3", "", [| 1.0; 3.0; 4.0; nan; 6.0; 2.0 |])
    |]

let private widths =
    Table [|
        IntegerColumn("mature", "", [| -2L; -1L; 1L; 2L |])
        NumberColumn("d", "", [| 3.0; 5.0; 2.0; 4.0 |])
    |]

let private record (values: (string * float) list) =
    let record = JsonObject()

    for name, value in values do
        record[name] <- value

    record

let private compare (probe: MaturationComparison) (inputs: (string * objnull) list) =
    InMemoryStepContext([ "probe", box probe ], inputs).Run(MaturationComparisonMeasure())

let private measured =
    lazy
        compare probe [
            "delay_rate_recording", box rates
            "delay_rate_model",
            box (record [ "rate_delay1_early", 0.5; "rate_delay1_mid", 0.8; "rate_delay1_mature", 1.25 ])
            "width_recording", box widths
        ]

/// A shared file, read as a recording of kind csv.
let private recorded name =
    let bytes = File.ReadAllBytes(Shared.file $"odr-maturation/{name}")

    InMemoryStepContext([ "recording", box (Csv(File = DataFile name)) ], [])
        .WithFile(name, bytes)
        .Run(CsvOperation())
        .Table
        "table"

[<Tests>]
let tests =
    testList "animals and model compared" [
        test "before and after are told apart by age, and rows without a value are left out" {
            let metric = metric measured.Value
            Golden.agrees 1e-12 (metric "delay_rate_before") 2.0 "(1 + 3 + 2) / 3"
            Golden.agrees 1e-12 (metric "delay_rate_after") 5.0 "(4 + 6) / 2"
            Expect.equal (metric "delay_rate_rows_before", metric "delay_rate_rows_after") (3.0, 2.0) "rows"
            Golden.agrees 1e-12 (metric "delay_rate_change") 1.5 "from 2 to 5"
            // Pooled variance (2 · 1 + 1 · 2) / 3.
            Golden.agrees 1e-12 (metric "delay_rate_effect") (3.0 / sqrt (4.0 / 3.0)) "Cohen's d"
            // √(1 / 3 + 2 / 2).
            Golden.agrees 1e-12 (metric "delay_rate_t") (3.0 / sqrt (4.0 / 3.0)) "Welch's t"
            Golden.agrees 1e-12 (metric "width_change") -0.25 "from 4 to 3"
        }

        test "the model's stages stand beside them" {
            let metric = metric measured.Value
            Golden.agrees 1e-12 (metric "delay_rate_model_change") 1.5 "from 0.5 to 1.25"
            Golden.agrees 1e-12 (metric "delay_rate_model_mid") 0.8 "mid"
            Golden.agrees 1e-12 (metric "delay_rate_same_direction") 1.0 "both rise"
            let figure = measured.Value.Figure "comparison"

            Expect.equal
                [ for panel in figure.Panels -> panel.Title ]
                [
                    "Delay rate: animals"
                    "Delay rate: model"
                    "Width: animals"
                    "Relative change"
                ]
                "panels"

            let table = measured.Value.Table "measures"

            Expect.sequenceEqual
                ((table["when"] :?> TextColumn).Values)
                [ "before"; "after"; "early"; "mid"; "mature"; "before"; "after" ]
                "rows of the table"
        }

        test "a stage that was not reached leaves its numbers out and says so" {
            let context =
                compare (MaturationComparison(Of = ModelRef "fly", Measures = [| rate |])) [
                    "delay_rate_recording", box rates
                    "delay_rate_model", box (record [ "rate_delay1_early", 0.5 ])
                ]

            let absent = context.Record "absent"

            Expect.containsAll
                [ for pair in absent -> pair.Key ]
                [
                    "delay_rate_model_mature"
                    "delay_rate_model_change"
                    "delay_rate_same_direction"
                ]
                "which"

            Expect.equal (metric context "delay_rate_model_early") 0.5 "what there is"
            Expect.equal (context.Figure("comparison").Panels.Count) 3 "the figure is drawn all the same"
        }

        test "the metrics are those that are promised, in version 1" {
            Expect.equal (written measured.Value) (promised probe (model task separated 1000L)) "names"
            Golden.agrees 1e-6 (metric measured.Value "delay_rate_p") 0.1443662 "p"
            Golden.agrees 1e-6 (metric measured.Value "delay_rate_rank_p") 0.148915 "rank test"
            Expect.equal (version typeof<MaturationComparison>) 1 "version"
        }

        test "a column that is missing or holds text is told" {
            let of' (table: Table) =
                let only = MaturationComparison(Of = ModelRef "fly", Measures = [| width |])
                (Expect.throwsC (fun () -> compare only [ "width_recording", box table ] |> ignore) id).Message

            Expect.stringContains (of' rates) "no column 'd', only mature, rate3" "missing"

            let text =
                Table [| TextColumn("d", [| "wide" |]); IntegerColumn("mature", "", [| 1L |]) |]

            Expect.stringContains (of' text) "the column 'd' holds text" "text"
        }

        test "a measure is declared soundly" {
            let problems (measures: ComparedMeasure list) = [
                for problem in MaturationComparison(Of = ModelRef "fly", Measures = Array.ofList measures).Validate() ->
                    problem.Message
            ]

            Expect.isEmpty (problems [ rate; width ]) "both"
            Expect.equal (problems [ width; width ]) [ "two measures are called 'width'" ] "twice"
            Expect.equal (problems []) [ "there is nothing to compare" ] "none"

            let loose =
                ComparedMeasure(
                    Name = "width",
                    Recording = RecordingRef "widths",
                    Column = "d",
                    Metric = "tuning_width_{stage}"
                )

            let told (measure: ComparedMeasure) = [ for problem in measure.Validate() -> problem.Message ]

            Expect.equal (told loose) [ "a model and its metric go together" ] "no model"

            let stageless =
                ComparedMeasure(
                    Name = "height",
                    Recording = RecordingRef "widths",
                    Column = "d",
                    Model = ProbeRef "tuning",
                    Metric = "tuning_width"
                )

            Expect.equal (told stageless) [ "the metric 'tuning_width' is of no stage" ] "no stage"
            Expect.isEmpty (problems [ loose; stageless ]) "what is wrong with one of them is told once, by itself"
        }

        test "the recorded neurons and sessions have the published means" {
            let of' name file column =
                name, ComparedMeasure(Name = name, Recording = RecordingRef file, Column = column), recorded file

            let measures = [
                of' "fixation_rate" "delay_rate.csv" "rate1"
                of' "cue_rate" "delay_rate.csv" "rate2"
                of' "delay_rate" "delay_rate.csv" "rate3"
                of' "dispersion" "sac_DI.csv" "DI"
                of' "correct" "performance_odr.csv" "percorr"
                of' "timescale" "tau_fix_all_trial_all_neuron.csv" "tau"
            ]

            let context =
                compare
                    (MaturationComparison(
                        Of = RecordingRef "rates",
                        Measures = [| for _, measure, _ in measures -> measure |]
                    ))
                    [ for name, _, table in measures -> $"{name}_recording", box table ]

            let means = [
                "fixation_rate", 4.404, 5.619
                "cue_rate", 5.427, 7.033
                "delay_rate", 5.538, 6.808
                "dispersion", 14.728, 12.025
                "correct", 0.78871, 0.80641
            ]

            for name, before, after in means do
                let slack = if name = "correct" then 5e-6 else 5e-4
                Golden.agrees slack (metric context $"{name}_before") before name
                Golden.agrees slack (metric context $"{name}_after") after name

            Expect.equal
                (metric context "delay_rate_rows_before", metric context "delay_rate_rows_after")
                (971.0, 1160.0)
                "neurons"

            let fitted =
                metric context "timescale_rows_before" + metric context "timescale_rows_after"

            Expect.equal fitted (2102.0 - 1594.0) "neurons without a timescale are left out"
            Expect.isLessThan (metric context "delay_rate_p") 0.01 "rates rise"
            Expect.isLessThan (metric context "dispersion_effect") 0.0 "saccades become more precise"
        }
    ]
