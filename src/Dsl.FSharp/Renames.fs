/// Finds what has another name in the second of two experiments.
module Spindle.Dsl.Renames

/// The declarations of a section with their content, in order.
type Named = (string * Map<string, string>) list

/// The part of the values that two contents share, of all that either has; none where the kinds differ.
let private likeness (one: Map<string, string>) (other: Map<string, string>) : float =
    if one.TryFind "kind" <> other.TryFind "kind" then
        0.0
    else
        let keys = Set.union (Set.ofSeq one.Keys) (Set.ofSeq other.Keys)

        let shared =
            keys |> Set.filter (fun key -> one.TryFind key = other.TryFind key) |> Set.count

        float shared / float (max 1 keys.Count)

/// What has another name and says the same, or at least half the same: then it counts as renamed and changed.
let private leastLikeness = 0.5

let private without (names: Set<string>) (named: Named) =
    named |> List.filter (fun (name, _) -> not (names.Contains name))

/// Names that are gone, each with the new one of the content that is most like it.
let find (before: Named) (after: Named) : (string * string) list =
    let names (named: Named) = named |> List.map fst |> Set.ofList
    let gone, fresh = without (names after) before, without (names before) after

    let candidates =
        List.allPairs gone fresh
        |> List.map (fun ((one, content), (other, now)) -> one, other, likeness content now)
        |> List.filter (fun (_, _, likeness) -> likeness >= leastLikeness)
        |> List.sortByDescending (fun (_, _, likeness) -> likeness)

    let rec take pairs rest =
        match rest with
        | [] -> pairs
        | (one, other, _) :: others ->
            others
            |> List.filter (fun (a, b, _) -> a <> one && b <> other)
            |> take ((one, other) :: pairs)

    let pairs = take [] candidates |> Map.ofList

    [
        for name, _ in gone do
            match pairs.TryFind name with
            | Some other -> name, other
            | None -> ()
    ]
