module Spindle.Tests.Statistics.DemixedPcaTests

open System
open System.IO
open System.Text.Json
open System.Threading
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Statistics.Demixing
open Spindle.Tests
open Spindle.Torch

/// Units × conditions × steps with few digits.
let private activity units conditions steps =
    Gen.choose (-300, 300)
    |> Gen.map (fun n -> float n / 100.0)
    |> Gen.arrayOfLength (units * conditions * steps)

let private holds sizes (property: Marginals -> unit) () =
    let units, conditions, steps = sizes
    let config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest 30

    let check (x: float array) =
        property (Marginals.Of(ReadOnlySpan<float> x, units, conditions, steps))

    Check.One(config, Prop.forAll (Arb.fromGen (activity units conditions steps)) check)

let private power (x: float array) = Marginals.Power(ReadOnlySpan<float> x)

let private split units conditions steps (x: float array) =
    Marginals.Of(ReadOnlySpan<float> x, units, conditions, steps)

/// The golden case: five trials of six units, four conditions and seven steps.
let private sixUnits = split 6 4 7

/// A rate of the golden case; the place is unit, condition and step in one.
let private rate (trials: float array) trial place = trials[trial * 168 + place]

let private mean (trials: float array) =
    Array.init 168 (fun place -> List.averageBy (fun trial -> rate trials trial place) [ 0..4 ])

let private fits (case: Golden.Case) =
    for expected in case.Parts "fits" do
        let fit =
            DemixedPca.Of(sixUnits (mean (case.Numbers "trials")), expected.Number "lambda", 3, true)

        for part in 0..2 do
            let name = DemixedPca.Names[part]
            let wanted, found = expected.Part name, fit.Components[part]
            Golden.agrees 1e-10 (fit.Share part) (wanted.Number "variance") $"{name}: share"
            Golden.agreeAll 1e-7 found.Encoder (wanted.Numbers "encoder") $"{name}: encoder"
            Golden.agreeAll 1e-7 found.Decoder (wanted.Numbers "decoder") $"{name}: decoder"

            Golden.agreeAll
                1e-8
                [| for k in 0..2 -> fit.Variance(part, k) |]
                (wanted.Numbers "component_variance")
                $"{name}: variance of the components"

            let whole = ReadOnlySpan<float> fit.Marginals.Whole

            Golden.agrees
                1e-8
                (found.Reconstruction(whole, whole, 0, 3))
                (wanted.Number "reconstruction")
                $"{name}: reconstruction"

            let marginal: float array = fit.Marginals.Parts[part]

            Golden.agrees
                1e-8
                (found.Reconstruction(whole, ReadOnlySpan<float> marginal, 0, 3))
                (wanted.Number "marginal_reconstruction")
                $"{name}: reconstruction of itself"

let private search (case: Golden.Case) =
    let trials, drawn = case.Numbers "trials", case.Wholes "held_out"
    // Steps are the last index, so that a place without its step is unit and condition.
    let held = Array.init 168 (fun place -> rate trials drawn[place / 7] place)

    let training =
        Array.map2 (fun mean held -> (5.0 * mean - held) / 4.0) (mean trials) held

    let scores =
        RidgeSearch.Scores(sixUnits training, sixUnits held, true, CancellationToken.None)

    Golden.agreeAll 1e-14 (Array.ofSeq RidgeSearch.Grid) (case.Numbers "lambdas") "the grid"
    Golden.agreeAll 1e-7 scores (case.Numbers "scores") "scores"
    Expect.equal (Array.IndexOf(scores, Array.min scores)) (case.Whole "best") "the best"

/// The shared worked examples, with a tensor of four units.
let private worked () =
    use json =
        JsonDocument.Parse(File.ReadAllText(Shared.file "worked-examples/worked_examples.json"))

    json.RootElement.Clone()

let private part (element: JsonElement) (name: string) = element.GetProperty name
let private number element name = (part element name).GetDouble()

let private numbers (element: JsonElement) = [| for value in element.EnumerateArray() -> value.GetDouble() |]

/// An input of units × conditions × steps.
let private input (example: JsonElement) name units conditions steps =
    split units conditions steps [|
        for unit in (part (part example "inputs") name).EnumerateArray() do
            for condition in unit.EnumerateArray() do
                yield! numbers condition
    |]

let private shares name of' (units, conditions, steps) () =
    let example = worked ()
    let found, expected = input example of' units conditions steps, part example name
    Golden.agrees 1e-12 (power found.Whole) (number expected "total") "total"
    Golden.agrees 1e-12 (power found.Time) (number expected "time") "time"
    Golden.agrees 1e-12 (power found.Stimulus) (number expected "stim") "stimulus"
    Golden.agrees 1e-12 (power found.StimulusTime) (number expected "stim_time") "stimulus and time"

let private oneComponent name (marginal: Marginals -> float array) () =
    let example = worked ()
    let found, expected = input example "dpca4" 4 2 3, part example name
    let target = marginal found
    use problem = new DemixingProblem(found.Units, found.Whole, [| target |], false)
    let fit = problem.Components(0, 0.01, 1)
    Golden.agreeAll 1e-9 fit.Encoder (numbers (part expected "P")) "encoder"
    Golden.agreeAll 1e-9 fit.Decoder (numbers (part expected "D")) "decoder"

    // What is explained of the marginal by itself, as a part of all variance.
    let explains (x: float array) =
        fit.Reconstruction(ReadOnlySpan<float> x, ReadOnlySpan<float> x, 0, 1) * power x
        / power found.Whole

    Golden.agrees 1e-9 (explains found.Whole) (number expected "explained_total") "of all"
    Golden.agrees 1e-9 (explains target) (number expected "explained_marginal") "of its marginal"

let private joined (x: Marginals) =
    Array.map2 (+) x.Stimulus x.StimulusTime

/// A rotation of units: every pair of neighbours by another angle.
let private turned (units: int) (x: float array) =
    let columns = x.Length / units
    let y = Array.copy x

    for unit in 0 .. units - 2 do
        let c, s = cos (0.3 + float unit), sin (0.3 + float unit)

        for column in 0 .. columns - 1 do
            let a, b = y[unit * columns + column], y[(unit + 1) * columns + column]
            y[unit * columns + column] <- c * a - s * b
            y[(unit + 1) * columns + column] <- s * a + c * b

    y

[<Tests>]
let tests =
    TorchNative.Load() |> ignore

    testSequenced
    <| testList "demixed principal components" [
        testList "are those of the definition, computed with NumPy" (Golden.each "dpca" fits)
        testList "have the scores of the definition" (Golden.each "dpca" search)

        testList "of the worked examples" [
            testCase "two units: shares" <| shares "dpca" "dpca2" (2, 2, 2)
            testCase "four units: shares" <| shares "dpca4" "dpca4" (4, 2, 3)
            testCase "time" <| oneComponent "dpca_fit_time" _.Time
            testCase "stimulus joined with its time"
            <| oneComponent "dpca_fit_stim_joined" joined
        ]

        testCase "marginals add up to the activity, are orthogonal, and their variances to its variance"
        <| holds (5, 3, 6) (fun x ->
            let sum = Array.map3 (fun a b c -> a + b + c) x.Time x.Stimulus x.StimulusTime
            Golden.agreeAll 1e-12 sum x.Whole "sum"

            let product a b =
                Array.fold2 (fun s p q -> s + p * q) 0.0 a b

            Golden.agrees 1e-9 (product x.Time x.Stimulus) 0.0 "time and stimulus"
            Golden.agrees 1e-9 (product x.Time x.StimulusTime) 0.0 "time and both"
            Golden.agrees 1e-9 (product x.Stimulus x.StimulusTime) 0.0 "stimulus and both"
            Golden.agrees 1e-12 (power x.Time + power x.Stimulus + power x.StimulusTime) (power x.Whole) "variance")

        testCase "without a ridge and with all components, the reconstructions of the marginals add up to the activity"
        <| holds (4, 3, 6) (fun x ->
            let fit = DemixedPca.Of(x, 0.0, 4, true)
            let columns = 18
            let sum = Array.zeroCreate<float> x.Whole.Length

            for components in fit.Components do
                let courses = components.Courses(ReadOnlySpan<float> x.Whole)

                for unit in 0..3 do
                    for k in 0 .. components.Count - 1 do
                        for column in 0 .. columns - 1 do
                            sum[unit * columns + column] <-
                                sum[unit * columns + column]
                                + components.Encoder[unit * components.Count + k] * courses[k * columns + column]

            Golden.agreeAll 1e-6 sum x.Whole "reconstruction")

        testCase "of turned units are the turned components"
        <| holds (5, 3, 6) (fun x ->
            let other = Marginals.Of(ReadOnlySpan<float>(turned 5 x.Whole), 5, 3, 6)

            let straight, rotated =
                DemixedPca.Of(x, 1e-3, 2, true), DemixedPca.Of(other, 1e-3, 2, true)

            for part in 0..2 do
                for k in 0..1 do
                    Golden.agrees
                        1e-7
                        (rotated.Reconstruction(part, k))
                        (straight.Reconstruction(part, k))
                        "reconstruction"

                    Golden.agrees 1e-7 (rotated.Variance(part, k)) (straight.Variance(part, k)) "variance")

        testCase "of activity that only differs between conditions are of the stimulus alone"
        <| fun () ->
            let rates = [|
                for unit in 1..4 do
                    for condition in 0..2 do
                        yield! Array.create 5 (float (unit * condition * condition))
            |]

            let fit = DemixedPca.Of(split 4 3 5 rates, 1e-6, 10, true)
            Expect.equal [ for part in fit.Components -> part.Count ] [ 0; 1; 0 ] "components"
            Golden.agrees 1e-9 (fit.Share 1) 1.0 "share"
            Golden.agrees 1e-6 (fit.Reconstruction(1, 0)) 1.0 "reconstruction"
    ]
