module Spindle.Tests.Artifacts.NpzArchiveTests

open System
open System.Collections.Generic
open System.IO
open System.IO.Compression
open System.Text
open Expecto
open Spindle.Artifacts
open Spindle.Contracts

let private arrays =
    dict [
        "rates", TensorData.Of<float32>(ReadOnlySpan [| 1.0f; 2.0f; 3.0f; 4.0f; 5.0f; 6.0f |], 2L, 3L)
        "angles", TensorData.Of<float>(ReadOnlySpan [| 0.5 |], 1L)
        "count", TensorData.Of<int64>(ReadOnlySpan [| 9L |])
    ]
    |> Dictionary

let private archive () =
    let stream = new MemoryStream()
    NpzArchive.Write(stream, arrays)
    stream.ToArray()

let private entry (name: string) =
    use zip = new ZipArchive(new MemoryStream(archive ()))
    use content = (nonNull (zip.GetEntry name)).Open()
    use copy = new MemoryStream()
    content.CopyTo copy
    copy.ToArray()

[<Tests>]
let tests =
    testList "npz" [
        test "an entry is a .npy file of format 1.0" {
            let bytes = entry "rates.npy"
            let length = int bytes[8] + 256 * int bytes[9]

            Expect.equal
                bytes[..7]
                (Array.append [| 0x93uy |] (Encoding.ASCII.GetBytes "NUMPY\001\000"))
                "magic and version"

            Expect.equal ((10 + length) % 64) 0 "the numbers are aligned"

            Expect.equal
                (Encoding.ASCII.GetString(bytes, 10, length).TrimEnd())
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
                "header"

            Expect.equal bytes[10 + length ..] (arrays["rates"].Bytes.ToArray()) "numbers"
        }

        test "one axis and no axis are written as Python writes them" {
            Expect.stringContains
                (Encoding.ASCII.GetString(entry "angles.npy"))
                "'<f8', 'fortran_order': False, 'shape': (1,), }"
                "a tuple of one"

            Expect.stringContains
                (Encoding.ASCII.GetString(entry "count.npy"))
                "'<i8', 'fortran_order': False, 'shape': (), }"
                "an empty tuple"
        }

        test "writing twice gives the same bytes" { Expect.equal (archive ()) (archive ()) "no clock" }
    ]
