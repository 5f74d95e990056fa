module Spindle.Tests.Statistics.RingMatrixTests

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open MathNet.Numerics.LinearAlgebra
open Spindle.Statistics

let private n = 12
let private places = Array.init n int64

let private matrix (f: int -> int -> float) =
    Matrix<float>.Build.Dense(n, n, Func<int, int, float>(f))

let private weight = Gen.choose (-1000, 1000) |> Gen.map (fun k -> float k / 500.0)

let private profiles =
    Arb.fromGen (Gen.arrayOfLength n weight |> Gen.filter (fun p -> Array.max p > Array.min p))

let private matrices = Arb.fromGen (Gen.arrayOfLength (n * n) weight)
let private ofArray (values: float array) = matrix (fun i j -> values[i * n + j])
let private circulant (p: float array) = matrix (fun i j -> p[(j - i + n) % n])

let private check property =
    Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

/// The teacher of the reference: W_ij = 0.1 cos(0.06 D_ij) − 0.03 on 100 places.
let private teacher =
    Matrix<float>
        .Build.Dense(
            100,
            100,
            Func<int, int, float>(fun i j ->
                let apart = abs (i - j)
                0.1 * cos (0.06 * float (min apart (100 - apart))) - 0.03)
        )

[<Tests>]
let tests =
    testList "Matrices on a ring" [
        testCase "a circulant matrix has its generator as profile and circulant fraction 1"
        <| fun () ->
            Prop.forAll profiles (fun p ->
                let profile = RingProfile.Of(circulant p, places, n)

                Seq.forall2 (fun (a: float) b -> abs (a - b) < 1e-12) profile.Means p
                && abs (profile.CirculantFraction - 1.0) < 1e-9)
            |> check

        testCase "the profile is the plain mean over the entries of each offset"
        <| fun () ->
            Prop.forAll matrices (fun values ->
                let w = ofArray values

                let slow delta =
                    List.average [
                        for i in 0 .. n - 1 do
                            w[i, (i + delta) % n]
                    ]

                let means = RingProfile.Of(w, places, n).Means
                Seq.forall (fun delta -> abs (means[delta] - slow delta) < 1e-12) (seq { 0 .. n - 1 }))
            |> check

        testCase "the circulant fraction is the variance of the profile over the variance of the entries"
        <| fun () ->
            Prop.forAll matrices (fun values ->
                let w = ofArray values
                let profile = RingProfile.Of(w, places, n)

                let variance (xs: float seq) =
                    let m = Seq.average xs in xs |> Seq.averageBy (fun x -> (x - m) ** 2.0)

                let expected = variance profile.Means / variance (w.Enumerate())

                abs (profile.CirculantFraction - expected) < 1e-9
                && profile.CirculantFraction <= 1.0 + 1e-12)
            |> check

        testCase "renumbering the ring from another place leaves the profile"
        <| fun () ->
            Prop.forAll matrices (fun values ->
                let w = ofArray values
                let turned = matrix (fun i j -> w[(i + 5) % n, (j + 5) % n])
                let a, b = RingProfile.Of(w, places, n), RingProfile.Of(turned, places, n)
                Seq.forall2 (fun (x: float) y -> abs (x - y) < 1e-12) a.Means b.Means)
            |> check

        testCase "the teacher's profile has amplitude 0.199"
        <| fun () ->
            // reference/ring-attractor.md §1.2: range −0.129 … 0.07.
            let profile = RingProfile.Of(teacher, Array.init 100 int64, 100)
            Expect.floatClose { absolute = 5e-4; relative = 0.0 } profile.Amplitude 0.199 "amplitude"
            Expect.floatClose Accuracy.veryHigh profile.CirculantFraction 1.0 "circulant"
            Expect.floatClose Accuracy.veryHigh (profile.Match profile) 1.0 "itself"

        testCase "part of a ring has the profile of the whole at the offsets it has"
        <| fun () ->
            let arc = [| 0L .. 29L |]
            let part = teacher.SubMatrix(0, 30, 0, 30)
            let whole = RingProfile.Of(teacher, Array.init 100 int64, 100)
            let profile = RingProfile.Of(part, arc, 100)
            Expect.isTrue (Double.IsNaN profile.Means[50]) "no pair is 50 apart"
            Expect.equal profile.Pairs[1] 29L "29 neighbours"
            Expect.floatClose Accuracy.veryHigh profile.Means[99] whole.Means[99] "one back"
            Expect.floatClose Accuracy.veryHigh (profile.Match whole) 1.0 "match"
            Expect.floatClose Accuracy.veryHigh profile.CirculantFraction 1.0 "circulant"

        testCase "smoothing keeps a constant matrix, and the sum of any matrix on a whole ring"
        <| fun () ->
            Prop.forAll matrices (fun values ->
                let w = ofArray values
                let flat = CircularGaussian.Smooth(matrix (fun _ _ -> 0.7), places, n, 2.0)
                let smooth = CircularGaussian.Smooth(w, places, n, 2.0)

                flat.Enumerate() |> Seq.forall (fun x -> abs (x - 0.7) < 1e-12)
                && abs (Seq.sum (smooth.Enumerate()) - Seq.sum (w.Enumerate())) < 1e-9)
            |> check

        testCase "smoothing agrees with the sum over all neighbours"
        <| fun () ->
            let w = matrix (fun i j -> sin (float (3 * i + 5 * j)))

            let g a b =
                let apart = abs (a - b)
                exp (-0.5 * (float (min apart (n - apart)) / 1.5) ** 2.0)

            let norm i = Seq.sumBy (g i) (seq { 0 .. n - 1 })

            let slow i j =
                Seq.sum (
                    seq {
                        for k in 0 .. n - 1 do
                            for l in 0 .. n - 1 do
                                g i k / norm i * g j l / norm j * w[k, l]
                    }
                )

            let smooth = CircularGaussian.Smooth(w, places, n, 1.5)

            for i in 0 .. n - 1 do
                for j in 0 .. n - 1 do
                    Expect.isLessThan (abs (smooth[i, j] - slow i j)) 1e-12 $"entry {i}, {j}"
    ]
