module Spindle.Tests.Statistics.PrincipalComponentsTests

open Expecto
open FsCheck
open FsCheck.FSharp
open MathNet.Numerics.LinearAlgebra
open Spindle.Statistics
open Spindle.Tests

let private matrix (rows: float array array) =
    Matrix<float>.Build.DenseOfRowArrays rows

/// Samples × variables with a few digits, no variable constant.
let private samples =
    Gen.choose (-300, 300)
    |> Gen.map (fun n -> float n / 100.0)
    |> Gen.arrayOfLength (12 * 4)
    |> Gen.map (fun values -> Matrix<float>.Build.DenseOfRowMajor(12, 4, values))
    |> Gen.filter (fun x -> x.EnumerateColumns() |> Seq.forall (fun c -> c.Maximum() - c.Minimum() > 0.5))

let private holds (property: Matrix<float> -> unit) () =
    Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, Prop.forAll (Arb.fromGen samples) property)

let private golden (case: Golden.Case) =
    let expected = case.Rows "components"

    let fit =
        PrincipalComponents.Of(ZScore.Columns(matrix (case.Rows "x")), expected.Length)

    let all (m: Matrix<float>) = m.ToRowMajorArray()
    Golden.agreeAll 1e-10 (all fit.Components) (Array.concat expected) "components"
    Golden.agreeAll 1e-10 (all fit.Scores) (Array.concat (case.Rows "scores")) "scores"
    Golden.agreeAll 1e-10 fit.Variance (case.Numbers "explained_variance") "variance"
    Golden.agreeAll 1e-10 fit.Ratio (case.Numbers "explained_variance_ratio") "ratio"

[<Tests>]
let tests =
    testList "principal components" [
        testList "are scikit-learn's" (Golden.each "pca" golden)

        testCase "of all directions explain everything, and their scores are uncorrelated"
        <| holds (fun x ->
            let fit = PrincipalComponents.Of(x, 4)
            Golden.agrees 1e-10 (Array.sum fit.Ratio) 1.0 "sum of the ratios"
            let covariance = fit.Scores.TransposeThisAndMultiply fit.Scores / 11.0

            for i in 0..3 do
                for j in 0..3 do
                    Golden.agrees 1e-9 covariance[i, j] (if i = j then fit.Variance[i] else 0.0) $"covariance {i}, {j}")

        testCase "of turned samples have the same variances"
        <| holds (fun x ->
            let angle = 0.7

            let turn =
                Matrix<float>.Build.DenseIdentity 4
                |> fun m ->
                    m[0, 0] <- cos angle
                    m[0, 2] <- -(sin angle)
                    m[2, 0] <- sin angle
                    m[2, 2] <- cos angle
                    m

            let straight, turned =
                PrincipalComponents.Of(x, 4), PrincipalComponents.Of(x * turn, 4)

            Golden.agreeAll 1e-9 turned.Variance straight.Variance "variances")

        test "of samples that do not vary explain nothing" {
            let fit = PrincipalComponents.Of(Matrix<float>.Build.Dense(5, 3, 2.0), 2)
            Expect.equal fit.Ratio [| 0.0; 0.0 |] "ratios"
        }

        test "a constant column has the score 0, any other the mean 0 and the deviation 1" {
            let scored =
                ZScore.Columns(matrix [| [| 1.0; 5.0 |]; [| 2.0; 5.0 |]; [| 6.0; 5.0 |] |])

            Golden.agreeAll 1e-14 (scored.Column(1).ToArray()) [| 0.0; 0.0; 0.0 |] "constant"
            // Mean 3, deviation √((4 + 1 + 9) / 3).
            let sd = sqrt (14.0 / 3.0)
            Golden.agreeAll 1e-14 (scored.Column(0).ToArray()) [| -2.0 / sd; -1.0 / sd; 3.0 / sd |] "scores"
        }
    ]
