module Spindle.Tests.Catalog.ScalarTextTests

open Expecto
open FsCheck
open Spindle.Catalog
open Spindle.Contracts

[<Tests>]
let tests =
    testList "scalar text" [
        test "1.5 s, 1500 ms and 0.025 min are one value" {
            let canonical text =
                ScalarText.Read(ParameterType.Quantity("duration", Duration.Units), text)
                |> string

            Expect.allEqual
                (List.map canonical [ "1.5 s"; "1500 ms"; "1.50 s"; "1500000 us"; "0.025 min"; "15e-1 s" ])
                "1.5 s"
                "one key"
        }

        test "a number without a unit, a unit without a number and an unknown unit are none" {
            for text in [ "1.5"; "s"; "1.5 parsecs"; ""; "1..5 s"; "1e999 s"; "1.5 s s" ] do
                Expect.isFalse (ScalarText.Quantity(Duration.Units, text).HasValue) text
        }

        testProperty "milliseconds and seconds agree exactly" (fun (n: int) ->
            ScalarText.Quantity(Duration.Units, $"{n} ms") =
                ScalarText.Quantity(Duration.Units, $"{decimal n / 1000m} s"))

        test "names become snake case" {
            let cases = [
                "LearningRate", "learning_rate"
                "KMeans", "k_means"
                "L2", "l2"
                "RateMaps", "rate_maps"
                "Of", "of"
            ]

            for name, expected in cases do
                Expect.equal (SnakeCase.Of name) expected name
        }
    ]
