module Spindle.Tests.Biomechanics.WrapTests

open System
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Arms
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.Paths
open Spindle.Tests
open Spindle.Tests.Biomechanics.OpenSimData

/// Every muscle in poses within the ranges of a model's coordinates.
let private sweepsAgree (model: MusculoskeletalModel) seed =
    let random = Random seed
    let posed = PosedModel model

    for pose in 1..100 do
        let coordinates = [|
            for coordinate in model.Coordinates ->
                coordinate.Lowest
                + (coordinate.Highest - coordinate.Lowest) * random.NextDouble()
        |]

        posed.Set(ReadOnlySpan coordinates)

        for at, muscle in Seq.indexed model.Muscles do
            let plain = PlainPath.lengthOf posed at

            Expect.floatClose
                { absolute = 1e-12; relative = 0.0 }
                (posed.Path(at).Length)
                plain
                $"{muscle.Name}, {pose}"

/// A muscle over a few objects that stand in each other's way.
let private crowded (random: Random) =
    let between low high =
        low + (high - low) * random.NextDouble()

    let place spread =
        Vec3(between -spread spread, between -spread spread, between -spread spread)

    let surface () : WrapSurface =
        let size () = between 0.02 0.06

        match random.Next 3 with
        | 0 -> SphereSurface(size (), WrapSide.Both)
        | 1 -> CylinderSurface(size (), 0.3, WrapSide.Both)
        | _ -> EllipsoidSurface(Vec3(size (), size (), size ()), WrapSide.Both)

    let wraps = [|
        for index in 0 .. random.Next(1, 5) ->
            let frame =
                Placement(Rotation.About((place 1.0).Unit, between -3.0 3.0), place 0.06)

            WrapObject(index, $"object {index}", 0, frame, surface (), true)
    |]

    let points = [|
        for share in [ -1.0; -0.3; 0.3; 1.0 ] -> PathPoint(0, Vec3(0.25 * share, 0.0, 0.0) + place 0.08, null, null)
    |]

    let over = [|
        for wrap in wraps -> PathWrap(wrap, WrapMethod.Hybrid, 0, points.Length - 1)
    |]

    let ground = Body("ground", -1, Placement.None, Placement.None, [||], [||])
    MusculoskeletalModel("crowded", [||], [| ground |], [||], wraps, [| Muscle("muscle", points, over, null) |])

/// The fan, a point after another.
let private plainFan (axes: Vec3) (start: Vec3) (chord: Vec3) =
    Seq.fold
        (fun (sum: Vec3) i ->
            let p = start + (float i / 300.0) * chord
            sum + (EllipsoidPoint.Closest(axes, p) - p).Unit)
        (Vec3())
        (seq { 1..298 })

let private onEllipsoid (random: Random) (axes: Vec3) =
    let direction () = 2.0 * random.NextDouble() - 1.0
    let unit = Vec3(direction (), direction (), direction ()).Unit
    Vec3(axes.X * unit.X, axes.Y * unit.Y, axes.Z * unit.Z)

[<Tests>]
let tests =
    testList "wrapping in few steps is the plain one" [
        test "the sweeps over several objects, of Spindle's own arm" { sweepsAgree (SpindleArm.Read()) 1 }

        test "the sweeps over several objects, of models from files" {
            sweepsAgree (model "opensim/Snap_scaled_fin1.osim") 2
            sweepsAgree (model "opensim/MoBL_ARMS_module5_scaleIK.osim") 3
        }

        testProperty "the sweeps over objects in each other's way" (fun (seed: int) ->
            let posed = PosedModel(crowded (Random seed))
            let plain = PlainPath.lengthOf posed 0
            Expect.floatClose { absolute = 1e-12; relative = 0.0 } (posed.Path(0).Length) plain "the length")

        testProperty "the fan of an ellipsoid's closest points" (fun (seed: int) ->
            let random = Random seed

            let axes =
                Vec3(0.4 + random.NextDouble(), 0.4 + random.NextDouble(), 0.4 + random.NextDouble())

            let start = onEllipsoid random axes
            let finish = onEllipsoid random axes
            // Some chords lie in a coordinate plane or cross one where a point is.
            let start =
                if random.Next 4 = 0 then
                    start.With(random.Next 3, 0.0)
                else
                    start

            let finish =
                if random.Next 4 = 0 then
                    finish.With(random.Next 3, 0.0)
                else
                    finish

            let chord = finish - start
            let fan = EllipsoidFan.Sum(axes, start, chord)
            Expect.isLessThan (fan - plainFan axes start chord).Length 1e-10 "the sum")

        testProperty "a spiral without a kink" (fun (seed: int) ->
            let random = Random seed

            let between low high =
                low + (high - low) * random.NextDouble()

            let radius = between 0.005 0.05

            let tangent angle z =
                Vec3(radius * cos angle, radius * sin angle, z)

            let turn = between 0.2 3.0
            let t1, t2 = tangent 0.0 (between -0.05 0.05), tangent turn (between -0.05 0.05)

            let beyond (t: Vec3) side =
                t
                + side * between 0.01 0.3 * Vec3(t.Y, -t.X, 0.0).Unit
                + Vec3(0.0, 0.0, between -0.1 0.1)

            let p1, p2 = beyond t1 1.0, beyond t2 -1.0
            let found = Spiral(t1, t2, radius, false).Tangent(p1, p2)
            let a, b, length = PlainSpiral.tangent true radius p1 t1 t2 p2

            Expect.isLessThan
                (abs (found.Length - length) + (found.T1 - a).Length + (found.T2 - b).Length)
                1e-9
                "points and length")
    ]
