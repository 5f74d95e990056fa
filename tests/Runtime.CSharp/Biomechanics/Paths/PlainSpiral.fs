/// The search for a spiral over a cylinder about z without a kink in space, with angles: what is computed in heights alone is this.
module Spindle.Tests.Biomechanics.PlainSpiral

open System
open Spindle.Biomechanics

/// Both tangent points, moved along the cylinder until the path has no kink of more than a tenth of a degree, and the length between them.
/// The second is moved by the spiral from where the first went (`inTurn`), or by that before either moved.
let tangent (inTurn: bool) (radius: float) (p1: Vec3) (t1: Vec3) (t2: Vec3) (p2: Vec3) =
    let turn = atan2 (t1.X * t2.Y - t1.Y * t2.X) (t1.X * t2.X + t1.Y * t2.Y)

    let length (a: Vec3) (b: Vec3) =
        sqrt ((radius * turn) ** 2.0 + (b.Z - a.Z) ** 2.0)

    let on (a: Vec3) height share =
        let angle = turn * share
        Vec3(a.X * cos angle - a.Y * sin angle, a.X * sin angle + a.Y * cos angle, a.Z + height * share)

    let moved (p: Vec3) (t: Vec3) (w: Vec3) =
        let angle (v: Vec3) = acos (v.Z / v.Length)

        if abs (angle (t - p) - angle (w - t)) <= 0.1 * Math.PI / 180.0 then
            t
        else
            let flat = Vec3(w.X - p.X, w.Y - p.Y, 0.0)
            let share = Vec3(t.X - p.X, t.Y - p.Y, 0.0).Dot flat / flat.Squared
            Vec3(t.X, t.Y, t.Z + 1.5 * (p.Z + (w.Z - p.Z) * share - t.Z))

    let rec search move (a: Vec3) (b: Vec3) =
        let parts = int (length a b / 0.002)

        if move = 100 || parts < 2 then
            a, b, length a b
        else
            let height = b.Z - a.Z
            let a' = moved p1 a (on a height (1.0 / float parts))
            let from = if inTurn then a' else a
            let b' = moved p2 b (on from height (float (parts - 1) / float parts))

            if a' = a && b' = b then
                a, b, length a b
            else
                search (move + 1) a' b'

    search 0 t1 t2
