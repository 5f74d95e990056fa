/// An arm whose muscles are straight strings from the trunk to the upper arm or the forearm: what tasks are tested on where only sense matters.
module Spindle.Tests.Biomechanics.StringArm

open System
open Spindle.Biomechanics
open Spindle.Biomechanics.TwoLink

let private turned (rotation: Rotation) (v: Vec3) =
    v.X * rotation.X + v.Y * rotation.Y + v.Z * rotation.Z

/// Strings of so many muscles; the names are given, the places follow from the index.
type StringArm(coordinates: string seq, muscles: string seq) =
    let coordinates = Array.ofSeq coordinates
    let muscles = Array.ofSeq muscles
    let links = HumanArm()

    let origin i =
        Vec3(3.0 * cos (float i), 4.0 * sin (float i) + 2.0, 3.0 * sin (2.0 * float i))

    let insertion i =
        if i % 2 = 0 then
            false, Vec3(1.0 * sin (float i), -10.0 - float (i % 7), 1.0)
        else
            true, Vec3(1.0 * cos (float i), -6.0, -1.0)

    let posture (pose: float[]) =
        Array.map (fun radians -> radians * 180.0 / Math.PI) pose

    /// How many muscles it has.
    member _.MuscleCount = muscles.Length

    interface IArm with
        member _.Coordinates = coordinates :> _
        member _.Muscles = muscles :> _

        member _.Lengths(_, poses, lengths) =
            for row in 0 .. poses.Length / 4 - 1 do
                let angles = posture (poses.Slice(4 * row, 4).ToArray())
                let shoulder = links.Shoulder(ReadOnlySpan angles)
                let fore = Rotation.About(Vec3(1.0, 0.0, 0.0), angles[3] * Math.PI / 180.0)

                for i in 0 .. muscles.Length - 1 do
                    let onForearm, place = insertion i

                    let inUpperArm =
                        if onForearm then
                            Vec3(0.0, -33.0, 0.0) + turned fore place
                        else
                            place

                    lengths[row * muscles.Length + i] <- (turned shoulder inUpperArm - origin i).Length / 100.0

        member _.Positions(point, poses, positions) =
            for row in 0 .. poses.Length / 4 - 1 do
                let angles = posture (poses.Slice(4 * row, 4).ToArray())

                let place =
                    if point = ArmPoint.Hand then
                        links.Hand(ReadOnlySpan angles)
                    else
                        links.Elbow(ReadOnlySpan angles)

                // The ground of a model has x forward and z to the right.
                positions[3 * row] <- -place.Z / 100.0
                positions[3 * row + 1] <- place.Y / 100.0
                positions[3 * row + 2] <- place.X / 100.0
