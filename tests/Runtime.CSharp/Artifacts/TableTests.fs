module Spindle.Tests.Artifacts.TableTests

open System
open System.IO
open System.Text
open Expecto
open FsCheck
open Spindle.Artifacts
open Spindle.Contracts

let private bytesOf (table: Table) =
    use stream = new MemoryStream()
    ParquetTable.Write(stream, table)
    stream.ToArray()

let private read (bytes: byte[]) =
    use stream = new MemoryStream(bytes)
    ParquetTable.Read stream

let private table (numbers: float[]) (wholes: int64[]) (texts: string[]) =
    Table [
        NumberColumn("angle", "deg", numbers) :> Column
        IntegerColumn("trial", "", wholes)
        TextColumn("place", texts)
    ]

let private same (left: Table) (right: Table) =
    let column (one: Column, other: Column) =
        one.Name = other.Name
        && one.Unit = other.Unit
        && match one, other with
           | (:? NumberColumn as a), (:? NumberColumn as b) ->
               Array.map BitConverter.DoubleToInt64Bits a.Values = Array.map BitConverter.DoubleToInt64Bits b.Values
           | (:? IntegerColumn as a), (:? IntegerColumn as b) -> a.Values = b.Values
           | (:? TextColumn as a), (:? TextColumn as b) -> a.Values = b.Values
           | _ -> false

    left.Columns.Count = right.Columns.Count
    && Seq.zip left.Columns right.Columns |> Seq.forall column

let private csv (table: Table) =
    use writer = new StringWriter()
    CsvTable.Write(writer, table)
    writer.ToString()

[<Tests>]
let tests =
    testList "tables" [
        test "a Parquet table reads back with its types, units and missing numbers" {
            let written =
                table [| 1.5; nan; infinity; -0.0 |] [| 1L; Int64.MinValue; Int64.MaxValue; 0L |] [|
                    "a"
                    ""
                    "ü\n"
                    "a"
                |]

            Expect.isTrue (same (read (bytesOf written)) written) "same columns"
        }

        test "a table without rows reads back" {
            let written = table [||] [||] [||]
            Expect.isTrue (same (read (bytesOf written)) written) "same columns"
        }

        test "any table reads back, and writing it twice gives the same bytes" {
            let property (rows: (float * int64 * char list) list) =
                let make () =
                    table [| for x, _, _ in rows -> x |] [| for _, n, _ in rows -> n |] [|
                        for _, _, letters in rows -> String(Array.ofList letters)
                    |]

                let first = bytesOf (make ())
                first = bytesOf (make ()) && same (read first) (make ())

            Check.One(Config.QuickThrowOnFailure.WithMaxTest 50, property)
        }

        test "many rows of repeated values give the same bytes each time" {
            let make () =
                table
                    (Array.init 20_000 (fun i -> float (i % 7)))
                    (Array.init 20_000 int64)
                    (Array.init 20_000 (fun i -> $"unit {i % 3}"))

            Expect.equal (bytesOf (make ())) (bytesOf (make ())) "byte for byte"
        }

        test "columns that do not fit together are refused" {
            let ragged =
                Table [ NumberColumn("a", "", [| 1.0 |]) :> Column; NumberColumn("b", "", [||]) ]

            let twice =
                Table [ NumberColumn("a", "", [||]) :> Column; NumberColumn("a", "", [||]) ]

            Expect.throwsT<ArgumentException> (fun () -> bytesOf ragged |> ignore) "different lengths"
            Expect.throwsT<ArgumentException> (fun () -> bytesOf twice |> ignore) "one name twice"
            Expect.throwsT<ArgumentException> (fun () -> bytesOf (Table []) |> ignore) "no column"
        }

        test "what is no Parquet file is refused" {
            Expect.throwsT<FormatException>
                (fun () -> read (Encoding.ASCII.GetBytes "PAR1 this is not a table PAR1") |> ignore)
                "garbage"

            Expect.throwsT<FormatException> (fun () -> read [||] |> ignore) "nothing"
        }

        test "CSV has units in its header, quotes what needs it and leaves missing numbers empty" {
            let text = csv (table [| 0.1; nan |] [| 1L; -2L |] [| "a,\"b\""; "plain" |])
            Expect.equal text "angle [deg],trial,place\n0.1,1,\"a,\"\"b\"\"\"\n,-2,plain\n" "RFC 4180"
        }
    ]
