module Spindle.Tests.Tasks.Proprioception.MovementTests

open System
open Expecto
open Spindle.Biomechanics.TwoLink
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tasks.Proprioception.Movements
open Spindle.Tests.Tasks.Proprioception.WrittenLetters

let private letters =
    lazy Letters.Written(200, stream "character_movements.letters")

let private made (task: CharacterMovements) (split: string) (first: int64) (count: int) =
    Materials(task, letters.Value).Movements($"character_movements.{split}", first, count)

let private tensors (movements: Movement list) =
    WrittenLetters.tensors "window" 0L movements

let private limbs = [
    CharacterMovements(Limb = Limb.Human)
    CharacterMovements(Limb = Limb.Macaque)
]

[<Tests>]
let tests =
    testList "movements of letters" [
        test "a shard has the bytes that are reckoned with where all its movements are as long as they may be" {
            let movements, _ = made limbs.Head "training" 0L 12

            let bytes (written: Movement list) =
                Seq.sumBy (fun (tensor: TensorData) -> int64 tensor.Bytes.Length) (tensors written).Values

            let samples (movement: Movement) = int64 movement.Samples
            let longest = List.maxBy samples movements

            let most count =
                MovementShard.MostBytes(count, samples longest, 25)

            Expect.equal (bytes [ longest; longest; longest ]) (most 3L) "three of the longest"
            Expect.isLessThan (bytes movements) (most 12L) "with shorter ones among them"
        }

        for task in limbs do
            test $"the {task.Limb} arm writes along its letters within its joints' limits" {
                let movements, refusals = made task "training" 0L 40
                let arm = task.Rules().Arm
                let smooth = Materials(task, letters.Value).Maker.JointJerk
                Expect.equal refusals.Kept 40L "as many as were asked for"

                for movement in movements do
                    Expect.isLessThanOrEqual movement.JointJerk smooth "smooth"

                    for t in 0 .. movement.Samples - 1 do
                        let posture = movement.Joints[4 * t .. 4 * t + 3]
                        Expect.isTrue (arm.Allows posture) "within the limits"

                        if task.Limb = Limb.Human then
                            let hand = TwoLinkArm.ToWorld(arm.Hand posture)

                            for found, wanted in Seq.zip [ hand.X; hand.Y; hand.Z ] movement.Hand[3 * t .. 3 * t + 2] do
                                Expect.floatClose { absolute = 1e-6; relative = 0.0 } found wanted "the hand"
            }

            test $"the {task.Limb} arm writes every letter in both planes, and stays in them" {
                let movements, _ = made task "training" 0L 40
                Expect.equal [ for m in movements -> m.Label ] [ for i in 0..39 -> i % 20 + 1 ] "letters take turns"

                for movement in movements do
                    let axis = if movement.Plane = WritingPlane.Horizontal then 2 else 0
                    let path = movement.Path(task.Rules().Arm)
                    let off = [ for t in 0 .. movement.Samples - 1 -> path[3 * t + axis] ]
                    Expect.floatClose { absolute = 1e-9; relative = 0.0 } (List.min off) (List.max off) "in the plane"
            }

        test "movements are the same in whatever shard they stand" {
            let all, _ = made limbs.Head "training" 0L 30
            let late, _ = made limbs.Head "training" 20L 10
            Expect.equal [ for m in late -> m.Hand ] [ for m in List.skip 20 all -> m.Hand ] "the same"
            let other, _ = made limbs.Head "test" 0L 10
            Expect.notEqual [ for m in other -> m.Hand ] [ for m in List.take 10 all -> m.Hand ] "another split"
        }

        test "of several candidates the smoothest of each letter and plane are kept" {
            let task = CharacterMovements(Candidates = 3L, Planes = Planes.Horizontal)

            let kept, refusals = made task "training" 0L 40
            Expect.equal refusals.NotSmoothest 80L "two of three are let go"

            let all, _ = made (CharacterMovements(Planes = Planes.Horizontal)) "training" 0L 120
            // Candidate c of movement n is item 3n + c; with one candidate movement n is item n, of another letter: so compare by jerk alone.
            let middle (movements: Movement list) =
                (movements |> List.map _.MuscleJerk |> List.sort)[movements.Length / 2]

            Expect.isLessThan (middle kept) (middle all) "smoother"
            Expect.equal [ for m in kept -> m.Label ] [ for i in 0..39 -> i % 20 + 1 ] "every letter in its place"
        }

        test "what cannot be kept is counted, and a letter that is never kept is told with its counts" {
            let task = CharacterMovements(JointJerk = Nullable 1e-6, Attempts = 5L)

            try
                made task "training" 0L 1 |> ignore
                failtest "it was made"
            with :? SpindleException as refusal ->
                Expect.equal refusal.Code DiagnosticCodes.NoMovement "the code"
                Expect.stringContains refusal.Message "drawn 5" "the counts"
        }

        test "a trial holds its first and last sample outside its movement, and stands still there" {
            for task in limbs do
                let movements, _ = made task "training" 0L 20
                let recognition = CharacterRecognition(Movements = task)
                let trials = recognition.Trials(tensors movements)
                let window = trials.Window

                for trial in 0..19 do
                    let struct (start, finish) = trials.Place trial
                    Expect.isLessThan finish (window + 1) "within the window"
                    let held = trials.Held("muscles", trial) |> Array.chunkBySize trials.Muscles

                    let velocity =
                        trials.Derivative("muscles", trial, 1) |> Array.chunkBySize trials.Muscles

                    for t in 0..start do
                        Expect.equal held[t] held[start] "the first sample"

                    for t in finish - 1 .. window - 1 do
                        Expect.equal held[t] held[finish - 1] "the last sample"

                    for t in Seq.append (seq { 0 .. start - 1 }) (seq { finish .. window - 1 }) do
                        Expect.all velocity[t] (fun v -> v = 0.0) "no velocity"
        }

        test "places in the window differ from trial to trial and use all of it" {
            let movements, _ = made limbs.Head "training" 0L 200
            let trials = CharacterRecognition(Movements = limbs.Head).Trials(tensors movements)

            let places = [
                for trial in 0..199 do
                    let struct (start, finish) = trials.Place trial
                    float start / float (trials.Window - (finish - start))
            ]

            Expect.isLessThan (List.min places) 0.1 "early"
            Expect.isGreaterThan (List.max places) 0.9 "late"
            Expect.floatClose { absolute = 0.1; relative = 0.0 } (List.average places) 0.5 "uniform"
        }

        test "spindles tell lengths and velocities, or noisy rates" {
            let movements, _ = made limbs.Head "training" 0L 3
            let shard = tensors movements
            let recognition = CharacterRecognition(Movements = limbs.Head)
            let trials = recognition.Trials shard
            let result: float32[] = Array.zeroCreate (trials.Muscles * trials.Window * 2)
            trials.Spindles(Trials.SpindleSignal.LengthAndVelocity, 0.0, 1, result)

            let lengths, velocities =
                trials.Held("muscles", 1), trials.Derivative("muscles", 1, 1)

            for muscle in 0 .. trials.Muscles - 1 do
                for t in 0 .. trials.Window - 1 do
                    let at = t * trials.Muscles + muscle
                    Expect.equal result[(muscle * trials.Window + t) * 2] (float32 lengths[at]) "length"
                    Expect.equal result[(muscle * trials.Window + t) * 2 + 1] (float32 velocities[at]) "velocity"

            let rates noise =
                let result: float32[] = Array.zeroCreate (trials.Muscles * trials.Window)
                trials.Spindles(Trials.SpindleSignal.Rate, noise, 1, result)
                result |> Array.map float |> Array.chunkBySize trials.Window

            let clean, noisy = rates 0.0, rates 0.3
            Expect.equal noisy (rates 0.3) "the same noise whenever it is read"

            let deviation (values: float[]) =
                let mean = Array.average values
                sqrt (Array.averageBy (fun v -> (v - mean) ** 2.0) values)

            let ratios =
                Array.map2 (fun (a: float[]) (b: float[]) -> deviation (Array.map2 (-) b a) / deviation a) clean noisy

            Expect.floatClose
                { absolute = 0.01; relative = 0.0 }
                (Array.average ratios)
                0.3
                "of the rate's own deviation"
        }
    ]
