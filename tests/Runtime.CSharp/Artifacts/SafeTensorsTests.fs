module Spindle.Tests.Artifacts.SafeTensorsTests

open System
open System.Collections.Generic
open System.IO
open System.Text
open Expecto
open FsCheck
open Spindle.Artifacts
open Spindle.Contracts

let private named (tensors: (string * TensorData) list) = dict tensors |> Dictionary

let private bytesOf (tensors: Dictionary<string, TensorData>) =
    use stream = new MemoryStream()
    SafeTensors.Write(stream, tensors)
    stream.ToArray()

let private read (bytes: byte[]) = SafeTensors.Read(ReadOnlyMemory bytes)

/// A file from its header's text and its data, as the format defines it.
let private file (header: string) (data: byte[]) =
    let text = Encoding.UTF8.GetBytes header
    Array.concat [ BitConverter.GetBytes(uint64 text.Length); text; data ]

let private refuses header data part =
    let error =
        Expect.throwsC (fun () -> read (file header data) |> ignore) (fun error -> error)

    Expect.isTrue (error :? FormatException) $"a FormatException, not {error}"
    Expect.stringContains error.Message part "says what is wrong"

[<Tests>]
let tests =
    testList "safetensors" [
        test "a file built by hand from the format's definition is what is written" {
            let tensors =
                named [
                    "b", TensorData.Of<float32>(ReadOnlySpan [| 1.0f; -2.0f; 0.5f |], 3L)
                    "a", TensorData.Of<int64>(ReadOnlySpan [| 7L; -1L |], 2L, 1L)
                ]

            let header =
                """{"a":{"data_offsets":[0,16],"dtype":"I64","shape":[2,1]},"b":{"data_offsets":[16,28],"dtype":"F32","shape":[3]}}"""

            let padded = header.PadRight((8 + header.Length + 63) / 64 * 64 - 8)

            let data =
                Array.concat [
                    [| 7uy; 0uy; 0uy; 0uy; 0uy; 0uy; 0uy; 0uy |]
                    Array.create 8 255uy
                    [| 0uy; 0uy; 0x80uy; 0x3Fuy; 0uy; 0uy; 0uy; 0xC0uy; 0uy; 0uy; 0uy; 0x3Fuy |]
                ]

            Expect.equal (bytesOf tensors) (file padded data) "byte for byte"
        }

        test "what is written reads back, and writing it again gives the same bytes" {
            let property (numbers: float32[]) (wholes: int64[]) (doubles: float[]) =
                let tensors =
                    named [
                        "numbers", TensorData.Of<float32>(ReadOnlySpan numbers, int64 numbers.Length)
                        "wholes", TensorData.Of<int64>(ReadOnlySpan wholes, 1L, int64 wholes.Length)
                        "ζ/\"quoted\"", TensorData.Of<float>(ReadOnlySpan doubles, int64 doubles.Length)
                    ]

                let first = bytesOf tensors
                let back = read first

                back["numbers"].Values<float32>().SequenceEqual(ReadOnlySpan numbers)
                && back["wholes"].Values<int64>().SequenceEqual(ReadOnlySpan wholes)
                && back["ζ/\"quoted\""].Values<float>().SequenceEqual(ReadOnlySpan doubles)
                && List.ofSeq back["wholes"].Shape = [ 1L; int64 wholes.Length ]
                && bytesOf (Dictionary back) = first

            Check.One(Config.QuickThrowOnFailure, property)
        }

        test "the order in which arrays are added does not change the bytes" {
            let one = "one", TensorData.Of<float32>(ReadOnlySpan [| 1.0f |], 1L)
            let two = "two", TensorData.Of<float>(ReadOnlySpan [| 2.0 |], 1L)
            Expect.equal (bytesOf (named [ one; two ])) (bytesOf (named [ two; one ])) "sorted"
        }

        test "a scalar and an empty array keep their shapes" {
            let back =
                named [
                    "scalar", TensorData.Of<float>(ReadOnlySpan [| 3.0 |])
                    "empty", TensorData.Of<float32>(ReadOnlySpan [||], 0L, 5L)
                ]
                |> bytesOf
                |> read

            Expect.isEmpty back["scalar"].Shape "no axis"
            Expect.sequenceEqual back["empty"].Shape [ 0L; 5L ] "two axes"
        }

        test "metadata of other writers is passed over" {
            let bytes =
                file """{"__metadata__":{"format":"pt"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""" [|
                    0uy
                    0uy
                    0x80uy
                    0x3Fuy
                |]

            let array = (read bytes)["x"]
            Expect.isTrue (array.Values<float32>().SequenceEqual(ReadOnlySpan [| 1.0f |])) "the array"
        }

        test "more bytes than a file of tensors holds are refused before any is written" {
            // The same numbers under many names, so that little memory is taken.
            let numbers = ReadOnlyMemory(Array.zeroCreate<byte>(1 <<< 25))

            let tensor (length: int64) =
                TensorData(ElementType.Float32, [| length / 4L |], numbers.Slice(0, int length))

            let together (bytes: int64) =
                let whole = int64 numbers.Length

                named [
                    for at in 0L .. bytes / whole - 1L do
                        yield $"array {at}", tensor whole
                    yield "the rest", tensor (bytes % whole)
                ]

            let most = TensorData.MostBytes / 4L * 4L
            SafeTensors.Write(Stream.Null, together most)
            use stream = new MemoryStream()

            let problem =
                Expect.throwsC (fun () -> SafeTensors.Write(stream, together (most + 4L))) id

            Expect.isTrue (problem :? ArgumentException) $"an ArgumentException, not {problem}"
            Expect.stringContains problem.Message $"have {most + 4L} bytes together" "how many there are"
            Expect.stringContains problem.Message $"at most {TensorData.MostBytes}" "how many there may be"
            Expect.equal stream.Length 0L "nothing is written"
        }

        test "malformed files are refused with the reason" {
            refuses "[]" [||] "no JSON object"
            refuses "{" [||] "no JSON"
            refuses """{"x":{"shape":[1],"data_offsets":[0,4]}}""" (Array.zeroCreate 4) "lacks a dtype"
            refuses """{"x":{"dtype":"Q8","shape":[1],"data_offsets":[0,4]}}""" (Array.zeroCreate 4) "'x' holds Q8"
            refuses """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""" (Array.zeroCreate 4) "do not fill"
            refuses """{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""" (Array.zeroCreate 4) "holds -1"
            refuses """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""" (Array.zeroCreate 4) "of 4 bytes"

            refuses
                """{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"""
                (Array.zeroCreate 8)
                "where 0 was expected"

            refuses """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""" (Array.zeroCreate 8) "end at 4 of 8"
            refuses """{"x":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,0]}}""" [||] "do not fill"

            refuses
                """{"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"""
                [||]
                "twice"
        }

        test "a file that ends inside its header is refused" {
            for length in [ 0; 7; 8; 20 ] do
                let whole =
                    bytesOf (named [ "x", TensorData.Of<float32>(ReadOnlySpan [| 1.0f |], 1L) ])

                Expect.throwsT<FormatException> (fun () -> read whole[.. length - 1] |> ignore) $"{length} bytes"
        }
    ]
