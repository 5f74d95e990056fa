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

            for json, part in [ missing, "'panels' is missing"; unknown, "'pie'"; mistyped, "another type" ] do
                let error = Expect.throwsC (fun () -> back json |> ignore) (fun error -> error)
                Expect.isTrue (error :? FormatException) "a FormatException"
                Expect.stringContains error.Message part "the reason"
        }
    ]
