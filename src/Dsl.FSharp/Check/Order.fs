/// Puts what needs each other in order.
module Spindle.Dsl.Order

open System.Collections.Generic

/// Every node after what it needs, otherwise in the order given; and the circles in which nodes need each other.
let sort (needs: 'Node -> 'Node list) (nodes: 'Node list) : 'Node list * 'Node list list =
    let isDone = Dictionary<'Node, bool>()
    let order = ResizeArray<'Node>()
    let circles = ResizeArray<'Node list>()
    let path = Stack<struct ('Node * Queue<'Node>)>()

    let enter node =
        isDone[node] <- false
        path.Push(struct (node, Queue<'Node>(needs node)))

    for root in nodes do
        if not (isDone.ContainsKey root) then
            enter root

            while path.Count > 0 do
                let struct (node, rest) = path.Peek()

                if rest.Count = 0 then
                    path.Pop() |> ignore
                    isDone[node] <- true
                    order.Add node
                else
                    let next = rest.Dequeue()

                    match isDone.TryGetValue next with
                    | false, _ -> enter next
                    | true, true -> ()
                    | true, false ->
                        let onPath =
                            path |> Seq.map (fun struct (node, _) -> node) |> List.ofSeq |> List.rev

                        circles.Add(onPath |> List.skipWhile (fun node -> node <> next))

    List.ofSeq order, List.ofSeq circles
