/// How releases of OpenSim before 4.4 let a path touch a cylinder: they made it tangent where it has no other surface too, which later ones do only for paths over several.
module Spindle.Tests.Biomechanics.EarlierTangency

open System
open Spindle.Biomechanics
open Spindle.Tests.Biomechanics

/// Of the cylinder, in metres.
let private radius = 0.016

/// Both tangent points, moved along the cylinder until the path has no kink of more than a tenth of a degree, both by the spiral as it was before either moved.
let private tangent (p1: Vec3) (t1: Vec3) (t2: Vec3) (p2: Vec3) =
    let turn = atan2 (t1.X * t2.Y - t1.Y * t2.X) (t1.X * t2.X + t1.Y * t2.Y)

    let on (z1, z2) share =
        let sine, cosine = sin (turn * share), cos (turn * share)
        Vec3(t1.X * cosine - t1.Y * sine, t1.X * sine + t1.Y * cosine, z1 + (z2 - z1) * share)

    let slant (a: Vec3) (b: Vec3) = acos ((b - a).Z / (b - a).Length)

    let moved (p: Vec3) (t: Vec3) (spiral: Vec3) =
        if abs (slant p t - slant t spiral) <= 0.1 * Math.PI / 180.0 then
            t.Z
        else
            let along = spiral - p

            let share =
                ((t.X - p.X) * along.X + (t.Y - p.Y) * along.Y)
                / (along.X * along.X + along.Y * along.Y)

            t.Z + 1.5 * (p.Z + along.Z * share - t.Z)

    let rec settle (z1: float) (z2: float) moves =
        let arc = radius * turn
        let parts = float (int (sqrt (arc * arc + (z2 - z1) * (z2 - z1)) / 0.002))
        let t1, t2 = Vec3(t1.X, t1.Y, z1), Vec3(t2.X, t2.Y, z2)

        if parts < 2.0 || moves = 100 then
            t1, t2
        else
            let next1 = moved p1 t1 (on (z1, z2) (1.0 / parts))
            let next2 = moved p2 t2 (on (z1, z2) ((parts - 1.0) / parts))

            if next1 = z1 && next2 = z2 then
                t1, t2
            else
                settle next1 next2 (moves + 1)

    settle t1.Z t2.Z 0

/// The path of a muscle over at most the cylinder at the elbow of OpenSim's arm of six muscles, made tangent.
let path (posed: PosedModel) (muscle: int) =
    let nodes = HeldPath.ofMuscle posed muscle

    match Array.tryFindIndex (fun (node: HeldPath.Node) -> node.Reaches) nodes with
    | None -> nodes
    | Some at ->
        let wrap = posed.Model.Muscles[muscle].Wraps[0].Wrap

        let inWrap (node: HeldPath.Node) =
            wrap.InBody.Back(posed.Bodies[wrap.Body].Back(HeldPath.out posed.Bodies[node.Body] node.Place))

        let t1, t2 =
            tangent (inWrap nodes[at - 1]) (inWrap nodes[at]) (inWrap nodes[at + 1]) (inWrap nodes[at + 2])

        nodes
        |> Array.updateAt at {
            nodes[at] with
                Place = HeldPath.out wrap.InBody t1
        }
        |> Array.updateAt (at + 1) {
            nodes[at + 1] with
                Place = HeldPath.out wrap.InBody t2
        }
