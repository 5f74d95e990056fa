module Spindle.Tests.Tasks.Proprioception.JoinedWritesTests

open System.IO
open Expecto
open FsCheck
open Spindle.Tasks.Proprioception.Export

/// What is done to a file.
type Act =
    /// Half mebibytes, of which it may hold two, and some bytes more.
    | Write of fill: byte * halves: int * more: NonNegativeInt
    | Read of count: NonNegativeInt
    | Seek of origin: SeekOrigin * offset: int
    | SetLength of change: int
    | Flush

let private read (stream: Stream) (count: int) =
    let bytes = Array.zeroCreate count
    let found = stream.Read(bytes, 0, count)
    Array.truncate found bytes

/// An act as the plain file is to do it, so that it stays short and no place is before its beginning.
let private act (plain: Stream) (doing: Act) : Stream -> byte[] =
    match doing with
    | Write(fill, halves, more) ->
        // Most are short, as those that are joined.
        let halves = max 0 (abs halves % 10 - 7)

        let bytes =
            Array.init (max 1 ((halves <<< 19) + more.Get)) (fun at -> fill + byte at)

        fun stream ->
            stream.Write(bytes, 0, bytes.Length)
            [||]
    | Read count -> fun stream -> read stream count.Get
    | Seek(origin, offset) ->
        let from =
            match origin with
            | SeekOrigin.Begin -> 0L
            | SeekOrigin.Current -> plain.Position
            | _ -> plain.Length

        let offset = max (int64 offset) -from

        fun stream ->
            Expect.equal (stream.Seek(offset, origin)) (from + offset) "where it seeks"
            [||]
    | SetLength change ->
        let length = max 0L (plain.Length + int64 change)

        fun stream ->
            stream.SetLength length
            [||]
    | Flush ->
        fun stream ->
            stream.Flush()
            [||]

[<Tests>]
let tests =
    testList "joined writes" [
        testPropertyWithConfig
            {
                FsCheckConfig.defaultConfig with
                    endSize = 60
            }
            "are those of the file itself, whatever is read, sought or cut between them"
            (fun (acts: Act list) ->
                use plain = new MemoryStream()
                use file = new MemoryStream()
                use joined = new JoinedWrites(file)

                for doing in acts do
                    let doIt: Stream -> byte[] = act plain doing
                    let expected = doIt plain
                    Expect.equal (doIt joined) expected $"what {doing} reads"
                    Expect.equal joined.Position plain.Position $"the place after {doing}"
                    Expect.equal joined.Length plain.Length $"the length after {doing}"

                joined.Flush()
                Expect.isTrue (file.ToArray() = plain.ToArray()) "the file")

        test "short writes that follow one another reach the file together" {
            use file = new MemoryStream()
            use joined = new JoinedWrites(file)

            for at in 0..9 do
                joined.WriteByte(byte at)

            Expect.equal file.Length 0L "held"
            Expect.equal joined.Length 10L "and counted"
            joined.Position <- 3L
            Expect.equal (read joined 4) [| 3uy; 4uy; 5uy; 6uy |] "held bytes are read"
            joined.Position <- 10L
            joined.Write(Array.zeroCreate (1 <<< 20), 0, 1 <<< 20)
            Expect.equal file.Length 10L "as many as it holds"
            joined.WriteByte 1uy
            Expect.equal file.Length (10L + (1L <<< 20)) "more than it holds"
        }
    ]
