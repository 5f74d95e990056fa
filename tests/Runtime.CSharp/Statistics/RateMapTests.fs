module Spindle.Tests.Statistics.RateMapTests

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Statistics

let private grid = RateMapGrid.Of(5.0, 4.0, 10.0)

/// Every bin visited once, in its middle, with the rate that a function of velocity and heading gives.
let private mapOf (rate: float -> float -> float) =
    let accumulator = RateMapAccumulator(grid, 1)

    for row in 0 .. grid.VelocityBins - 1 do
        for column in 0 .. grid.HeadingBins - 1 do
            let v, x = grid.Velocity row, grid.Heading column
            accumulator.Add([| float32 (rate v x) |].AsSpan(), v, x)

    accumulator.Maps()[0]

let private samples =
    gen {
        let! v = Gen.choose (-6000, 6000)
        let! x = Gen.choose (0, 6283)
        let! rate = Gen.choose (0, 1000)
        return float v / 1000.0, float x / 1000.0, float32 rate / 1000.0f
    }

[<Tests>]
let tests =
    testList "Rate maps" [
        testCase "the default grid has 40 velocity bins and 62 heading bins"
        <| fun () -> Expect.equal (grid.VelocityBins, grid.HeadingBins) (40, 62) "bins"

        testCase "the middle of every bin falls into it"
        <| fun () ->
            for row in 0 .. grid.VelocityBins - 1 do
                for column in 0 .. grid.HeadingBins - 1 do
                    Expect.equal
                        (grid.Bin(grid.Velocity row, grid.Heading column))
                        (row * grid.HeadingBins + column)
                        "bin"

        testCase "edges belong to the grid, a faster turn does not, and headings go round"
        <| fun () ->
            Expect.equal (grid.Bin(-5.0, 0.0)) 0 "first"
            Expect.equal (grid.Bin(5.0, 0.0)) (39 * 62) "last row"
            Expect.equal (grid.Bin(5.0001, 0.0)) -1 "too fast"
            Expect.equal (grid.Bin(nan, 0.0)) -1 "no number"
            Expect.equal (grid.Bin(0.0, Math.Tau + 0.3)) (grid.Bin(0.0, 0.3)) "one turn on"
            Expect.equal (grid.Bin(0.0, -1e-20)) (grid.Bin(0.0, 6.28)) "just below zero"

        testCase "a map is the mean of the samples in each bin"
        <| fun () ->
            Prop.forAll (Arb.fromGen (Gen.listOfLength 200 samples)) (fun drawn ->
                let small = RateMapGrid.Of(5.0, 0.4, 0.5)
                let accumulator = RateMapAccumulator(small, 1)

                for v, x, rate in drawn do
                    accumulator.Add([| rate |].AsSpan(), v, x)

                let map = accumulator.Maps()[0]

                let slow bin =
                    let inside = drawn |> List.filter (fun (v, x, _) -> small.Bin(v, x) = bin)

                    if List.isEmpty inside then
                        0.0
                    else
                        inside |> List.averageBy (fun (_, _, rate) -> float rate)

                Seq.forall (fun bin -> abs (map.Rates[bin] - slow bin) < 1e-9) (seq { 0 .. small.Bins - 1 }))
            |> fun property -> Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

        testCase "constant activity gives a constant map without modulation or match"
        <| fun () ->
            let map = mapOf (fun _ _ -> 0.25)
            Expect.allEqual map.Rates 0.25 "constant"
            Expect.equal map.VelocityModulation 0.0 "modulation"
            Expect.equal (map.Match map) 0.0 "a constant matches nothing"

        testCase "modulation is the contrast between the two directions"
        <| fun () ->
            let shifter = mapOf (fun v _ -> if v > 0.0 then 0.75 else 0.25)
            Expect.floatClose Accuracy.veryHigh shifter.VelocityModulation 0.5 "(0.75 − 0.25) / (0.75 + 0.25)"
            let other = mapOf (fun v _ -> if v < 0.0 then 1.0 else 0.0)
            Expect.floatClose Accuracy.veryHigh other.VelocityModulation -1.0 "one way only"

        testCase "smoothing for display keeps a constant map and spreads a peak as a Gaussian over its neighbours"
        <| fun () ->
            let flat = mapOf (fun _ _ -> 0.5)
            Expect.all (flat.Smoothed()) (fun rate -> abs (rate - 0.5) < 1e-12) "constant"
            let peak = 20 * 62
            let spike = mapOf (fun v x -> if grid.Bin(v, x) = peak then 1.0 else 0.0)
            let smooth = spike.Smoothed()
            let total = (1.0 + 2.0 * exp -0.5) ** 2.0
            Expect.floatClose Accuracy.high smooth[peak] (1.0 / total) "the peak"
            Expect.floatClose Accuracy.high smooth[peak + 61] (exp -0.5 / total) "round the circle"
            Expect.floatClose Accuracy.high smooth[peak + 63] (exp -1.0 / total) "across a corner"
            Expect.equal smooth[peak + 2] 0.0 "out of reach"

        testCase "a bin without samples near it stays blank"
        <| fun () ->
            let accumulator = RateMapAccumulator(grid, 1)
            accumulator.Add([| 0.7f |].AsSpan(), 0.1, 1.0)
            let map = accumulator.Maps()[0]
            let smooth = map.Smoothed()
            Expect.equal (smooth |> Array.filter Double.IsFinite |> Array.length) 9 "nine bins"
            Expect.isTrue (not map.IsSilent) "it fired"

        testCase "turning the velocity round turns the sign of the modulation"
        <| fun () ->
            let rate v x = 1.0 / (1.0 + exp (-v + cos x))
            let there, back = mapOf rate, mapOf (fun v x -> rate -v x)
            Expect.floatClose Accuracy.high there.VelocityModulation -back.VelocityModulation "sign"

        testCase "the preferred heading is where the bump is"
        <| fun () ->
            for wanted in [ 0.4; 3.0; 6.1 ] do
                let map = mapOf (fun v x -> (1.0 + 0.1 * v) * exp (cos (x - wanted)))
                Expect.isLessThan (abs (CircularDifference.Of(map.PreferredHeading, wanted))) 0.051 "within half a bin"

        testCase "a map matches itself scaled, and not what it does not resemble"
        <| fun () ->
            let bump = mapOf (fun _ x -> exp (cos x))
            let scaled = mapOf (fun _ x -> 3.0 * exp (cos x) + 1.0)
            let across = mapOf (fun v _ -> exp v)
            Expect.floatClose Accuracy.medium (bump.Match scaled) 1.0 "scaled"
            Expect.isLessThan (abs (bump.Match across)) 1e-6 "velocity only"
    ]
