module Spindle.Tests.Statistics.CircularTests

open System
open System.Numerics
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Statistics

let private angle = Gen.choose (-3100, 3100) |> Gen.map (fun n -> float n / 1000.0)

let private check property =
    Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

let private places n = Array.init n int64

[<Tests>]
let tests =
    testList "Angles and phases" [
        testCase "a circular difference brings one angle to the other"
        <| fun () ->
            Prop.forAll (Arb.fromGen (Gen.zip angle angle)) (fun (a, b) ->
                let difference = CircularDifference.Of(a, b)
                let arrived = Complex.FromPolarCoordinates(1.0, b + difference)

                abs difference <= Math.PI + 1e-12
                && Complex.Abs(arrived - Complex.FromPolarCoordinates(1.0, a)) < 1e-12)
            |> check

        testCase "the circular mean turns with its angles"
        <| fun () ->
            Prop.forAll
                (Arb.fromGen (Gen.zip angle (Gen.arrayOfLength 5 (Gen.map (fun a -> a / 8.0) angle))))
                (fun (turn, angles) ->
                    let mean = CircularMean.Of angles
                    let turned = CircularMean.Of(angles |> Array.map ((+) turn))

                    abs (CircularDifference.Of(turned.Direction, mean.Direction + turn)) < 1e-9
                    && abs (turned.Resultant - mean.Resultant) < 1e-12)
            |> check

        testCase "the circular mean is the mean of unit vectors"
        <| fun () ->
            let angles = [| 0.3; 2.9; -3.0; 1.1 |]

            let vector =
                angles
                |> Array.map (fun a -> Complex.FromPolarCoordinates(1.0, a))
                |> Array.reduce (+)

            let mean = CircularMean.Of angles
            Expect.floatClose Accuracy.veryHigh mean.Direction vector.Phase "direction"
            Expect.floatClose Accuracy.veryHigh mean.Resultant (vector.Magnitude / 4.0) "resultant"

        testCase "the resultant is 1 for equal angles, 0 for angles spread evenly and for none"
        <| fun () ->
            Expect.floatClose Accuracy.veryHigh (CircularMean.Of [ 2.0; 2.0; 2.0 ]).Resultant 1.0 "equal"
            Expect.isLessThan (CircularMean.Of [ 0.0; Math.PI / 2.0; Math.PI; -Math.PI / 2.0 ]).Resultant 1e-12 "spread"
            Expect.equal (CircularMean.Of []) (CircularMean(0.0, 0.0)) "none"

        testCase "the phase of a bump is the place of its peak"
        <| fun () ->
            let n = 40

            for peak in [ 0; 7; 19; 39 ] do
                let bump =
                    Array.init n (fun i -> exp (3.0 * cos (Math.Tau * float (i - peak) / float n)))

                let phase = PopulationVector(places n, int64 n).Phase(ReadOnlySpan<float> bump)

                Expect.isLessThan
                    (abs (CircularDifference.Of(phase, Math.Tau * float peak / float n)))
                    1e-12
                    $"peak at {peak}"

        testCase "shifting the units shifts the phase"
        <| fun () ->
            let n = 24

            let activity =
                Gen.arrayOfLength n (Gen.choose (0, 1000) |> Gen.map (fun k -> float k / 1000.0))

            Prop.forAll (Arb.fromGen (Gen.zip activity (Gen.choose (0, n - 1)))) (fun (r, shift) ->
                let readout = PopulationVector(places n, int64 n)
                let shifted = Array.init n (fun i -> r[(i - shift + n) % n])

                let length =
                    r
                    |> Array.mapi (fun i v -> Complex.FromPolarCoordinates(v, Math.Tau * float i / float n))
                    |> Array.reduce (+)

                let moved =
                    CircularDifference.Of(
                        readout.Phase(ReadOnlySpan<float> shifted),
                        readout.Phase(ReadOnlySpan<float> r)
                    )

                length.Magnitude < 1e-6
                || abs (CircularDifference.Of(moved, Math.Tau * float shift / float n)) < 1e-8)
            |> check
    ]
