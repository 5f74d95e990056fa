module Spindle.Tests.Tasks.Proprioception.ShardTests

open System.IO
open Expecto
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tests
open Spindle.Tests.Runtime

let private file = DataFile("arm.osim", "digest")

let private tensors (operation: IOperation) (output: string) (task: CharacterMovements) =
    InMemoryStepContext([ "movements", box task ], []).Run(operation).Tensors output

/// One shard of a task with the arm of a shared file, as its steps make it.
let private shard (task: CharacterMovements) (model: string) (count: int64) =
    let letters = tensors (LettersOperation()) "letters" task
    let starts = tensors (StartPointsOperation()) "start_points" task
    let arm = File.ReadAllBytes(Shared.file model)

    InMemoryStepContext(
        [
            "movements", box task
            "split", box "training"
            "first", box 0L
            "count", box count
        ],
        [ "letters", box letters; "start_points", box starts ]
    )
        .WithFile("arm.osim", arm)
        .Run(ShardOperation())

let private human =
    lazy (shard (CharacterMovements(Limb = Limb.Human, Model = file)) "deepdraw/MoBL_ARMS_module5_scaleIK.osim" 20L)

let private macaque =
    lazy (shard (CharacterMovements(Limb = Limb.Macaque, Model = file)) "opensim/Snap_scaled_fin1.osim" 20L)

let private floats (name: string) (made: InMemoryStepContext) =
    let tensors = made.Tensors "movements"
    tensors[name].Values<float32>().ToArray() |> Array.map float

let private columns (width: int) (values: float[]) =
    values |> Array.chunkBySize width |> Array.transpose

[<Tests>]
let tests =
    testList "shards of movements" [
        test "human fibres are as long as published inputs are, and every one of 25 changes" {
            let muscles = floats "muscles" human.Value |> columns 25
            Expect.equal muscles.Length 25 "muscles"

            for muscle in muscles do
                Expect.isGreaterThan (Array.min muscle) 5.0 "mm"
                Expect.isLessThan (Array.max muscle) 500.0 "mm"
                Expect.isGreaterThan (Array.max muscle - Array.min muscle) 0.5 "it changes"
        }

        test "the macaque's hand is near that of two links, and six of its 39 muscles never change" {
            let muscles = floats "muscles" macaque.Value |> columns 39

            let still = [
                for i in 0..38 do
                    if Array.max muscles[i] - Array.min muscles[i] < 1e-3 then
                        i + 1
            ]

            Expect.equal still [ 1; 17; 19; 20; 22; 30 ] "those between ulna, radius and hand"
            let arm = (CharacterMovements(Limb = Limb.Macaque, Model = file)).Rules().Arm
            let hands = floats "hand" macaque.Value |> Array.chunkBySize 3
            let joints = floats "joints" macaque.Value |> Array.chunkBySize 4

            let off =
                Array.map2
                    (fun (hand: float[]) (posture: float[]) ->
                        let two = Spindle.Biomechanics.TwoLink.TwoLinkArm.ToWorld(arm.Hand posture)
                        sqrt ((hand[0] - two.X) ** 2.0 + (hand[1] - two.Y) ** 2.0 + (hand[2] - two.Z) ** 2.0))
                    hands
                    joints

            Expect.isLessThan (Array.average off) 1.3 "cm: the reference finds 1.0 on average for random postures"
            Expect.isGreaterThan (Array.average off) 0.5 "cm"
        }

        test "a shard says what it drew and refused" {
            for made in [ human.Value; macaque.Value ] do
                let counts = made.Record "counts"

                let count (name: string) =
                    (nonNull counts[name]).GetValue<int64>()

                Expect.equal (count "kept") 20L "kept"

                let refused =
                    [
                        "too_long"
                        "out_of_reach"
                        "jerky_joints"
                        "jerky_muscles"
                        "without_length"
                        "not_smoothest"
                    ]
                    |> List.sumBy count

                Expect.equal (count "drawn") (20L + refused) "all that was drawn"
        }

        test "without a model both limbs move Spindle's own arm" {
            for limb in [ Limb.Human; Limb.Macaque ] do
                let task = CharacterMovements(Limb = limb)
                let letters = tensors (LettersOperation()) "letters" task
                let starts = tensors (StartPointsOperation()) "start_points" task

                let made =
                    InMemoryStepContext(
                        [
                            "movements", box task
                            "split", box "training"
                            "first", box 0L
                            "count", box 20L
                        ],
                        [ "letters", box letters; "start_points", box starts ]
                    )
                        .Run(ShardOperation())

                let muscles = floats "muscles" made |> columns 25

                for muscle in muscles do
                    Expect.isGreaterThan (Array.min muscle) 5.0 "mm"
                    Expect.isGreaterThan (Array.max muscle - Array.min muscle) 0.5 "it changes"
        }

        test "counts of shards are summed by split" {
            let record (drawn: int64) =
                let record = System.Text.Json.Nodes.JsonObject()
                record["drawn"] <- System.Text.Json.Nodes.JsonValue.Create drawn
                record["out_of_reach"] <- System.Text.Json.Nodes.JsonValue.Create(drawn / 10L)
                record

            let table =
                InMemoryStepContext(
                    [ "shards", box "training/0-9 training/10-19 test/0-9" ],
                    [
                        "training/0-9", box (record 20L)
                        "training/10-19", box (record 30L)
                        "test/0-9", box (record 10L)
                    ]
                )
                    .Run(CountOperation())
                    .Table
                    "counts"

            Expect.equal (table["drawn"] :?> IntegerColumn).Values [| 50L; 10L |] "drawn"
            Expect.equal (table["out_of_reach"] :?> IntegerColumn).Values [| 5L; 1L |] "out of reach"
        }

        test "an arm of another limb is refused with a code" {
            try
                shard (CharacterMovements(Limb = Limb.Human, Model = file)) "opensim/Snap_scaled_fin1.osim" 1L
                |> ignore

                failtest "it was taken"
            with :? SpindleException as refusal ->
                Expect.equal refusal.Code DiagnosticCodes.UnfitArm "the code"
        }

        test "signals are scaled by their mean and deviation in the first shard" {
            let task =
                CharacterRecognition(
                    Movements = CharacterMovements(Limb = Limb.Macaque, Model = file),
                    Normalisation = Trials.Normalisation.Muscle
                )

            let scales =
                InMemoryStepContext([ "task", box task ], [ "movements", box (macaque.Value.Tensors "movements") ])
                    .Run(ScaleOperation())
                    .Tensors
                    "scales"

            let trials = task.Trials(macaque.Value.Tensors "movements")

            let all =
                [|
                    for trial in 0 .. trials.Count - 1 ->
                        trials.Held("muscles", trial)
                        |> Array.chunkBySize 39
                        |> Array.map (Array.item 4)
                |]
                |> Array.concat

            let mean = Array.average all

            Expect.floatClose
                Accuracy.medium
                (scales["mean"].Values<float>().ToArray()[8])
                mean
                "mean length of the fifth muscle"

            let deviation = sqrt (all |> Array.averageBy (fun value -> (value - mean) ** 2.0))
            Expect.floatClose Accuracy.medium (scales["sd"].Values<float>().ToArray()[8]) deviation "its deviation"
            Expect.equal (scales["sd"].Values<float>().ToArray()[0]) 1.0 "a muscle that never changes"
        }
    ]
