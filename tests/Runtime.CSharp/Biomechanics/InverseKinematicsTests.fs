module Spindle.Tests.Biomechanics.InverseKinematicsTests

open System
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.TwoLink
open Spindle.Contracts

let private human = HumanArm()
let private macaque = MacaqueArm()

let private close tolerance (expected: float list) (found: float seq) =
    for one, other in Seq.zip expected found do
        Expect.floatClose { absolute = tolerance; relative = 0.0 } other one $"the number of {List.ofSeq found}"

let private numbers (vector: Vec3) = [ vector.X; vector.Y; vector.Z ]

let private drawn (arm: TwoLinkArm) (stream: RandomStream) =
    Array.init 4 (fun i -> stream.Uniform(arm.Least[i], arm.Greatest[i]))

let private distance (one: float[]) (other: float[]) =
    sqrt (Array.sum (Array.map2 (fun a b -> (a - b) ** 2.0) one other))

let private solved (arm: TwoLinkArm) (hand: Vec3) (near: float[]) =
    let posture: float[] = Array.zeroCreate 4
    Expect.isTrue (InverseKinematics(arm).TrySolve(hand, near, posture)) "a posture is there"
    posture

/// All postures of a hand position, by turning one of them about the line from the shoulder to the hand in small steps.
let private circle (arm: TwoLinkArm) (posture: float[]) (steps: int) =
    let hand = arm.Hand posture
    let axis = (1.0 / hand.Length) * hand
    let shoulder = arm.Shoulder posture

    let turned angle (v: Vec3) =
        (cos angle * v)
        + (sin angle * axis.Cross v)
        + ((1.0 - cos angle) * axis.Dot v * axis)

    seq {
        for i in 0 .. steps - 1 do
            let turn = turned (2.0 * Math.PI * float i / float steps)
            let found = Array.copy posture
            arm.Decompose(Rotation(turn shoulder.X, turn shoulder.Y, turn shoulder.Z), found)

            if arm.Allows found then
                found
    }

let private arms: (string * TwoLinkArm) list = [ "human", human; "macaque", macaque ]

[<Tests>]
let tests =
    testList "inverse kinematics of two links" [
        test "the human hand is where the reference has it" {
            for posture, hand in
                [
                    [| 0.0; 0.0; 0.0; 0.0 |], [ 0.0; 0.0; -59.0 ]
                    [| 0.0; 0.0; 0.0; 90.0 |], [ 26.0; 0.0; -33.0 ]
                    [| 90.0; 90.0; 0.0; 0.0 |], [ 59.0; 0.0; 0.0 ]
                    [| 0.0; 90.0; 0.0; 0.0 |], [ 0.0; -59.0; 0.0 ]
                    [| 10.0; 10.0; 10.0; 10.0 |], [ 6.21342; -9.23805; -57.71466 ]
                    [| 50.0; 40.0; 20.0; 75.0 |], [ 40.91189; -5.93730; -22.36290 ]
                    [| -30.0; 60.0; -45.0; 100.0 |], [ 7.42781; -36.59973; -8.50337 ]
                ] do
                close 6e-6 hand (numbers (TwoLinkArm.ToWorld(human.Hand posture)))
        }

        test "the macaque's hand and elbow are where the reference has them" {
            let rest = macaque.Rest.ToArray()
            close 6e-7 [ 27.911417; 1.184340; -14.480970 ] (numbers (TwoLinkArm.ToWorld(macaque.Hand rest)))
            close 6e-7 [ 9.427332; -0.313573; -13.047494 ] (numbers (TwoLinkArm.ToWorld(macaque.Elbow rest)))
        }

        test "the human postures are the reference's true minimisers" {
            for world, expected, far in
                [
                    Vec3(45.0, 0.0, -15.0), [ 68.418; 45.465; 20.000; 73.583 ], 19.264
                    Vec3(24.0, -30.0, -27.0), [ 0.567; 60.127; 19.98; 75.143 ], 53.374
                    Vec3(30.0, -15.0, -30.0), [ 13.815; 40.203; 20.000; 81.285 ], 36.727
                    Vec3(30.0, -20.0, 0.0), [ 31.13; 52.69; -21.07; 105.72 ], 56.104
                ] do
                let posture = solved human (TwoLinkArm.FromWorld world) (human.Rest.ToArray())
                close 0.03 expected posture
                close 6e-4 [ far ] [ distance posture (human.Rest.ToArray()) ]
        }

        for name, arm in arms do
            test $"a rotation of the {name} shoulder comes back from its angles" {
                for i in 0L .. 499L do
                    let posture = drawn arm (RandomStream.Derive(1L, Nullable(), name).At i)
                    let found = Array.copy posture
                    arm.Decompose(arm.Shoulder posture, found)
                    close 1e-6 (List.ofArray posture) found
            }

            test $"no posture of the {name} arm with the hand at its target is nearer" {
                for i in 0L .. 149L do
                    let stream = RandomStream.Derive(2L, Nullable(), name).At i
                    let hand = arm.Hand(drawn arm stream)
                    let near = drawn arm stream
                    let posture = solved arm hand near
                    Expect.isTrue (arm.Allows posture) "within the limits"
                    close 1e-8 (numbers hand) (numbers (arm.Hand posture))
                    let least = circle arm posture 3600 |> Seq.map (distance near) |> Seq.min
                    Expect.isLessThan (distance posture near) (least + 1e-6) "the nearest"
            }

            test $"following the {name} hand step by step finds what searching the whole circle finds" {
                for i in 0L .. 19L do
                    let stream = RandomStream.Derive(3L, Nullable(), name).At i
                    let first, last = drawn arm stream, drawn arm stream
                    let mutable near = first

                    for step in 0..60 do
                        let along: float[] =
                            Array.map2 (fun a b -> a + (b - a) * float step / 300.0) first last

                        let hand = arm.Hand along
                        let posture = solved arm hand near
                        let least = circle arm posture 720 |> Seq.map (distance near) |> Seq.min
                        Expect.isLessThan (distance posture near) (least + 1e-6) "the nearest"
                        near <- posture
            }

        test "a hand beyond the arm's length or within its fold has no posture" {
            let posture: float[] = Array.zeroCreate 4
            let kinematics = InverseKinematics human
            Expect.isFalse (kinematics.TrySolve(Vec3(0.0, -59.1, 0.0), human.Rest, posture)) "too far"
            Expect.isFalse (kinematics.TrySolve(Vec3(0.0, -10.0, 0.0), human.Rest, posture)) "too near"
            Expect.isFalse (kinematics.TrySolve(Vec3(-50.0, 0.0, 0.0), human.Rest, posture)) "to the left"
        }
    ]
