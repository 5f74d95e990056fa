/// The path of a muscle as it runs in a pose, held by its bodies where it touches surfaces: the slow plain version of lengthening velocities.
module Spindle.Tests.Biomechanics.HeldPath

open System
open Spindle.Biomechanics
open Spindle.Biomechanics.Models

/// A node of the path: the muscle's point or -1, the body that holds it, where in that body, and whether the path runs over a surface to the next node.
type Node = {
    Point: int
    Body: int
    Place: Vec3
    Reaches: bool
}

/// The path of a muscle of a posed model.
let ofMuscle (posed: PosedModel) (muscle: int) = [|
    for node in posed.Path(muscle).Nodes.ToArray() ->
        {
            Point = node.Point
            Body = node.Body
            Place = posed.Bodies[node.Body].Back node.Position
            Reaches = node.Reaches
        }
|]

/// A point of a frame in the frame that it stands in.
let out (frame: Placement) (point: Vec3) =
    frame.Turn.X * point.X
    + frame.Turn.Y * point.Y
    + frame.Turn.Z * point.Z
    + frame.Origin

let private place (posed: PosedModel) (muscle: Muscle) (node: Node) =
    let location =
        match
            (if node.Point < 0 then
                 null
             else
                 muscle.Points[node.Point].Movement)
        with
        | null -> node.Place
        | moves ->
            let along (axis: MovingComponent) =
                axis.Function.Value posed.Coordinates[axis.Coordinate]

            Vec3(along moves.X, along moves.Y, along moves.Z)

    out posed.Bodies[node.Body] location

/// The rate of the straight pieces' length, by a central difference over the pose at given speeds.
let rate (posed: PosedModel) (muscle: int) (nodes: Node array) (pose: float array) (speeds: float array) =
    let step = 1e-5

    let after time =
        posed.Set(ReadOnlySpan(Array.map2 (fun value speed -> value + time * speed) pose speeds))
        let places = nodes |> Array.map (place posed posed.Model.Muscles[muscle])

        Seq.sum [
            for i in 0 .. nodes.Length - 2 do
                if not nodes[i].Reaches then
                    (places[i + 1] - places[i]).Length
        ]

    (after step - after -step) / (2.0 * step)
