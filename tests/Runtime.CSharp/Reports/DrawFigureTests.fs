module Spindle.Tests.Reports.DrawFigureTests

open System
open System.Text
open System.Xml.Linq
open Expecto
open SkiaSharp
open Spindle.Contracts
open Spindle.Reports
open Spindle.Tests.Runtime

let private plain label = FigureAxis(label, "")
let private seconds = FigureAxis("Time", "s")

let private heatmap rows width signed (value: int -> int -> float32) =
    let values = Array.init (rows * width) (fun i -> value (i / width) (i % width))

    HeatmapPanel(
        "Map",
        seconds,
        plain "Unit",
        values,
        rows,
        width,
        [| 0.0; 1.0 |],
        [| 0.0; float rows |],
        signed,
        "rate (Hz)"
    )

let private numbers count = Array.init count float

let private line (series: Series list) =
    LinePanel("Lines", seconds, FigureAxis("Voltage", "mV"), series)

let private figure (panels: Panel list) columns =
    Figure("A figure", "How to read it.", panels, columns)

let private draw (figure: Figure) =
    let context = InMemoryStepContext([], [ "figure", box figure ]).Run(DrawFigure())
    context.Bytes "svg", context.Bytes "png"

let private svg (figure: Figure) =
    XDocument.Parse(Encoding.UTF8.GetString(fst (draw figure))).Root |> nonNull

let private named (name: string) (root: XElement) =
    root.Descendants(XName.Get(name, "http://www.w3.org/2000/svg")) |> List.ofSeq

let private attribute (name: string) (element: XElement) =
    match element.Attribute(XName.Get name) with
    | null -> ""
    | found -> found.Value

let private texts figure = [ for text in named "text" (svg figure) -> text.Value ]

let private wave name =
    Series(name, numbers 50, Array.map sin (numbers 50))

let private pictures: (string * Figure) list = [
    "a line", figure [ line [ wave "a" ] ] 1
    "two lines with a gap", figure [ line [ wave "a"; Series("b", numbers 3, [| 1.0; nan; 2.0 |]) ] ] 1
    "points", figure [ ScatterPanel("Points", plain "x", plain "y", [ wave "a"; wave "b" ]) ] 1
    "logarithmic axes",
    figure
        [
            LinePanel(
                "Log",
                FigureAxis("x", "", true),
                FigureAxis("y", "", true),
                [ Series("a", [| 1.0; 10.0; 1e4 |], [| 1e-6; 0.0; 1e3 |]) ]
            )
        ]
        1
    "a heatmap", figure [ heatmap 10 20 false (fun row column -> float32 (row * column)) ] 1
    "a signed heatmap with holes",
    figure
        [
            heatmap 10 10 true (fun row column -> if row = 3 then nanf else float32 (row - column))
        ]
        1
    "all kinds side by side",
    figure
        [
            line [ wave "a" ]
            heatmap 9 9 true (fun row _ -> float32 row)
            line []
            line [ for name in 1..9 -> wave $"{name}" ]
        ]
        2
    "bands, bars and shades",
    figure
        [
            LinePanel(
                "Stages",
                seconds,
                plain "Rate",
                [
                    Series("early", numbers 9, numbers 9, Spread = Array.create 9 0.5, Color = FigureColor.Green)
                    Series("late", numbers 9, Array.create 9 nan, Spread = Array.create 9 1.0, Dash = FigureDash.Dashed)
                ],
                Shades = [
                    Shade("cue", 2.0, 4.0, FigureColor.Grey)
                    Shade("", 5.0, 5.0, FigureColor.Black)
                ]
            )
            ScatterPanel("Points", plain "x", plain "y", [ Series("a", numbers 5, numbers 5, Spread = numbers 5) ])
            BarPanel(
                "Counts",
                FigureAxis("Stage", "", Names = [ "early"; "mid" ]),
                plain "Units",
                [
                    Series("a", numbers 2, [| 3.0; nan |], Spread = [| 1.0; nan |])
                    Series("b", numbers 2, [| -1.0; 4.0 |])
                ]
            )
            HistogramPanel(
                "Errors",
                seconds,
                plain "Share",
                [ Series("a", numbers 4, [| 1.0; 2.0; nan |]); Series("b", [||], [||]) ]
            )
            BoxPanel(
                "Boxes",
                plain "Stage",
                plain "Rate",
                [ Box("a", 0.0, 1.0, 2.0, 3.0, 4.0); Box("b", nan, nan, nan, nan, nan) ]
            )
            PolarPanel("Tuning", plain "", plain "", [ wave "a"; Series("b", [||], [||]) ])
        ]
        3
    "nothing", figure [] 3
    "an empty heatmap of NaN", figure [ heatmap 2 2 false (fun _ _ -> nanf) ] 1
    "numbers without a spread",
    figure
        [
            line [ Series("a", [| 1.0 |], [| 5.0 |]) ]
            heatmap 1 1 true (fun _ _ -> 0.0f)
        ]
        2
]

[<Tests>]
let tests =
    testList "drawing figures" [
        for name, figure in pictures do
            test $"{name}: SVG and PNG, the same bytes each time" {
                let svg, png = draw figure
                let again, pngAgain = draw figure
                Expect.sequenceEqual again svg "SVG"
                Expect.sequenceEqual pngAgain png "PNG"
                use image = SKBitmap.Decode png
                let root = XDocument.Parse(Encoding.UTF8.GetString svg).Root |> nonNull
                Expect.equal image.Width (max 1 (3 * int (attribute "width" root))) "three dots a pixel"
            }

        test "axes are labelled with their units" {
            let shown = texts (figure [ line [ wave "a" ] ] 1)
            Expect.contains shown "Time (s)" "x"
            Expect.contains shown "Voltage (mV)" "y"
            Expect.contains shown "Lines" "the title"
        }

        test "a named colour is drawn, dashes are dashes, and names stand in place of numbers" {
            let panel =
                LinePanel(
                    "Stages",
                    FigureAxis("Stage", "", Names = [ "early"; "mid"; "mature" ]),
                    FigureAxis("Rate", "", Range = [| 0.0; 4.0 |]),
                    [
                        Series("a", numbers 3, numbers 3, Color = FigureColor.Red)
                        Series("b", numbers 3, numbers 3, Color = FigureColor.Green, Dash = FigureDash.Dashed)
                    ]
                )

            let drawn = named "path" (svg (figure [ panel ] 1))
            Expect.contains (drawn |> List.map (attribute "stroke")) "#C31" "the red of mature stages"
            // The drawing library cuts a dashed line into filled pieces.
            Expect.contains (drawn |> List.map (attribute "fill")) "#009E73" "a dashed line"
            Expect.containsAll (texts (figure [ panel ] 1)) [ "early"; "mid"; "mature"; "4" ] "what stands at the axes"
        }

        test "a legend names the series only where there are several" {
            Expect.isFalse (texts (figure [ line [ wave "alone" ] ] 1) |> List.contains "alone") "one"
            let several = texts (figure [ line [ wave "first"; wave "second" ] ] 1)
            Expect.containsAll several [ "first"; "second" ] "two"
        }

        test "no text is smaller than 9 pt where two columns are 180 mm wide" {
            let root =
                svg (figure [ line [ wave "a"; wave "b" ]; heatmap 5 5 true (fun row _ -> float32 row) ] 2)

            let points = 180.0 / 25.4 * 72.0 / float (attribute "width" root)
            let sizes = [ for text in named "text" root -> float (attribute "font-size" text) * points ]
            Expect.isGreaterThan sizes.Length 10 "there is text"
            Expect.all sizes (fun size -> size >= 8.99) "sizes in points"
        }

        test "the text can be read on a machine without fonts, and set in any font by the reader of the SVG" {
            for text in named "text" (svg (figure [ line [ wave "a" ] ] 1)) do
                Expect.stringEnds (attribute "font-family" text) "sans-serif" "a generic family at the end"
                Expect.isGreaterThan (float (attribute "textLength" text)) 0.0 "of the length that was measured"
                Expect.isFalse ((attribute "x" text).Contains ',') "words, not letters"
        }

        test "a signed map is white at zero, red above and blue below" {
            let _, png =
                draw (figure [ heatmap 1 3 true (fun _ column -> float32 (column - 1)) ] 1)

            use image = SKBitmap.Decode png
            let row = image.Height / 2

            let colours =
                [ for x in 0 .. image.Width - 1 -> image.GetPixel(x, row) ]
                |> List.countBy id
                |> List.sortByDescending snd
                |> List.map fst

            let has test =
                colours |> List.truncate 5 |> List.exists test

            Expect.isTrue (has (fun colour -> colour.Red > colour.Blue + 80uy)) "red"
            Expect.isTrue (has (fun colour -> colour.Blue > colour.Red + 80uy)) "blue"

            Expect.isTrue
                (has (fun colour -> colour.Red > 225uy && colour.Red < 250uy && colour.Blue > 225uy))
                "nearly white"
        }

        test "long lines become small drawings that keep their extremes" {
            let count = 100000
            let spike = Array.init count (fun i -> if i = 54321 then 7.0 else sin (float i))
            let bytes, _ = draw (figure [ line [ Series("a", numbers count, spike) ] ] 1)
            Expect.isLessThan bytes.Length 100000 "far fewer points than there were"

            let low, _ =
                draw (figure [ line [ Series("a", numbers count, Array.map (min 1.0) spike) ] ] 1)

            Expect.notEqual (Encoding.UTF8.GetString bytes) (Encoding.UTF8.GetString low) "the spike shows"
        }

        test "large matrices are embedded as pictures" {
            let panel =
                heatmap 400 620 false (fun row column -> float32 (sin (float (row * column) / 5000.0)))

            let bytes, png = draw (figure [ panel ] 1)
            Expect.isLessThan bytes.Length 1500000 "SVG"
            Expect.isLessThan png.Length 1500000 "PNG"
            let image = svg (figure [ panel ] 1) |> named "image" |> List.head
            Expect.equal (attribute "width" image, attribute "height" image) ("620", "400") "one pixel a value"
        }

        test "a centimetre is as long upwards as sideways where both axes have a range in it" {
            let extent (unit': string) =
                let square = [| 0.0; 5.0; 5.0; 0.0; 0.0 |], [| 0.0; 0.0; 5.0; 5.0; 0.0 |]

                let panel =
                    LinePanel(
                        "Square",
                        FigureAxis("forward", "cm", Range = [| -1.0; 11.0 |]),
                        FigureAxis("up", unit', Range = [| -1.0; 7.0 |]),
                        [ Series("", fst square, snd square, Color = FigureColor.Red) ]
                    )

                let path =
                    named "path" (svg (figure [ panel ] 1))
                    |> List.find (fun path -> attribute "stroke" path = "#C31")

                use drawn = SKPath.ParseSvgPathData(attribute "d" path)
                drawn.Bounds.Width / drawn.Bounds.Height

            Expect.isLessThan (abs (extent "cm" - 1.0f)) 0.01f "one scale"
            Expect.isGreaterThan (abs (extent "s" - 1.0f)) 0.01f "two units have no common one"
        }

        test "names cannot break the drawing" {
            let hostile = "<script>alert(1)</script>&\"\u0001"

            let panel =
                LinePanel(
                    hostile,
                    FigureAxis(hostile, hostile),
                    plain hostile,
                    [ Series(hostile, [| 0.0; 1.0 |], [| 0.0; 1.0 |]); wave hostile ]
                )

            let root = svg (Figure(hostile, hostile, [ panel ], 1))
            Expect.isEmpty (named "script" root) "text stays text"
        }
    ]
