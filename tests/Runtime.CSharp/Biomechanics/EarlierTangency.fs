/// How releases of OpenSim before 4.4 let a path touch a cylinder: they made it tangent where it has no other surface too, which later ones do only for paths over several.
module Spindle.Tests.Biomechanics.EarlierTangency

open Spindle.Biomechanics
open Spindle.Tests.Biomechanics

/// Of the cylinder, in metres.
let private radius = 0.016

/// The path of a muscle over at most the cylinder at the elbow of OpenSim's arm of six muscles, made tangent.
let path (posed: PosedModel) (muscle: int) =
    let nodes = HeldPath.ofMuscle posed muscle

    match Array.tryFindIndex (fun (node: HeldPath.Node) -> node.Reaches) nodes with
    | None -> nodes
    | Some at ->
        let wrap = posed.Model.Muscles[muscle].Wraps[0].Wrap

        let inWrap (node: HeldPath.Node) =
            wrap.InBody.Back(posed.Bodies[wrap.Body].Back(HeldPath.out posed.Bodies[node.Body] node.Place))

        // Both ends were moved by the spiral as it was before either moved.
        let t1, t2, _ =
            PlainSpiral.tangent
                false
                radius
                (inWrap nodes[at - 1])
                (inWrap nodes[at])
                (inWrap nodes[at + 1])
                (inWrap nodes[at + 2])

        nodes
        |> Array.updateAt at {
            nodes[at] with
                Place = HeldPath.out wrap.InBody t1
        }
        |> Array.updateAt (at + 1) {
            nodes[at + 1] with
                Place = HeldPath.out wrap.InBody t2
        }
