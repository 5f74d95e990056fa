module Spindle.Tests.Tasks.Proprioception.HandwritingTests

open System
open System.IO
open System.Threading
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tests

let private close tolerance (expected: float seq) (found: float seq) =
    Expect.equal (Seq.length found) (Seq.length expected) "as many numbers"

    for one, other in Seq.zip expected found do
        Expect.floatClose { absolute = tolerance; relative = 0.0 } other one $"the numbers {List.ofSeq found}"

/// Two rows, as the reference writes them, to samples × 2.
let private points (xs: float list) (ys: float list) =
    List.zip xs ys |> List.collect (fun (x, y) -> [ x; y ]) |> Array.ofList

let private letter = points [ 0.0; 1.0; 3.0; 6.0 ] [ 0.0; 0.0; 1.0; 1.0 ]

let private varied size rotation shearX shearY speed =
    let radians degrees = degrees * Math.PI / 180.0
    Variation(size, radians rotation, radians shearX, radians shearY, speed)

let private plain = varied 1.0 0.0 0.0 0.0 1.0

/// The integral of the squared jerk of a path between two points, by sums.
let private cost (path: float[]) =
    let x = path |> Array.chunkBySize 2 |> Array.map Array.head

    seq { 0 .. x.Length - 4 }
    |> Seq.sumBy (fun i -> (x[i + 3] - 3.0 * x[i + 2] + 3.0 * x[i + 1] - x[i]) ** 2.0)

/// Class means of letters on 64 equally spaced samples.
let private resampled (letters: Letters) =
    Array.init letters.Count (fun i ->
        letters.Labels[i], Spindle.Signals.Resampling.Linear(letters.Positions[i], 2, 64))

let private means (samples: (int * float[])[]) =
    samples
    |> Array.groupBy fst
    |> Array.map (fun (label, all) ->
        label, Array.init 128 (fun i -> all |> Array.averageBy (fun (_, path) -> path[i])))

let private accuracy (classes: (int * float[])[]) (samples: (int * float[])[]) =
    let distance (one: float[]) (other: float[]) =
        Array.fold2 (fun sum a b -> sum + (a - b) ** 2.0) 0.0 one other

    samples
    |> Array.averageBy (fun (label, path) ->
        if fst (classes |> Array.minBy (fun (_, other) -> distance path other)) = label then
            1.0
        else
            0.0)

let private read (path: string) =
    use file = File.OpenRead(Shared.file path)
    LetterFile.Read(file, CancellationToken.None)

let private written count =
    Letters.Written(count, RandomStream.Derive(7L, Nullable(), "character_movements.letters"))

[<Tests>]
let tests =
    testList "handwriting" [
        test "a letter grows with its time, as the reference has it" {
            close
                1e-12
                (points [ 0.0; 0.75; 2.25; 4.5; 7.5 ] [ 0.0; 0.0; 0.5; 1.25; 1.25 ])
                ((varied 1.3 0.0 0.0 0.0 1.0).Resized letter)

            close 1e-12 (points [ 0.0; 3.0 ] [ 0.0; 0.0 ]) ((varied 0.7 0.0 0.0 0.0 1.0).Resized letter)
        }

        test "speed changes the time and not the path, as the reference has it" {
            close
                1e-12
                (points [ 0.0; 0.75; 2.0; 3.75; 6.0 ] [ 0.0; 0.0; 0.5; 1.0; 1.0 ])
                ((varied 1.0 0.0 0.0 0.0 0.8).Sped letter)

            close 1e-12 (points [ 0.0; 6.0 ] [ 0.0; 1.0 ]) ((varied 1.0 0.0 0.0 0.0 1.4).Sped letter)
        }

        test "rotation and shears act as the reference's matrix" {
            let bent = (varied 1.0 30.0 15.0 -15.0 1.0).Bent [| 1.0; 0.0; 0.0; 1.0 |]
            close 1e-6 [ 1.0; 0.267949; -0.267949; 1.0 ] bent
        }

        test "a plain variation changes nothing" { close 1e-12 letter (plain.Apply letter) }

        test "no movement of the published letters is longer than 295 samples" {
            let longest: float[] = Array.zeroCreate (2 * 182)
            Expect.equal ((varied 1.3 0.0 0.0 0.0 0.8).Apply(longest).Length / 2) 295 "the longest"
        }

        test "between two places the pen takes the path of least jerk" {
            let path =
                MinimumJerk.Through([ struct (0.0, 0.0); struct (2.0, 1.0) ], [ 0.0; 0.5 ], 11)

            for i in 0..10 do
                let s = float i / 10.0
                let part = 10.0 * s ** 3.0 - 15.0 * s ** 4.0 + 6.0 * s ** 5.0
                close 1e-12 [ 2.0 * part; part ] path[2 * i .. 2 * i + 1]
        }

        test "the pen passes through every place at its time" {
            let places = [ struct (0.0, 0.0); struct (1.0, 2.0); struct (-1.0, 1.0); struct (0.5, 0.5) ]
            let path = MinimumJerk.Through(places, [ 0.0; 0.2; 0.3; 0.5 ], 51)

            for struct (x, y), sample in Seq.zip places [ 0; 20; 30; 50 ] do
                close 1e-9 [ x; y ] path[2 * sample .. 2 * sample + 1]
        }

        test "no path through the same places at the same times has less jerk" {
            let places = [ struct (0.0, 0.0); struct (1.0, 0.0); struct (0.2, 0.0); struct (2.0, 0.0) ]
            let times = [ 0.0; 0.25; 0.6; 1.0 ]
            let best = MinimumJerk.Through(places, times, 401)

            for wave in 1..6 do
                // Zero, with three derivatives, at the ends, and zero at the places between.
                let bump t =
                    (t * (1.0 - t)) ** 4.0 * (t - 0.25) * (t - 0.6) * cos (float wave * 3.0 * t)

                for size in [ 50.0; -50.0 ] do
                    let other =
                        best
                        |> Array.mapi (fun i x ->
                            if i % 2 = 0 then
                                x + size * bump (float (i / 2) / 400.0)
                            else
                                x)

                    Expect.isLessThan (cost best) (cost other) "the least"
        }

        test "every letter is written in every specimen's own way, in its box" {
            let letters = written 100
            Expect.equal (List.ofSeq letters.Labels) [ for i in 0..99 -> i % 20 + 1 ] "letters take turns"

            for positions in letters.Positions do
                for axis in 0..1 do
                    let values =
                        positions |> Array.chunkBySize 2 |> Array.map (fun point -> point[axis])

                    close 1e-12 [ -0.5; 0.5 ] [ Array.min values; Array.max values ]

            Expect.notEqual letters.Positions[0] letters.Positions[20] "two of a letter"
        }

        test "more specimens leave the earlier ones as they were" {
            let few, many = written 40, written 60

            for i in 0..39 do
                Expect.equal many.Positions[i] few.Positions[i] "the specimen"
        }

        test "letters come back from their tensors" {
            let letters = written 40
            let back = Letters.Read(letters.ToTensors())
            Expect.equal (List.ofSeq back.Labels) (List.ofSeq letters.Labels) "labels"
            Expect.equal (List.ofSeq back.Positions) (List.ofSeq letters.Positions) "positions"
        }

        test "half of Spindle's letters tell the other half, as real ones do" {
            let samples = written 800 |> resampled
            let train, test = Array.splitAt 400 samples
            let found = accuracy (means train) test
            Expect.isGreaterThan found 0.85 "nearest mean"
            Expect.isLessThan found 1.0 "there is natural variation"
        }

        test "the UCI file's letters are those that its page tells of" {
            let letters = read "character-trajectories/mixout_reconstructed.mat"
            Expect.equal letters.Count 2858 "specimens"

            let counts =
                letters.Labels |> Seq.countBy id |> Seq.sort |> Seq.map snd |> List.ofSeq

            Expect.equal
                counts
                [
                    171
                    141
                    142
                    157
                    186
                    138
                    127
                    174
                    125
                    130
                    141
                    131
                    124
                    119
                    133
                    131
                    155
                    125
                    137
                    171
                ]
                "of each letter"

            let lengths =
                letters.Positions
                |> Seq.map (fun positions -> positions.Length / 2)
                |> List.ofSeq

            Expect.equal (List.min lengths, List.max lengths) (60, 182) "lengths"
            Expect.floatClose { absolute = 5e-4; relative = 0.0 } (List.averageBy float lengths) 119.987 "mean length"
        }

        test "nearest means of the UCI file's first half tell its second half as its page says" {
            let train = read "character-trajectories/trajectories_train.mat" |> resampled
            Expect.equal train.Length 1429 "specimens to train on"
            let all = read "character-trajectories/mixout_reconstructed.mat" |> resampled

            let labels =
                File.ReadAllLines(Shared.file "character-trajectories/xtest_labels.csv")
                |> Array.skip 1

            let seen = train |> Array.map snd |> Set.ofArray
            let test = all |> Array.filter (fun (_, path) -> not (seen.Contains path))
            Expect.equal test.Length labels.Length "specimens to test on"
            Expect.floatClose { absolute = 5e-6; relative = 0.0 } (accuracy (means train) test) 0.93422 "nearest mean"
        }

        test "Spindle's letters look like the UCI file's: means of theirs tell most of ours" {
            let theirs =
                read "character-trajectories/mixout_reconstructed.mat" |> resampled |> means

            let found = written 800 |> resampled |> accuracy theirs
            Expect.isGreaterThan found 0.65 "chance is 0.05"
        }

        test "a file that is no MAT file, or is cut or damaged, is refused with a code" {
            let refused (bytes: byte[]) =
                try
                    LetterFile.Read(new MemoryStream(bytes), CancellationToken.None) |> ignore
                    "read"
                with :? SpindleException as refusal ->
                    refusal.Code

            Expect.equal (refused [||]) DiagnosticCodes.MalformedRecording "empty"
            Expect.equal (refused (Array.zeroCreate 4096)) DiagnosticCodes.MalformedRecording "zeros"

            let sound =
                File.ReadAllBytes(Shared.file "character-trajectories/trajectories_train.mat")

            Expect.equal (refused sound[..100_000]) DiagnosticCodes.MalformedRecording "cut"
            let stream = RandomStream.Derive(11L, Nullable(), "damage")

            for _ in 1..20 do
                let damaged = Array.copy sound[..200_000]
                damaged[128 + int (stream.Integer 4000L)] <- byte (stream.Integer 256L)
                Expect.equal (refused damaged) DiagnosticCodes.MalformedRecording "damaged"
        }
    ]
