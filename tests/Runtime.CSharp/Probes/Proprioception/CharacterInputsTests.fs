module Spindle.Tests.Probes.Proprioception.CharacterInputsTests

open System
open System.Reflection
open Expecto
open Spindle.Contracts
open Spindle.Probes.Proprioception
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tests.Runtime
open Spindle.Tests.Tasks.Proprioception.WrittenLetters

let private task (limb: Limb) =
    CharacterRecognition(Movements = CharacterMovements(Limb = limb))

/// What the probe shows of twenty movements, and their shard.
let private shown =
    let make (limb: Limb) =
        let task = task limb
        let materials = Materials(task.Movements, 40)
        let shard, refusals = materials.Shard("training/0-19", 0L, 20)

        let counts =
            Table [|
                yield TextColumn("split", [| "training" |]) :> Column
                for struct (name, count) in refusals.Counts do
                    yield IntegerColumn(name, "", [| count |])
            |]

        let probe =
            CharacterInputs(Of = TaskRef<CharacterRecognition> "letters", Trial = 3L)

        let context =
            InMemoryStepContext(
                [ "probe", box probe; "task", box task ],
                [
                    "movements", box shard
                    "start_points", box (materials.Starts.ToTensors())
                    "letters", box (materials.Letters.ToTensors())
                    "counts", box counts
                ]
            )

        task, shard, context.Run(ShowInputs())

    let human, macaque = lazy make Limb.Human, lazy make Limb.Macaque
    fun limb -> (if limb = Limb.Human then human else macaque).Force()

let private numbers (table: Table) (column: string) = (table[column] :?> NumberColumn).Values

/// A column of a shard's tensor.
let private column (tensor: TensorData) (index: int) = [
    for row in tensor.Values<float32>().ToArray() |> Array.chunkBySize (int tensor.Shape[1]) -> float row[index]
]

let private number (context: InMemoryStepContext) (name: string) =
    let metrics = context.Record "metrics"
    (nonNull metrics[name]).GetValue<float>()

[<Tests>]
let tests =
    testList "letters as inputs, shown" [
        for limb in [ Limb.Human; Limb.Macaque ] do
            test $"the coverage of a {limb} is that of its movements, counted plainly" {
                let task, shard, context = shown limb
                let arm = task.Movements.Rules().Arm
                let table = context.Table "coverage"

                let quantities = [
                    for axis in 0..2 -> column shard["hand"] axis
                    for joint in 0..3 -> column shard["joints"] joint
                ]

                let least, greatest, covered =
                    numbers table "least", numbers table "greatest", numbers table "range_covered"

                for row, values in List.indexed quantities do
                    Expect.equal least[row] (List.min values) "the least"
                    Expect.equal greatest[row] (List.max values) "the greatest"

                for joint in 0..3 do
                    let least, greatest = arm.Least[joint], arm.Greatest[joint]
                    let bins = int (ceil ((greatest - least) / 5.0))

                    let visited = [
                        for bin in 0 .. bins - 1 do
                            let edge place =
                                least + (greatest - least) * float place / float bins

                            let inside value =
                                value >= edge bin
                                && (value < edge (bin + 1) || bin = bins - 1 && value <= greatest)

                            if List.exists inside quantities[3 + joint] then
                                bin
                    ]

                    Expect.equal
                        covered[3 + joint]
                        (float visited.Length / float bins)
                        "the part of its bins that a joint visits"

                let cube value = floor (value / 2.0)

                let cubes =
                    List.zip3 quantities[0] quantities[1] quantities[2]
                    |> List.map (fun (x, y, z) -> cube x, cube y, cube z)
                    |> List.distinct

                Expect.floatClose Accuracy.high (number context "hand_volume") (float cubes.Length * 0.008) "in dm³"
            }

            test $"the postures of a {limb} are its links between the shoulder and the hand" {
                let task, shard, context = shown limb
                let arm = task.Movements.Rules().Arm
                let panels = [ for panel in (context.Figure "postures").Panels -> panel :?> LinePanel ]
                let trials = task.Trials shard
                let hand = trials.Held("hand", 3)
                let struct (start, finish) = trials.Place 3

                for posture in 0..7 do
                    let side, above = panels[0].Series[posture], panels[1].Series[posture]
                    Expect.equal side.X above.X "both look along the way forward"

                    let point place = [ side.X[place]; above.Y[place]; side.Y[place] ]

                    let distance a b =
                        List.map2 (fun x y -> (x - y) * (x - y)) a b |> List.sum |> sqrt

                    Expect.equal (point 0) [ 0.0; 0.0; 0.0 ] "the shoulder"
                    Expect.floatClose Accuracy.high (distance (point 0) (point 1)) arm.UpperArm "the upper arm"
                    Expect.floatClose Accuracy.high (distance (point 1) (point 2)) arm.Forearm "the forearm"

                    let time =
                        start + int (Math.Round(float posture * float (finish - 1 - start) / 7.0))

                    let there = [ for axis in 0..2 -> hand[3 * time + axis] ]
                    // Angles and hand are kept as float32.
                    Expect.isLessThan (distance (point 2) there) 1e-4 "the hand, in cm"

                let path = panels[0].Series[8]
                Expect.equal path.X.Length (finish - start) "the letter's whole path"
            }

        test "every sample of the hand is counted where it is" {
            let _, shard, context = shown Limb.Human

            for panel in Seq.take 2 (context.Figure "visited").Panels do
                let map = panel :?> HeatmapPanel

                let counted =
                    map.Values
                    |> Seq.filter (fun value -> not (Single.IsNaN value))
                    |> Seq.sumBy float

                Expect.equal counted (float shard["hand"].Shape[0]) "samples"

            let map = Seq.head (context.Figure "visited").Panels :?> HeatmapPanel
            let forward, up = column shard["hand"] 0, column shard["hand"] 2

            let mean (values: float seq) (weights: float seq) =
                Seq.map2 (*) values weights |> Seq.sum |> (fun sum -> sum / Seq.sum weights)

            let cell = (map.XRange[1] - map.XRange[0]) / float map.Width

            let weights =
                map.Values
                |> Array.map (fun value -> if Single.IsNaN value then 0.0 else float value)

            let column =
                Seq.init weights.Length (fun at -> map.XRange[0] + cell * (float (at % map.Width) + 0.5))

            let row =
                Seq.init weights.Length (fun at -> map.YRange[0] - cell * (float (at / map.Width) + 0.5))

            Expect.isLessThan (abs (mean column weights - List.average forward)) (cell / 2.0) "forward"
            Expect.isLessThan (abs (mean row weights - List.average up)) (cell / 2.0) "up"
        }

        for limb, expected in
            [
                Limb.Human,
                [
                    "mean_samples", 97.75
                    "horizontal_start_points", 899.0
                    "vertical_start_points", 1959.0
                    "muscle_velocity_sd", 36.47324369
                    "hand_volume", 3.04
                    "joint_range_covered", 0.6346153846
                ]
                Limb.Macaque,
                [
                    "mean_samples", 113.55
                    "horizontal_start_points", 7523.0
                    "vertical_start_points", 7973.0
                    "muscle_velocity_sd", 43.56729258
                    "hand_volume", 1.632
                    "joint_range_covered", 0.7554812337
                ]
            ] do
            test $"the numbers of the kind's version, for a {limb}" {
                let kind = nonNull (typeof<CharacterInputs>.GetCustomAttribute<KindAttribute>())
                Expect.equal kind.Version 2 "the version"
                let _, _, context = shown limb

                for name, value in expected do
                    Expect.floatClose
                        { absolute = 0.0; relative = 1e-9 }
                        (number context name)
                        value
                        $"{name}: when the numbers change, so must the version"
            }
    ]
