module Spindle.Tests.Probes.MuscleProbesTests

open System.IO
open System.Text
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Arms
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Probes.Muscles
open Spindle.Tests
open Spindle.Tests.Biomechanics.OpenSimData
open Spindle.Tests.Runtime

let private poses =
    "pose,q.elbow_flexion,q.shoulder_elv\n0,0.2,0.4\n1,1.9,1.2\n2,0.2,0.4\n"

let private moving =
    "q.elbow_flexion,q.shoulder_elv,u.elbow_flexion,u.elv_angle\n0.2,0.4,1,0.5\n1.9,1.2,-3,0.25\n"

/// A motion of SIMM, whose angles are in degrees without a word of it.
let private lift =
    "lift\ndatacolumns 3\ndatarows 2\nendheader\ntime\telbow_flexion\tshoulder_elv\n0\t15\t20\n0.1\t110\t70\n"

let private run (probe: PosesProbe) (operation: IOperation) (files: (string * byte[]) list) =
    let context = InMemoryStepContext([ "probe", box probe ], [])

    for path, content in files do
        context.WithFile(path, content) |> ignore

    context.Run operation

let private own (probe: PosesProbe) operation =
    run probe operation [
        "poses.csv", Encoding.UTF8.GetBytes poses
        "moving.csv", Encoding.UTF8.GetBytes moving
        "lift.mot", Encoding.UTF8.GetBytes lift
    ]

let private posesFile = DataFile "poses.csv"
let private movingFile = DataFile "moving.csv"
let private liftFile = DataFile "lift.mot"

let private numbers (table: Table) (column: string) = (table[column] :?> NumberColumn).Values

let private number table column (row: int) = (numbers table column)[row]

/// Spindle's own arm at some angles.
let private posedAt (angles: (string * float) list) =
    let model = SpindleArm.Read()
    let posed = PosedModel model
    let pose = model.Defaults()

    for coordinate, angle in angles do
        pose[model.Coordinate coordinate] <- angle

    posed.Set(System.ReadOnlySpan pose)
    posed

let private isNamedAfterMuscles (table: Table) =
    Expect.equal
        [ for column in table.Columns -> column.Name ]
        [ for muscle in SpindleArm.Read().Muscles -> muscle.Name ]
        "muscles"

[<Tests>]
let tests =
    testList "probes of muscles" [
        test "without a model, the lengths are those of Spindle's own arm, a row a pose and a column a muscle" {
            let finished = own (MuscleLengths(Poses = posesFile)) (MuscleLengthsMeasure())
            let table = finished.Table "lengths"
            Expect.equal table.Rows 3 "poses"
            isNamedAfterMuscles table
            let posed = posedAt [ "elbow_flexion", 1.9; "shoulder_elv", 1.2 ]

            for at, muscle in Seq.indexed posed.Model.Muscles do
                let lengths = numbers table muscle.Name
                Expect.equal lengths[1] (posed.Path(at).Length) muscle.Name
                Expect.equal lengths[0] lengths[2] "the same pose, the same length"

            let metrics = finished.Record "metrics"

            Expect.equal
                ((nonNull metrics["poses"]).GetValue<float>(), (nonNull metrics["muscles"]).GetValue<float>())
                (3.0, 25.0)
                "counts"
        }

        test "lengths of a model and poses from files are OpenSim's" {
            let model = Shared.file "opensim/Snap_scaled_fin1.osim" |> File.ReadAllBytes
            let given = Shared.file "opensim/macaque_snap_poses_public.csv" |> File.ReadAllBytes
            let probe = MuscleLengths(Poses = posesFile, Model = DataFile "arm.osim")

            let expected = table "opensim/macaque_snap_lengths_repaired_public.csv"

            let table =
                (run probe (MuscleLengthsMeasure()) [ "arm.osim", model; "poses.csv", given ]).Table "lengths"

            Expect.equal table.Rows expected.Cells.Length "poses"

            for column in table.Columns do
                for row, length in Seq.indexed (numbers table column.Name) do
                    Expect.isLessThan (abs (length - expected.Number row $"L.{column.Name}")) 1e-7 column.Name
        }

        test "moment arms are rows of poses and angles" {
            let table =
                (own (MomentArms(Poses = posesFile)) (MomentArmsMeasure())).Table "moment_arms"

            Expect.equal table.Rows 12 "three poses, four angles"

            Expect.equal
                (Array.truncate 5 (table["coordinate"] :?> TextColumn).Values)
                [| "elv_angle"; "shoulder_elv"; "shoulder_rot"; "elbow_flexion"; "elv_angle" |]
                "angles"

            Expect.equal (table["pose"] :?> IntegerColumn).Values[4] 1L "the second pose"

            for muscle, sign in [ "BIClong", 1.0; "BRA", 1.0; "TRIlong", -1.0; "TRIlat", -1.0; "BRD", 1.0 ] do
                Expect.isGreaterThan (sign * number table muscle 3) 0.005 $"{muscle} at the elbow"

            Expect.isLessThan (abs (number table "BRA" 0)) 1e-15 "no arm at the shoulder"
        }

        test "fibres and tendon make up the length" {
            let lengths =
                (own (MuscleLengths(Poses = posesFile)) (MuscleLengthsMeasure())).Table "lengths"

            let finished = own (FibreLengths(Poses = posesFile)) (FibreLengthsMeasure())

            let fibres, tendons =
                finished.Table "fibre_lengths", finished.Table "tendon_lengths"

            for muscle in SpindleArm.Read().Muscles do
                let width =
                    (nonNull muscle.Fibres).OptimalLength * sin (nonNull muscle.Fibres).Pennation

                for row in 0..2 do
                    let fibre = number fibres muscle.Name row
                    let along = sqrt (fibre * fibre - width * width)

                    Expect.floatClose
                        Accuracy.high
                        (along + number tendons muscle.Name row)
                        (number lengths muscle.Name row)
                        muscle.Name
        }

        test "positions are those of markers and bodies" {
            let table =
                (own (MarkerPositions(Poses = posesFile)) (MarkerPositionsMeasure())).Table "positions"

            let point name =
                Vec3(number table $"{name}.x" 1, number table $"{name}.y" 1, number table $"{name}.z" 1)

            Expect.equal (point "elbow") (point "forearm_origin") "the elbow"
            Expect.floatClose Accuracy.veryHigh (point "elbow" - point "humerus_origin").Length 0.33 "the upper arm"
            Expect.floatClose Accuracy.veryHigh (point "hand_origin" - point "elbow").Length 0.26 "the forearm"
        }

        test "velocities are lengthening speeds at the file's speeds, a column a muscle" {
            let given =
                Encoding.UTF8.GetBytes "q.elbow_flexion,u.elbow_flexion\n0.9,2\n0.9,-1\n0.9,0\n"

            let probe = MuscleVelocities(Poses = posesFile)

            let table =
                (run probe (MuscleVelocitiesMeasure()) [ "poses.csv", given ]).Table "velocities"

            isNamedAfterMuscles table
            let posed = posedAt [ "elbow_flexion", 0.9 ]
            let model = posed.Model
            let arms = Array.zeroCreate model.Muscles.Count
            posed.MomentArms(model.Coordinate "elbow_flexion", System.Span arms)

            for at, muscle in Seq.indexed model.Muscles do
                Expect.floatClose Accuracy.veryHigh (number table muscle.Name 0) (-2.0 * arms[at]) muscle.Name
                Expect.floatClose Accuracy.veryHigh (number table muscle.Name 1) arms[at] muscle.Name
                Expect.equal (number table muscle.Name 2) 0.0 "at rest"

            Expect.isLessThan (number table "BRA" 0) -0.01 "flexion shortens a flexor"
        }

        test "a motion in degrees gives the lengths of its angles in radians" {
            let radians degrees = degrees * System.Math.PI / 180.0

            let same =
                $"q.elbow_flexion,q.shoulder_elv\n{radians 15.0:R},{radians 20.0:R}\n{radians 110.0:R},{radians 70.0:R}\n"

            let expected =
                (run (MuscleLengths(Poses = posesFile)) (MuscleLengthsMeasure()) [
                    "poses.csv", Encoding.UTF8.GetBytes same
                ])
                    .Table
                    "lengths"

            let found =
                (own (MuscleLengths(Poses = liftFile)) (MuscleLengthsMeasure())).Table "lengths"

            for muscle in SpindleArm.Read().Muscles do
                for row in 0..1 do
                    Expect.floatClose
                        Accuracy.veryHigh
                        (number found muscle.Name row)
                        (number expected muscle.Name row)
                        muscle.Name
        }

        test "the numbers of the kinds' versions" {
            let total (table: Table) =
                Seq.sum [
                    for column in table.Columns do
                        match column with
                        | :? NumberColumn as numbers -> Array.sum numbers.Values
                        | _ -> ()
                ]

            let pinned probe operation table =
                total ((own probe operation).Table table)

            for name, found, expected in
                [
                    "muscle_lengths",
                    pinned (MuscleLengths(Poses = posesFile)) (MuscleLengthsMeasure()) "lengths",
                    15.633054690589
                    "moment_arms",
                    pinned (MomentArms(Poses = posesFile)) (MomentArmsMeasure()) "moment_arms",
                    -0.513585188408
                    "fibre_lengths",
                    pinned (FibreLengths(Poses = posesFile)) (FibreLengthsMeasure()) "fibre_lengths",
                    9.100061950320
                    "muscle_velocities",
                    pinned (MuscleVelocities(Poses = movingFile)) (MuscleVelocitiesMeasure()) "velocities",
                    0.459789061724
                    "marker_positions",
                    pinned (MarkerPositions(Poses = posesFile)) (MarkerPositionsMeasure()) "positions",
                    1.767084898067
                    "muscle_lengths of a motion",
                    pinned (MuscleLengths(Poses = liftFile)) (MuscleLengthsMeasure()) "lengths",
                    10.408408087327
                    "moment_arms of a motion",
                    pinned (MomentArms(Poses = liftFile)) (MomentArmsMeasure()) "moment_arms",
                    -0.232638230814
                    "fibre_lengths of a motion",
                    pinned (FibreLengths(Poses = liftFile)) (FibreLengthsMeasure()) "fibre_lengths",
                    6.049605641228
                    "marker_positions of a motion",
                    pinned (MarkerPositions(Poses = liftFile)) (MarkerPositionsMeasure()) "positions",
                    1.839248199756
                ] do
                Expect.isLessThan
                    (abs (found - expected))
                    1e-9
                    $"{name}: {found}; when the numbers change, so must the version"

            let catalog =
                KindCatalog.Of [| KindSource(typeof<PosesProbe>.Assembly, (fun () -> null)) |]

            for operation, version in
                [
                    "muscle_lengths/measure", 2
                    "moment_arms/measure", 2
                    "fibre_lengths/measure", 2
                    "muscle_velocities/measure", 1
                    "marker_positions/measure", 2
                ] do
                Expect.equal (nonNull (catalog.Operation operation)).Version version $"version of {operation}"
        }
    ]
