module Spindle.Tests.Plans.KeyDifferenceTests

open Expecto
open Spindle.Plans

let private text rate input =
    $"""{{"inputs":{{"data":"{input}"}},"operation":"a/b","parameters":{{"training":{{"learning_rate":{rate}}}}},"version":1}}"""

[<Tests>]
let tests =
    testList "key differences" [
        test "a changed parameter is told with its path, the old and the new value" {
            let change =
                KeyDifference.Between(text "0.1" "aa", text "0.2" "aa") |> Seq.exactlyOne

            Expect.equal change (KeyChange("parameters.training.learning_rate", "0.1", "0.2")) "one change"
        }

        test "a changed input is told by its name" {
            let change =
                KeyDifference.Between(text "0.1" "aa", text "0.1" "bb") |> Seq.exactlyOne

            Expect.equal change.Input "data" "the input"
        }

        testProperty "no two different texts give an empty difference" (fun (a: int) (b: int) (c: byte) (d: byte) ->
            let first, second = text $"{a}" $"{c}", text $"{b}" $"{d}"
            (first = second) = Seq.isEmpty (KeyDifference.Between(first, second)))

        test "a value that comes or goes is told" {
            let change =
                KeyDifference.Between("""{"a":1}""", """{"a":1,"b":[]}""") |> Seq.exactlyOne

            Expect.equal change (KeyChange("b", null, "[]")) "the new one"
        }
    ]
