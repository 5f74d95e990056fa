/// OpenSim's arm of six muscles in computed movements, with the numbers of OpenSim's tutorial and of its own tests.
module Spindle.Tests.Biomechanics.Arm26Tests

open System
open System.IO
open System.Threading
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.Poses
open Spindle.Tests
open Spindle.Tests.Biomechanics
open Spindle.Tests.Biomechanics.OpenSimData

let private arm () = model "opensim-arm26/arm26.osim"

/// The arm with no surface but the cylinder at the elbow, the only one that paths touch in these movements.
let private withOneCylinder (arm: MusculoskeletalModel) =
    let muscles = [|
        for muscle in arm.Muscles ->
            let wraps = [|
                for wrap in muscle.Wraps do
                    if wrap.Wrap.Name = "TRI" then
                        wrap
            |]

            Muscle(muscle.Name, muscle.Points, wraps, muscle.Fibres)
    |]

    MusculoskeletalModel(arm.Name, arm.Coordinates, arm.Bodies, arm.Markers, arm.Wraps, muscles)

/// The rate of every muscle's length by the release that wrote the tutorial's numbers.
let private earlier (posed: PosedModel) (pose: float array) (speeds: float array) = [|
    for muscle in 0 .. posed.Model.Muscles.Count - 1 ->
        posed.Set(ReadOnlySpan pose)
        HeldPath.rate posed muscle (EarlierTangency.path posed muscle) pose speeds
|]

let private current (posed: PosedModel) (pose: float array) (speeds: float array) =
    let found = Array.zeroCreate posed.Model.Muscles.Count
    posed.Set(ReadOnlySpan pose)
    posed.Velocities(ReadOnlySpan speeds, Span found)
    found

let private column (rows: Rows) (label: string) = [| for row in 0 .. rows.Cells.Length - 1 -> rows.Number row label |]

let private full (table: PoseTable) coordinates row =
    let pose = Array.zeroCreate coordinates
    table.Write(row, Span pose)
    pose

/// What OpenSim's analysis looked at: every tenth step of the integration, with its time, pose and speeds.
let private steps (arm: MusculoskeletalModel) =
    let name = "opensim-arm26/tutorial_arm26_CMC_states.sto"
    use file = File.OpenRead(Shared.file name)
    let struct (poses, speeds) = PoseFile.ReadMoving(file, arm, CancellationToken.None)
    let times = column (storage name) "time"

    [|
        for row in 0..10 .. times.Length - 1 ->
            times[row], full poses arm.Coordinates.Count row, full speeds arm.Coordinates.Count row
    |]

/// The analysis's rows, a thousandth of a second apart, lie on straight lines between those steps.
let private between (times: float array) (values: float array) time =
    let at =
        max 0 (min (times.Length - 2) (Array.FindLastIndex(times, fun known -> known <= time)))

    let share = (time - times[at]) / (times[at + 1] - times[at])
    values[at] * (1.0 - share) + values[at + 1] * share

/// How far speeds are from the analysis's, by muscle; of some of the muscles.
let private differences (arm: MusculoskeletalModel) speedsOf (names: string list) =
    let steps = steps arm
    let times = [| for time, _, _ in steps -> time |]
    let posed = PosedModel arm
    let found = [| for _, pose, speeds in steps -> speedsOf posed pose speeds |]
    let expected = storage "opensim-arm26/tutorial_arm26_Actuation_speed.sto"

    [
        for name in names do
            let velocities = found |> Array.map (Array.item (arm.Muscle name))

            for time, velocity in Seq.zip (column expected "time") (column expected name) ->
                abs (between times velocities time - velocity), $"{name} at {time} s"
    ]

let private within tolerance differences =
    let size, place = largest differences
    Expect.isLessThanOrEqual size tolerance place

[<Tests>]
let tests =
    testList "OpenSim's arm of six muscles" [
        test "is read" {
            let arm = arm ()

            Expect.equal
                [
                    for muscle in arm.Muscles -> muscle.Name, muscle.Points.Count, muscle.Wraps.Count
                ]
                [
                    "TRIlong", 5, 3
                    "TRIlat", 5, 1
                    "TRImed", 5, 1
                    "BIClong", 9, 1
                    "BICshort", 6, 0
                    "BRA", 2, 1
                ]
                "muscles, points and wraps"

            Expect.equal
                [ for coordinate in arm.Coordinates -> coordinate.Name, coordinate.Motion ]
                [ "r_shoulder_elev", Motion.Rotational; "r_elbow_flex", Motion.Rotational ]
                "coordinates"

            Expect.equal
                [ for marker in arm.Markers -> marker.Name ]
                [ "r_acromion"; "r_humerus_epicondyle"; "r_radius_styloid" ]
                "markers"
        }

        test "the biceps lengthens as OpenSim says, to its last digit" {
            differences (arm ()) current [ "BIClong"; "BICshort" ] |> within 1e-8
        }

        test "triceps and brachialis do so with the tangent points of the release that wrote the numbers" {
            let muscles = [ "TRIlong"; "TRIlat"; "TRImed"; "BRA" ]
            differences (withOneCylinder (arm ())) earlier muscles |> within 1e-8
        }

        test "triceps and brachialis differ a little where only the present ones are known" {
            for muscles, tolerance in [ [ "TRIlong" ], 8e-7; [ "TRIlat"; "TRImed" ], 1.6e-6; [ "BRA" ], 2.2e-4 ] do
                let size, place = differences (arm ()) current muscles |> largest
                Expect.isLessThanOrEqual size tolerance place
                Expect.isGreaterThan size 1e-8 "more than the file's last digit"
        }

        test "the change of every length is the integral of the speeds" {
            let arm = arm ()
            let expected = storage "opensim-arm26/tutorial_arm26_Actuation_speed.sto"
            let times = column expected "time"
            let posed = PosedModel arm

            let lengths = [|
                for time, pose, _ in steps arm ->
                    posed.Set(ReadOnlySpan pose)
                    time, [| for muscle in 0 .. arm.Muscles.Count - 1 -> posed.Path(muscle).Length |]
            |]

            [
                for at, muscle in Seq.indexed arm.Muscles do
                    let speeds = column expected muscle.Name

                    let integrals =
                        Seq.pairwise (Seq.zip times speeds)
                        |> Seq.scan (fun sum ((t1, v1), (t2, v2)) -> sum + (t2 - t1) * (v1 + v2) / 2.0) 0.0
                        |> Array.ofSeq

                    // The rows are on straight lines over twenty milliseconds, which costs some hundredths of a millimetre.
                    let tolerance = if muscle.Name = "BRA" then 3.1e-5 else 1.2e-5

                    for time, found in lengths do
                        match Array.tryFindIndex (fun row -> abs (row - time) < 1e-9) times with
                        | Some row ->
                            let apart = abs (found[at] - (snd lengths[0])[at] - integrals[row])
                            apart / tolerance, $"{muscle.Name} until {time} s, {apart} m"
                        | None -> ()
            ]
            |> within 1.0
        }

        test "forces of the muscles times moment arms are the moments of the movement" {
            let forces = storage "opensim-arm26/std_arm26_StaticOptimization_force.sto"
            let moments = storage "opensim-arm26/std_arm26_InverseDynamics.sto"
            use file = File.OpenRead(Shared.file "opensim-arm26/arm26_InverseKinematics.mot")
            let arm = arm ()
            let poses = PoseFile.Read(file, arm, CancellationToken.None)
            let posed = PosedModel arm
            let arms = Array.zeroCreate arm.Muscles.Count

            // The optimisation stops short of equality: by up to 1 mN m at the shoulder and 8 mN m at the elbow, while the moments reach 2.8 N m.
            for coordinate, tolerance, usually in [ "r_shoulder_elev", 1e-3, 1e-5; "r_elbow_flex", 8e-3, 2e-4 ] do
                let apart = [|
                    for row in 0 .. poses.Rows.Count - 1 ->
                        posed.Set(ReadOnlySpan(full poses arm.Coordinates.Count row))
                        posed.MomentArms(arm.Coordinate coordinate, Span arms)

                        let sum =
                            Seq.zip arm.Muscles arms
                            |> Seq.sumBy (fun (muscle, arm) -> arm * forces.Number row muscle.Name)

                        abs (sum - moments.Number row $"{coordinate}_moment")
                |]

                Expect.isLessThan (Array.max apart) tolerance $"the moment of {coordinate}"
                let sorted = Array.sort apart
                Expect.isLessThan sorted[apart.Length / 2] usually $"half of the moments of {coordinate}"
        }
    ]
