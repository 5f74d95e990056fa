module Spindle.Tests.Probes.Baselines.LetterBaselineTests

open System
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Probes.Baselines
open Spindle.Statistics.SupportVectors
open Spindle.Tasks.Proprioception
open Spindle.Tests.Runtime
open Spindle.Tests.Tasks.Proprioception.WrittenLetters

/// Two clouds of points that overlap, with their signs.
let private clouds (seed: int64) =
    let draw = (stream "clouds").At seed

    Array.init 60 (fun i ->
        let sign = if i % 2 = 0 then 1 else -1
        Array.init 3 (fun _ -> draw.Normal() + 0.7 * float sign), sign)

let private dot (a: float[]) (b: float[]) =
    Array.fold2 (fun sum x y -> sum + x * y) 1.0 a b

let private products (rows: float[][]) (columns: float[][]) = [|
    for row in rows do
        for column in columns -> dot row column
|]

/// Letters as they are written: with all of the published variation, telling them takes thousands of trials.
let private task =
    CharacterRecognition(
        Movements =
            CharacterMovements(
                Planes = Planes.Horizontal,
                Sizes = [| 1.0 |],
                Rotations = [| Angle 0m |],
                Shears = [| Angle 0m |],
                Speeds = [| 1.0 |]
            )
    )

let private shards =
    lazy
        let materials = Materials(task.Movements, 200)

        [
            for split, count in [ "training/0-399", 400; "test/0-99", 100 ] ->
                split, box (fst (materials.Shard(split, 0L, count)))
        ]

let private accuracy (representation: string) =
    let probe =
        LetterBaseline(
            Of = TaskRef<CharacterRecognition> "recognition",
            Training = 400L,
            Test = 100L,
            Stride = 16L,
            Costs = [| 1e-4; 1e-2; 1.0 |]
        )

    let parameters = [
        "probe", box probe
        "task", box task
        "representation", box representation
        "shards", box "training/0-399 test/0-99"
    ]

    let record =
        InMemoryStepContext(parameters, shards.Value).Run(ClassifyLetters()).Record "accuracy"

    (nonNull record["svm"]).GetValue<float>(), (nonNull record["nearest_mean"]).GetValue<float>()

[<Tests>]
let tests =
    testList "the baseline on letters" [
        test "a trained machine is at the optimum: its primal and dual objectives meet" {
            for seed in 0L .. 9L do
                let samples = clouds seed
                let points, sign = Array.map fst samples, Array.map snd samples

                for cost in [ 0.01; 1.0; 10.0 ] do
                    let weights =
                        HingeMachine.Train(ReadOnlySpan(products points points), ReadOnlySpan sign, cost)

                    let decisions =
                        points
                        |> Array.map (fun point ->
                            Array.fold2 (fun sum w other -> sum + w * dot other point) 0.0 weights points)

                    let norm = Array.fold2 (fun sum w d -> sum + w * d) 0.0 weights decisions

                    let hinge =
                        Array.fold2 (fun sum d s -> sum + max 0.0 (1.0 - float s * d)) 0.0 decisions sign

                    let primal = norm / 2.0 + cost * hinge

                    let dual =
                        (Array.fold2 (fun sum w s -> sum + w * float s) 0.0 weights sign) - norm / 2.0

                    Expect.floatClose { absolute = 1e-6; relative = 1e-3 } primal dual "no gap"

                    for w, s in Seq.zip weights sign do
                        Expect.isTrue (w * float s >= 0.0 && w * float s <= cost) "a multiplier in its box"
        }

        test "votes of pairs tell classes that lie apart" {
            let draw = stream "apart"

            let sample label =
                Array.init 2 (fun axis -> 0.3 * draw.Normal() + 4.0 * (if axis = label % 2 then float label else -1.0))

            let labels = Array.init 90 (fun i -> i % 3)
            let points = labels |> Array.map sample

            let machines =
                VotingMachines.Train(products points points, labels, 3, [ 0.1; 1.0 ], ignore, CancellationToken.None)

            for _ in 0..9 do
                for label in 0..2 do
                    Expect.equal (machines.Winner(ReadOnlySpan(products [| sample label |] points))) label "the class"
        }

        test "the hand carries the letters far above chance, and joints and muscles keep them" {
            for representation in LetterBaseline.Representations do
                let svm, mean = accuracy representation
                Expect.isGreaterThan svm 0.12 "chance is 0.05"
                Expect.isLessThan mean svm "means blur letters that stand anywhere in time and space"
        }
    ]
