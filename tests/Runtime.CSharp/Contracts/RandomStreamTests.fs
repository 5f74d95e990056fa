module Spindle.Tests.Contracts.RandomStreamTests

open Expecto
open FsCheck
open Spindle.Contracts

let private draws count (stream: RandomStream) =
    List.init count (fun _ -> stream.Uniform())

[<Tests>]
let tests =
    testList "random streams" [
        test "Philox gives the known answers of its authors' test file" {
            Expect.equal
                (RandomStream.Philox(0u, 0u, 0u, 0u, 0u, 0u))
                (struct (0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u))
                "all zeros"

            let ones = 0xffffffffu

            Expect.equal
                (RandomStream.Philox(ones, ones, ones, ones, ones, ones))
                (struct (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu))
                "all ones"

            Expect.equal
                (RandomStream.Philox(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u))
                (struct (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u))
                "digits of pi"
        }

        testProperty
            "an item is the same whoever draws it and in whatever order"
            (fun (seed: int64) (a: PositiveInt) (b: PositiveInt) ->
                let first = RandomStream.Derive(seed, 1L, "noise")
                let second = RandomStream.Derive(seed, 1L, "noise")
                draws 7 (first.At b.Get) |> ignore
                draws 5 (first.At a.Get) = draws 5 (second.At a.Get))

        testProperty "seeds, members and names give different streams" (fun (seed: int64) ->
            let streams =
                [
                    RandomStream.Derive(seed, 1L, "a")
                    RandomStream.Derive(seed, 1L, "b")
                    RandomStream.Derive(seed, 2L, "a")
                    RandomStream.Derive(seed, System.Nullable(), "a")
                    RandomStream.Derive(seed + 1L, 1L, "a")
                ]
                |> List.map (draws 3)

            List.length (List.distinct streams) = 5)

        test "normal numbers have mean 0, variance 1 and no skew within five standard errors" {
            let stream = RandomStream.Derive(1L, 2L, "normal")
            let n = 100_000
            let values = Array.init n (fun _ -> stream.Normal())

            let moment k =
                values |> Array.averageBy (fun x -> x ** k)

            let bound variance = 5.0 * sqrt (variance / float n)
            Expect.isLessThan (abs (moment 1.0)) (bound 1.0) "mean"
            Expect.isLessThan (abs (moment 2.0 - 1.0)) (bound 2.0) "variance"
            Expect.isLessThan (abs (moment 3.0)) (bound 15.0) "skew"
        }

        test "whole numbers are in range and evenly spread" {
            let stream = RandomStream.Derive(3L, 4L, "whole")
            let counts = Array.zeroCreate<int> 7

            for _ in 1..70_000 do
                let draw = int (stream.Integer 7L)
                counts[draw] <- counts[draw] + 1

            let chiSquare =
                counts |> Array.sumBy (fun count -> (float count - 10_000.0) ** 2.0 / 10_000.0)

            Expect.isLessThan chiSquare 30.0 "six degrees of freedom, p < 0.0001 above 28"
        }
    ]
