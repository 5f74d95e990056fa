module Spindle.Tests.Contracts.NormalSequenceTests

open System
open Expecto
open Spindle.Contracts

let private sequence item =
    NormalSequence(RandomStream.Derive(7L, Nullable 1L, "test").At item)

let private numbers item count =
    let values = Array.zeroCreate<float32> count
    (sequence item).Fill(values.AsSpan(), 1.0)
    Array.map float values

/// The share of a standard normal distribution below x, by a series that converges everywhere (Marsaglia 2004).
let private below (x: float) =
    let rec sum term total k =
        if abs term < 1e-17 then
            total
        else
            let next = term * x * x / float k
            sum next (total + next) (k + 2)

    0.5 + sum x x 3 * exp (-x * x / 2.0) / sqrt (2.0 * Math.PI)

[<Tests>]
let tests =
    testList "normal numbers in sequence" [
        test "have the moments of a standard normal distribution and its distribution function" {
            let values = numbers 0L 1_000_000

            let moment (power: int) =
                values |> Array.averageBy (fun v -> pown v power)
            // Each within five standard errors of the moment.
            Expect.isLessThan (abs (moment 1)) 0.005 "mean"
            Expect.isLessThan (abs (moment 2 - 1.0)) 0.0071 "variance"
            Expect.isLessThan (abs (moment 3)) 0.02 "third moment"
            Expect.isLessThan (abs (moment 4 - 3.0)) 0.05 "fourth moment"
            Array.sortInPlace values

            let distance =
                values
                |> Seq.mapi (fun i v -> abs (below v - (float i + 0.5) / float values.Length))
                |> Seq.max

            Expect.isLessThan distance 0.00195 "Kolmogorov's distance, at which one sample in a thousand lies"
        }

        test "are independent from one to the next, from lane to lane and from item to item" {
            let first, second = numbers 1L 200_000, numbers 2L 200_000

            let correlation lag =
                Seq.zip first (Seq.skip lag first) |> Seq.averageBy (fun (a, b) -> a * b)

            for lag in [ 1; 2; 15; 16; 17; 32; 64 ] do
                Expect.isLessThan (abs (correlation lag)) 0.0113 $"lag {lag}, five standard errors"

            let across = Seq.zip first second |> Seq.averageBy (fun (a, b) -> a * b)
            Expect.isLessThan (abs across) 0.0113 "items"
        }

        test "are the same in parts of whole blocks as in one, and scale with the deviation" {
            let whole = numbers 3L 1000
            let parts = Array.zeroCreate<float32> 1000
            let sequence = sequence 3L
            sequence.Fill(parts.AsSpan(0, 320), 2.0)
            sequence.Fill(parts.AsSpan(320), 2.0)

            for a, b in Seq.zip whole parts do
                Expect.floatClose Accuracy.medium (float b) (2.0 * a) "twice"
        }

        test "are on every processor those of 2026-11-24" {
            let values = Array.zeroCreate<float32> 4096
            (sequence 4L).Fill(values.AsSpan(), 0.5)
            let bytes = Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray()
            let digest = Convert.ToHexStringLower(Security.Cryptography.SHA256.HashData bytes)
            Expect.equal digest[..15] "5c7c325c2ff0366c" "digest"
        }
    ]
