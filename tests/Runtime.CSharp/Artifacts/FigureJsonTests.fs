module Spindle.Tests.Artifacts.FigureJsonTests

open System
open System.Text.Json.Nodes
open Expecto
open Spindle.Artifacts
open Spindle.Contracts
open Spindle.Plans

let private axis = FigureAxis("heading", "deg")
let private points = Series("unit 1", [| 0.0; 0.1; 1e-7 |], [| 1.0; nan; 2.5 |])

let private figure =
    Figure(
        "Ring",
        "What it shows.",
        [
            LinePanel("lines", axis, FigureAxis("rate", "Hz", true), [ points ]) :> Panel
            ScatterPanel("points", axis, axis, [ points; points ])
            HeatmapPanel(
                "map",
                axis,
                axis,
                [| 0.1f; nanf; 1.0e-30f; 16777216.0f |],
                2,
                2,
                [| 0.0; 360.0 |],
                [| 1.0; 2.0 |],
                true,
                "weight"
            )
        ],
        2
    )

let private styled =
    Series(
        "mature",
        [| 0.0; 1.0 |],
        [| 2.0; 3.0 |],
        Spread = [| 0.5; nan |],
        Color = FigureColor.Red,
        Dash = FigureDash.Dashed,
        Mark = FigureMark.Both
    )

let private stage =
    FigureAxis("stage", "", Range = [| -0.5; 2.5 |], Names = [ "early"; "mid"; "mature" ])

/// Everything that a panel can say beside its values.
let private dressed =
    Figure(
        "Stages",
        "What it shows.",
        [
            LinePanel("lines", stage, axis, [ styled ], Shades = [ Shade("cue", 1.0, 1.5, FigureColor.Grey) ]) :> Panel
            BarPanel("bars", stage, axis, [ styled ])
            HistogramPanel("histogram", axis, axis, [ Series("a", [| 0.0; 1.0; 2.0 |], [| 5.0; 6.0 |]) ])
            PolarPanel("polar", axis, axis, [ styled ])
            BoxPanel("boxes", stage, axis, [ Box("early", 0.0, 1.0, 2.0, 3.0, nan, Color = FigureColor.Green) ])
            HeatmapPanel(
                "map",
                stage,
                stage,
                [| 0.5f |],
                1,
                1,
                [| 0.0; 1.0 |],
                [| 0.0; 1.0 |],
                false,
                "p",
                ValueRange = [| 0.0; 1.0 |]
            )
        ],
        3
    )

let private text figure =
    CanonicalJson.Write(FigureJson.Write figure)

let private back (json: string) =
    FigureJson.Read((nonNull (JsonNode.Parse json)).AsObject())

[<Tests>]
let tests =
    testList "figures as JSON" [
        test "a figure with every species of panel reads back and gives the same text" {
            let json = text figure
            let read = back json
            Expect.equal (text read) json "same text"

            Expect.equal
                (read.Panels |> Seq.map _.GetType() |> List.ofSeq)
                (figure.Panels |> Seq.map _.GetType() |> List.ofSeq)
                "species"

            Expect.equal (read.Title, read.Caption, read.Columns) ("Ring", "What it shows.", 2) "head"
        }

        test "styles, shades, names and ranges read back too, and leave no trace where nothing is said" {
            let json = text dressed
            Expect.equal (text (back json)) json "same text"
            let lines = (back json).Panels[0] :?> LinePanel
            let read = lines.Series[0]

            Expect.equal
                (read.Color, read.Dash, read.Mark)
                (FigureColor.Red, FigureDash.Dashed, FigureMark.Both)
                "the style"

            Expect.equal lines.Shades[0] (Shade("cue", 1.0, 1.5, FigureColor.Grey)) "the shade"
            Expect.sequenceEqual lines.X.Names stage.Names "the names"

            for word in
                [
                    "color"
                    "dash"
                    "mark"
                    "spread"
                    "shades"
                    "range\""
                    "names"
                    "value_range"
                ] do
                Expect.isFalse ((text figure).Contains $"\"{word}\"") word
        }

        test "singles are written short and read back to the bit" {
            let map = (back (text figure)).Panels[2] :?> HeatmapPanel
            let written = figure.Panels[2] :?> HeatmapPanel
            Expect.stringContains (text figure) "\"values\":[0.1,null,1e-30,16777216]" "shortest form"

            Expect.equal
                (Array.map BitConverter.SingleToInt32Bits map.Values)
                (Array.map BitConverter.SingleToInt32Bits written.Values)
                "bits"
        }

        test "a number that is not finite is null and reads back as NaN" {
            let series = (back (text figure)).Panels[0] :?> LinePanel
            Expect.isTrue (Double.IsNaN series.Series[0].Y[1]) "blank"
            Expect.equal series.Series[0].X points.X "the others"
        }

        test "what is no figure is refused" {
            let missing = """{"title":"t","caption":"c","columns":1}"""
            let unknown = text(figure).Replace("\"panel\":\"lines\"", "\"panel\":\"pie\"")
            let mistyped = """{"title":1,"caption":"c","columns":1,"panels":[]}"""

            let uncoloured = text(dressed).Replace("\"red\"", "\"infrared\"")

            for json, part in
                [
                    missing, "'panels' is missing"
                    unknown, "'pie'"
                    mistyped, "another type"
                    uncoloured, "'infrared'"
                ] do
                let error = Expect.throwsC (fun () -> back json |> ignore) (fun error -> error)
                Expect.isTrue (error :? FormatException) "a FormatException"
                Expect.stringContains error.Message part "the reason"
        }
    ]
