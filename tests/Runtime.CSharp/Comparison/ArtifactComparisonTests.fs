module Spindle.Tests.Comparison.ArtifactComparisonTests

open System.IO
open System.Text
open Expecto
open Spindle.Artifacts
open Spindle.Comparison
open Spindle.Contracts
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

/// The difference of two contents of a type.
let private differ
    (tolerance: Tolerance)
    (artifact: ArtifactType)
    (write: 'T -> Stream -> unit)
    (before: 'T)
    (after: 'T)
    =
    use workshop = new Workshop()

    let opened value =
        use blob = workshop.Store.NewBlob()
        write value blob.Stream
        let struct (digest, size) = blob.Finish()
        workshop.Store.Open(StoredOutput("out", artifact, digest, size))

    use one = opened before
    use other = opened after
    ArtifactComparison.Of(artifact, one, other, tolerance)

let private records tolerance =
    differ tolerance ArtifactType.Record (fun (json: string) stream ->
        stream.Write(System.ReadOnlySpan(Encoding.UTF8.GetBytes json)))

let private tables tolerance =
    differ tolerance ArtifactType.Table (fun (columns: Column list) stream ->
        ParquetTable.Write(stream, Table(Array.ofList columns)))

let private tensors tolerance =
    differ tolerance ArtifactType.Tensors (fun (arrays: (string * TensorData) list) stream ->
        SafeTensors.Write(stream, dict arrays |> System.Collections.Generic.Dictionary))

let private array (shape: int64 list) (values: float list) =
    TensorData.Of<float>(System.ReadOnlySpan(Array.ofList values), Array.ofList shape)

[<Tests>]
let tests =
    testList "artifacts compared" [
        test "tensors: the farthest pair by each measure, with its indices" {
            let found =
                tensors Tolerance.None [ "w", array [ 2L; 3L ] [ 1; 2; 3; 4; 5; 1000 ] ] [
                    "w", array [ 2L; 3L ] [ 1; 2; 4; 4; 5; 1002 ]
                ]

            Expect.equal (found.Numbers, found.Beyond) (6L, 2L) "how many"
            Expect.equal found.Absolute (NumberGap("w[1,2]", 1000.0, 1002.0)) "absolute"
            Expect.equal found.Relative (NumberGap("w[0,2]", 3.0, 4.0)) "relative"
            Expect.equal (nonNull found.Relative).Relative 0.25 "a part of the larger one"
        }

        test "tensors of other names, types and shapes are told as that" {
            let found =
                tensors Tolerance.None [
                    "a", array [ 2L ] [ 1; 2 ]
                    "b", array [ 2L ] [ 1; 2 ]
                    "c", array [ 1L ] [ 1 ]
                ] [
                    "b", array [ 2L; 1L ] [ 1; 2 ]
                    "c", TensorData.Of<int64>(System.ReadOnlySpan [| 1L |], 1L)
                    "d", array [ 1L ] [ 1 ]
                ]

            Expect.sequenceEqual
                found.Unlike
                [
                    "only the first has the array 'a'"
                    "only the second has the array 'd'"
                    "the array 'b': Float64 of 2 → Float64 of 2×1"
                    "the array 'c': Float64 of 1 → Int64 of 1"
                ]
                "what differs"

            Expect.isFalse found.IsNone "they differ"
        }

        test "tables: cell by cell, with column and row" {
            let found =
                tables Tolerance.None [
                    NumberColumn("x", "m", [| 1.0; nan; 3.0 |])
                    IntegerColumn("n", "", [| 1L; 2L; 3L |])
                    TextColumn("t", [| "a"; "b"; "c" |])
                ] [
                    NumberColumn("x", "m", [| 1.0; nan; nan |])
                    IntegerColumn("n", "", [| 1L; 2L; 5L |])
                    TextColumn("t", [| "a"; "z"; "c" |])
                ]

            Expect.equal (found.Numbers, found.Beyond) (6L, 2L) "a missing number equals a missing one"
            Expect.equal (nonNull found.Absolute).Place "x, row 3" "a number against a missing one is infinitely far"
            Expect.sequenceEqual found.Unlike [ "t, row 2: 'b' → 'z'" ] "text"
        }

        test "tables of other lengths and columns" {
            let found =
                tables Tolerance.None [ NumberColumn("x", "", [| 1.0; 2.0 |]); NumberColumn("y", "", [| 1.0; 2.0 |]) ] [
                    NumberColumn("x", "", [| 1.5 |])
                    NumberColumn("z", "", [| 1.0 |])
                ]

            Expect.sequenceEqual
                found.Unlike
                [
                    "2 rows → 1 rows"
                    "only the first has the column 'y'"
                    "only the second has the column 'z'"
                ]
                "what differs"

            Expect.equal found.Beyond 1L "what both have is compared all the same"
        }

        test "records: value by value, by path" {
            let found =
                records
                    Tolerance.None
                    """{"fit":{"error":0.5,"of":[1,2]},"name":"a"}"""
                    """{"fit":{"error":0.75,"of":[1,2]},"name":"b"}"""

            Expect.equal found.Absolute (NumberGap("fit.error", 0.5, 0.75)) "the number"
            Expect.sequenceEqual found.Unlike [ "name: \"a\" → \"b\"" ] "the text"
        }

        test "what is within the tolerance does not differ" {
            let within relative absolute =
                (records (Tolerance(relative, absolute)) """{"x":1000}""" """{"x":1001}""").IsNone

            Expect.isFalse (within 0.0 0.0) "exactly"
            Expect.isTrue (within 1e-3 0.0) "relative"
            Expect.isFalse (within 1e-4 0.0) "relative, too tight"
            Expect.isTrue (within 0.0 1.0) "absolute"
            Expect.isFalse (within 0.0 0.5) "absolute, too tight"
        }

        test "only the first few of many differences of names are listed, and the rest counted" {
            let names from =
                "{" + String.concat "," [ for i in from .. from + 9 -> $"\"n{i}\":1" ] + "}"

            let found = records Tolerance.None (names 0) (names 100)
            Expect.equal found.Unlike.Count 6 "five and a count"
            Expect.equal (Seq.last found.Unlike) "15 more differences of this sort" "the count"
        }
    ]
