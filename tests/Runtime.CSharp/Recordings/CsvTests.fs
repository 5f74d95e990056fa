module Spindle.Tests.Recordings.CsvTests

open System
open System.Text
open Expecto
open Spindle.Contracts
open Spindle.Recordings
open Spindle.Tests.Runtime

let private readBytes (delimiter: string) (bytes: byte[]) =
    let recording = Csv(File = DataFile "data.csv", Delimiter = delimiter)

    InMemoryStepContext([ "recording", box recording ], []).WithFile("data.csv", bytes).Run(CsvOperation()).Table
        "table"

let private read (text: string) =
    readBytes "," (Encoding.UTF8.GetBytes text)

let private problem (f: unit -> Table) =
    try
        f () |> ignore
        "none"
    with :? SpindleException as e ->
        $"{e.Code} {e.Message}"

[<Tests>]
let tests =
    testList "CSV recordings" [
        test "columns are whole numbers, numbers with gaps, or text" {
            let table =
                read "trial,angle,who\n1,0.5,fly\n-2,,\"moth, \"\"big\"\"\"\r\n3,1e-3,\n"

            Expect.equal [ for column in table.Columns -> column.Name ] [ "trial"; "angle"; "who" ] "names"
            Expect.equal ((table["trial"] :?> IntegerColumn).Values) [| 1L; -2L; 3L |] "whole numbers"
            let angle = (table["angle"] :?> NumberColumn).Values
            Expect.equal (angle[0], Double.IsNaN angle[1], angle[2]) (0.5, true, 0.001) "numbers"
            Expect.equal ((table["who"] :?> TextColumn).Values) [| "fly"; "moth, \"big\""; "" |] "text"
        }

        test "a byte order mark, another delimiter, quoted line ends and blank lines are read" {
            let bytes =
                Array.append [| 0xEFuy; 0xBBuy; 0xBFuy |] (Encoding.UTF8.GetBytes "a;b\r\n\r\n\"x\ny\";1\r\n")

            let table = readBytes ";" bytes
            Expect.equal ((table["a"] :?> TextColumn).Values) [| "x\ny" |] "text over two lines"
            Expect.equal ((table["b"] :?> IntegerColumn).Values) [| 1L |] "the other column"
        }

        test "NaN is a missing number, also where all others are whole" {
            let table = read "tau,count\nNaN,1\n0.5,NaN\nnan,3\n"
            let tau = (table["tau"] :?> NumberColumn).Values
            Expect.equal (Double.IsNaN tau[0], tau[1], Double.IsNaN tau[2]) (true, 0.5, true) "numbers"
            let count = (table["count"] :?> NumberColumn).Values

            Expect.equal
                (count[0], Double.IsNaN count[1], count[2])
                (1.0, true, 3.0)
                "whole numbers with a gap are numbers"
        }

        test "what is wrong is told with its line" {
            Expect.equal (problem (fun () -> read "")) "SPN5101 line 1: the file is empty, expected a header" "empty"

            Expect.equal
                (problem (fun () -> read "a,b\n1,2\n\n3\n"))
                "SPN5101 line 4: 1 values, expected 2 as in the header"
                "short row"

            Expect.equal
                (problem (fun () -> read "a,a\n"))
                "SPN5101 line 1: two columns have the name 'a'"
                "a name twice"

            Expect.equal (problem (fun () -> read "a,\n")) "SPN5101 line 1: a column has no name" "no name"

            Expect.equal
                (problem (fun () -> read "a\n\"x\ny"))
                "SPN5101 line 2: a quoted value does not end"
                "open quote"

            Expect.stringStarts
                (problem (fun () -> read "a\n\"x\"y\n"))
                "SPN5101 line 2: 'y' after a quoted value"
                "after a quote"

            let latin = [| yield! Encoding.ASCII.GetBytes "a\n"; 0xE4uy; 10uy |]
            Expect.stringContains (problem (fun () -> readBytes "," latin)) "SPN5101" "not UTF-8"
        }

        test "a delimiter is one character" {
            let codes delimiter = [
                for p in Csv(File = DataFile "x", Delimiter = delimiter).Validate() -> p.Code
            ]

            Expect.equal
                (List.map codes [ ";"; "\t"; ""; "::"; "\"" ])
                [ []; []; [ "SPN3004" ]; [ "SPN3004" ]; [ "SPN3004" ] ]
                "delimiters"
        }
    ]
