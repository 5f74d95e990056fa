module Spindle.Tests.Dsl.NearestTests

open Expecto
open Spindle.Dsl

[<Tests>]
let tests =
    testList "nearest names" [
        test "the distance counts letters added, dropped, changed and swapped" {
            let cases = [
                "", "", 0
                "abc", "abc", 0
                "abc", "abd", 1
                "abc", "acb", 1
                "abc", "ab", 1
                "abc", "xabc", 1
                "kitten", "sitting", 3
            ]

            for a, b, expected in cases do
                Expect.equal (Nearest.distance a b) expected $"{a} and {b}"
        }

        testProperty "the distance is symmetric" (fun (a: FsCheck.NonEmptyString) (b: FsCheck.NonEmptyString) ->
            Nearest.distance a.Get b.Get = Nearest.distance b.Get a.Get)

        test "what is near is found, whatever the case; what is far is not" {
            let names = [ "learning_rate"; "updates"; "window" ]
            Expect.equal (Nearest.name names "Learning_Rat") (Some "learning_rate") "one letter and the case"
            Expect.equal (Nearest.name names "upates") (Some "updates") "one letter"
            Expect.equal (Nearest.name names "colour") None "nothing is near"
        }

        test "a huge word costs nothing" {
            Expect.equal (Nearest.name [ "updates" ] (System.String('u', 10_000_000))) None "no name is that long"
        }
    ]
