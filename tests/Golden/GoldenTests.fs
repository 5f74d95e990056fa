module Spindle.Tests.GoldenTests

open Expecto

[<Tests>]
let tests =
    testList "the golden numbers" [
        test "are read as they were written" {
            let case =
                Golden.cases "paired_t" |> List.find (fun case -> case.Name = "two samples")

            Expect.equal (case.Numbers "a") [| 1.0; 2.5 |] "an input"
            Expect.equal (case.Number "t") 2.0 "t = mean 1 / (sd 0.7071 / √2)"
            let svm = Golden.cases "svm" |> List.head
            Expect.equal (svm.Rows "train" |> Array.map _.Length) (Array.create 28 3) "a matrix"
        }

        test "a number beside the golden one is told" {
            Expect.throws (fun () -> Golden.agrees 1e-9 1.0 1.00001 "x") "too far"
            Expect.throws (fun () -> Golden.agrees 1e-9 nan 1.0 "x") "no number"
            Expect.throws (fun () -> Golden.agreesRelatively 1e-9 1e-30 2e-30 "p") "both tiny"
        }
    ]
