module Spindle.Tests.Statistics.RadialClassifierTests

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open TorchSharp
open Spindle.Contracts
open Spindle.Statistics.SupportVectors
open Spindle.Tests
open Spindle.Torch

let private tensor (rows: float array array) =
    let shape = [| int64 rows.Length; int64 rows[0].Length |]
    torch.tensor (Array.concat rows, ReadOnlySpan<int64> shape)

let private golden (case: Golden.Case) =
    use scope = torch.NewDisposeScope()
    let labels = case.Wholes "labels"

    use classifier =
        new RadialClassifier(tensor (case.Rows "train"), labels, Array.max labels + 1, 1.0)

    let test = tensor (case.Rows "test")
    Golden.agreesRelatively 1e-12 classifier.Gamma (case.Number "gamma") "gamma"
    let decisions = classifier.Decisions test
    // LIBSVM ends where the optimality condition is violated by 0.001 at most, and so do we.
    let expected = case.Numbers "decisions"

    // scikit-learn turns the sign of two classes round, so that the second is positive.
    let side = if Array.max labels = 1 then -1.0 else 1.0
    Golden.agreeAll 2e-3 (Array.truncate expected.Length decisions) (Array.map ((*) side) expected) "decisions"
    let predicted = classifier.Predict test
    Expect.equal predicted (case.Wholes "predicted") "predictions"

    let right = Array.map2 (=) predicted (case.Wholes "truth") |> Array.filter id
    Golden.agrees 1e-12 (float right.Length / float predicted.Length) (case.Number "accuracy") "accuracy"
    ignore scope

/// The optimum must satisfy its conditions: whatever way it was found.
let private optimal (points: float array array) (signs: int array) =
    let kernel =
        Array2D.init points.Length points.Length (fun i j ->
            exp (-0.5 * Array.fold2 (fun s a b -> s + (a - b) ** 2.0) 0.0 points[i] points[j]))

    let struct (weights, offset) = MinimalOptimisation.Train(kernel, signs, 1.0)

    let decision i =
        (Seq.sum (Seq.mapi (fun j w -> w * kernel[i, j]) weights)) - offset

    Golden.agrees 1e-9 (Array.sum weights) 0.0 "the multipliers balance"

    for i in 0 .. points.Length - 1 do
        let alpha, margin = weights[i] * float signs[i], float signs[i] * decision i
        Expect.isTrue (alpha >= 0.0 && alpha <= 1.0) "in the box"
        // Outside the margin without weight, inside with all of it, on it else.
        if alpha <= 0.0 then
            Expect.isGreaterThan margin (1.0 - 2e-3) "outside"
        elif alpha >= 1.0 then
            Expect.isLessThan margin (1.0 + 2e-3) "inside"
        else
            Golden.agrees 2e-3 margin 1.0 "on the margin"

let private problems =
    let value = Gen.choose (-200, 200) |> Gen.map (fun n -> float n / 100.0)

    gen {
        let! size = Gen.choose (4, 24)
        let! points = Gen.arrayOfLength size (Gen.arrayOfLength 2 value)
        let! signs = Gen.arrayOfLength size (Gen.elements [ -1; 1 ])
        return points, Array.append [| 1; -1 |] signs |> Array.take size
    }

[<Tests>]
let tests =
    TorchNative.Load() |> ignore

    testSequenced
    <| testList "radial support vector machines" [
        testList "are scikit-learn's" (Golden.each "svm" golden)

        testCase "meet the conditions of the optimum"
        <| fun () ->
            Check.One(
                Config.QuickThrowOnFailure.WithQuietOnSuccess true,
                Prop.forAll (Arb.fromGen problems) (fun (points, signs) -> optimal points signs)
            )

        test "with equal votes the first class wins" {
            // Three classes that beat each other in a circle: every decision is a vote, every class has one.
            let kernel = [| 1.0; 0.0; 0.0; 0.0; 1.0; 0.0; 0.0; 0.0; 1.0 |]
            let machines = OneVersusOne.Train(ReadOnlySpan<float> kernel, [| 0; 1; 2 |], 3, 1.0)
            Expect.equal (machines.Winner(ReadOnlySpan<float> [| 1.0; -1.0; 1.0 |])) 0 "a circle"
            Expect.equal (machines.Winner(ReadOnlySpan<float> [| -1.0; -1.0; -1.0 |])) 2 "the third"
        }

        test "predict as a loop over all samples does" {
            use scope = torch.NewDisposeScope()
            let noise = RandomStream.Derive(1L, Nullable(), "svm")

            let points =
                Array.init 24 (fun i -> Array.init 3 (fun f -> noise.Normal() + float (i % 3) * float f))

            let labels = Array.init 24 (fun i -> i % 3)
            use classifier = new RadialClassifier(tensor points, labels, 3, 1.0)
            let decisions = classifier.Decisions(tensor points)

            let kernel a b =
                exp (-classifier.Gamma * Array.fold2 (fun s p q -> s + (p - q) ** 2.0) 0.0 a b)

            for pair, (first, second) in List.indexed [ 0, 1; 0, 2; 1, 2 ] do
                let chosen = [|
                    for label in [ first; second ] do
                        for i in 0..23 do
                            if labels[i] = label then
                                i
                |]

                let part =
                    Array2D.init chosen.Length chosen.Length (fun i j -> kernel points[chosen[i]] points[chosen[j]])

                let signs = chosen |> Array.map (fun i -> if labels[i] = first then 1 else -1)
                let struct (weights, offset) = MinimalOptimisation.Train(part, signs, 1.0)

                for sample in 0..23 do
                    let expected =
                        (Array.fold2 (fun s w i -> s + w * kernel points[i] points[sample]) 0.0 weights chosen)
                        - offset

                    // The last bits of the kernel may change the way to the optimum, which is found to 0.001.
                    Golden.agrees 2e-3 decisions[sample * 3 + pair] expected $"pair {pair}, sample {sample}"

            ignore scope
        }
    ]
