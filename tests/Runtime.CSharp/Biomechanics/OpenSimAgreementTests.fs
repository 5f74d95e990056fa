module Spindle.Tests.Biomechanics.OpenSimAgreementTests

open System.IO
open System.Threading
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Poses
open Spindle.Tests
open Spindle.Tests.Biomechanics.OpenSimData

let private axes = "xyz"

let private within tolerance differences =
    let size, place = largest differences
    Expect.isLessThanOrEqual size tolerance $"OpenSim's number: {place}"

/// A model in every pose of its table.
let private eachPose (name: string, file: string) (compare: PosedModel -> Rows -> int -> (float * string) list) =
    let poses = table $"opensim/{name}_poses_public.csv"
    let posed = PosedModel(model $"opensim/{file}")

    [
        for row in 0 .. poses.Cells.Length - 1 do
            posed.Set(pose posed poses row)
            yield! compare posed poses row
    ]

let private lengths (name, file) =
    let expected = table $"opensim/{name}_lengths_repaired_public.csv"

    eachPose (name, file) (fun posed _ row -> [
        for at, muscle in Seq.indexed posed.Model.Muscles ->
            abs (posed.Path(at).Length - expected.Number row $"L.{muscle.Name}"), $"{muscle.Name} in pose {row}"
    ])

let private positions (name, file) =
    eachPose (name, file) (fun posed poses row -> [
        for at, marker in Seq.indexed posed.Model.Markers do
            for axis in 0..2 ->
                abs (posed.Marker(at)[axis] - poses.Number row $"p.{marker.Name}.{axes[axis]}"),
                $"{marker.Name} in pose {row}"
        let hand = posed.Bodies[posed.Model.Body "hand"].Origin

        for axis in 0..2 ->
            abs (hand[axis] - poses.Number row $"p.hand_origin.{axes[axis]}"), $"the hand in pose {row}"
    ])

let private coordinates (name, file) =
    eachPose (name, file) (fun posed poses row -> [
        for at, coordinate in Seq.indexed posed.Model.Coordinates ->
            abs (posed.Coordinates[at] - poses.Number row $"q.{coordinate.Name}"), $"{coordinate.Name} in pose {row}"
    ])

/// The fibres' table is that of the release, whose defects change the lengths of some muscles in some poses; those are left out.
let private fibres (name, file) =
    let expected = table $"opensim/{name}_fibres_public.csv"
    let repaired = table $"opensim/{name}_lengths_repaired_public.csv"

    eachPose (name, file) (fun posed poses row -> [
        for at, muscle in Seq.indexed posed.Model.Muscles do
            let length = $"L.{muscle.Name}"

            if poses.Number row length = repaired.Number row length then
                let struct (fibre, tendon) =
                    FibreEquilibrium.Solve(Unchecked.nonNull muscle.Fibres, posed.Path(at).Length)

                abs (fibre - expected.Number row $"F.{muscle.Name}"), $"fibre of {muscle.Name} in pose {row}"
                abs (tendon - expected.Number row $"T.{muscle.Name}"), $"tendon of {muscle.Name} in pose {row}"
    ])

let private momentArms (name, file: string) =
    let expected = table $"opensim/{name}_momentarms_repaired_public.csv"
    let poses = table $"opensim/{name}_poses_public.csv"
    let posed = PosedModel(model $"opensim/{file}")
    let arms: float[] = Array.zeroCreate posed.Model.Muscles.Count

    [
        for row in 0 .. expected.Cells.Length - 1 do
            let coordinate = expected.Cells[row][expected.Columns["coordinate"]]
            let at = int (expected.Number row "pose")
            posed.Set(pose posed poses at)
            posed.MomentArms(posed.Model.Coordinate coordinate, arms)

            for muscle, arm in Seq.zip posed.Model.Muscles arms ->
                abs (arm - expected.Number row $"r.{muscle.Name}"), $"{muscle.Name} at {coordinate} in pose {at}"
    ]

let private regression (tangents: TangentPoints) (model: string) (motion: string) (lengths: string) =
    let posed =
        PosedModel(OpenSimData.model $"opensim-muscle-lengths/{model}", tangents)

    use file = File.OpenRead(Shared.file $"opensim-muscle-lengths/{motion}")
    let poses = PoseFile.Read(file, posed.Model, CancellationToken.None)
    let expected = storage $"opensim-muscle-lengths/{lengths}"
    let pose = posed.Model.Defaults()

    [
        for row in 0 .. poses.Rows.Count - 1 do
            poses.Write(row, pose)
            posed.Set pose

            for at, muscle in Seq.indexed posed.Model.Muscles ->
                abs (posed.Path(at).Length - expected.Number row $"/forceset/{muscle.Name}|length"),
                $"{muscle.Name} in row {row}"
    ]

[<Tests>]
let tests =
    testList "muscle geometry is OpenSim's" [
        for name, file in models do
            test $"coordinates, markers and the hand of {name}" {
                within 1e-8 (coordinates (name, file))
                within 1e-8 (positions (name, file))
            }

            test $"muscle-tendon lengths of {name}, every muscle in every pose" { within 1e-7 (lengths (name, file)) }

            test $"moment arms of {name}" { within 1e-7 (momentArms (name, file)) }

            test $"fibre and tendon lengths of {name}" { within 1e-7 (fibres (name, file)) }

        test "the lengths of OpenSim's regression test of moving and conditional points" {
            regression
                TangentPoints.Current
                "walk_gait1018_subject01.osim"
                "walk_gait1018_state_reference.mot"
                "std_testGeometryPathWrapping_walk_gait1018_muscle_lengths.sto"
            |> within 1e-6
        }

        test
            "the lengths of OpenSim's regression test of cylinders, where a tangent point stays where it was first used" {
            let differences tangents =
                regression
                    tangents
                    "subject_walk_armless_18musc.osim"
                    "subject_walk_armless_coordinates.mot"
                    "std_testGeometryPathWrapping_subject_walk_armless_muscle_lengths.sto"

            differences TangentPoints.FirstUse |> within 1e-6

            // Two muscles run over two cylinders; of all others the lengths are the same at the points where they are.
            differences TangentPoints.Current
            |> List.filter (fun (_, place) -> not (place.StartsWith "med_gas"))
            |> within 1e-6
        }
    ]
