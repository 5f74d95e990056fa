/// The path of a muscle by the plain rule: every sweep asks every wrap object about every piece anew.
module Spindle.Tests.Biomechanics.PlainPath

open System
open Spindle.Biomechanics
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.Paths

type private Node = {
    Position: Vec3
    Point: int
    Entry: int
    Surface: float option
}

let private between (a: Vec3) (b: Vec3) = (b - a).Length

let private length nodes =
    nodes
    |> List.pairwise
    |> List.sumBy (fun (a, b) -> a.Surface |> Option.defaultWith (fun () -> between a.Position b.Position))

/// Without the entry's own points and with those that it puts in now; and the answer of the last piece that it was asked about.
let private apply (posed: PosedModel) (muscle: Muscle) nodes entry =
    let nodes = nodes |> List.filter (fun node -> node.Entry <> entry)
    let over = muscle.Wraps[entry]
    let frame = posed.Wraps[over.Wrap.Index]

    let wrapOf node =
        if node.Entry < 0 then
            -1
        else
            muscle.Wraps[node.Entry].Wrap.Index

    let from = nodes |> List.findIndex (fun node -> node.Point >= over.First)

    let upTo =
        nodes
        |> List.findIndexBack (fun node -> node.Point >= 0 && node.Point <= over.Last)

    let mutable answer = WrapAnswer.No
    let mutable best = None
    let mutable leastChange = Double.PositiveInfinity

    for at, (a, b) in nodes |> List.pairwise |> List.indexed do
        let within = at >= from && at < upTo && answer <> WrapAnswer.Mandatory

        if within && not (wrapOf a >= 0 && wrapOf a = wrapOf b) then
            let p1, p2 = frame.Back a.Position, frame.Back b.Position
            let mutable contact = WrapContact()
            answer <- over.Wrap.Surface.Wrap(p1, p2, over.Method, muscle.Wraps.Count > 1, &contact)

            let change =
                between contact.T1 p1 + contact.Length + between p2 contact.T2 - between p2 p1

            if answer = WrapAnswer.Mandatory then
                best <- Some(at, contact)
            elif answer = WrapAnswer.Optional && change < leastChange then
                best <- Some(at, contact)
                leastChange <- change

    match best with
    | None -> nodes, answer
    | Some(at, contact) ->
        let touch (point: Vec3) surface = {
            Position = Placement.op_Multiply (&frame, point)
            Point = -1
            Entry = entry
            Surface = surface
        }

        List.take (at + 1) nodes
        @ [ touch contact.T1 (Some contact.Length); touch contact.T2 None ]
        @ List.skip (at + 1) nodes,
        answer

/// The length of a muscle in the pose of the model.
let lengthOf (posed: PosedModel) (muscle: int) =
    let nodes = [
        for node in posed.Path(muscle).Nodes.ToArray() do
            if node.Point >= 0 then
                {
                    Position = node.Position
                    Point = node.Point
                    Entry = -1
                    Surface = None
                }
    ]

    let muscle = posed.Model.Muscles[muscle]

    let rec sweep count before order nodes =
        let nodes, answers =
            order
            |> List.mapFold
                (fun nodes entry ->
                    let nodes, answer = apply posed muscle nodes entry
                    answer, nodes)
                nodes
            |> fun (answers, nodes) -> nodes, answers

        let now = length nodes

        if count = 8 || muscle.Wraps.Count = 1 || abs (now - before) < 0.0005 then
            now
        else
            match count, order, answers with
            | 1, first :: second :: rest, WrapAnswer.No :: WrapAnswer.Inside :: _ ->
                nodes
                |> List.filter (fun node -> node.Entry <> first)
                |> sweep (count + 1) now (second :: first :: rest)
            | _ -> sweep (count + 1) now order nodes

    if muscle.Wraps.Count = 0 then
        length nodes
    else
        sweep 1 Double.PositiveInfinity [ 0 .. muscle.Wraps.Count - 1 ] nodes
