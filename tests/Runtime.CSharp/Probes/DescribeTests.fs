module Spindle.Tests.Probes.DescribeTests

open Expecto
open Spindle.Contracts
open Spindle.Probes
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Ring

let private probe = Describe(Of = RecordingRef "session")

let private table =
    Table [|
        TextColumn("unit", [| "a"; "b"; "c"; "d" |])
        NumberColumn("rate", "Hz", [| 1.0; 2.0; nan; 6.0 |])
        IntegerColumn("spikes", "", [| 10L; 20L; 30L; 40L |])
    |]

[<Tests>]
let tests =
    testList "describe" [
        testCase "gives count, mean, sample standard deviation and extremes of the numeric columns"
        <| fun () ->
            let context = InMemoryStepContext([], [ "table", box table ]).Run(DescribeTable())

            let described = context.Table "columns"

            let numbers name =
                (described[name] :?> NumberColumn).Values

            Expect.sequenceEqual (described["column"] :?> TextColumn).Values [ "rate"; "spikes" ] "columns"
            Expect.sequenceEqual (described["count"] :?> IntegerColumn).Values [ 3L; 4L ] "missing values are left out"
            Expect.sequenceEqual (numbers "mean") [ 3.0; 25.0 ] "means"
            Expect.floatClose Accuracy.veryHigh (numbers "sd").[0] (sqrt 7.0) "((−2)² + (−1)² + 3²) / 2"
            Expect.floatClose Accuracy.veryHigh (numbers "sd").[1] (sqrt (500.0 / 3.0)) "(15² + 5² + 5² + 15²) / 3"
            Expect.sequenceEqual (numbers "minimum") [ 1.0; 10.0 ] "minima"
            Expect.sequenceEqual (numbers "maximum") [ 6.0; 40.0 ] "maxima"
            Expect.equal (metric context "rows", metric context "columns") (4.0, 3.0) "shape"

        testCase "a subject without a table is a problem"
        <| fun () ->
            let problems =
                probe.Validate(model task separated 1000L)
                |> Seq.map (fun p -> p.Code, p.Property)
                |> List.ofSeq

            Expect.equal problems [ "SPN4003", "Of" ] "no table"
    ]
