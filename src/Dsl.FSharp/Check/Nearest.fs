/// The name that somebody probably meant.
module Spindle.Dsl.Nearest

open System

/// The number of letters to add, drop, change or swap with their neighbour to make one word the other.
let distance (a: string) (b: string) =
    let cost = Array2D.zeroCreate (a.Length + 1) (b.Length + 1)

    for i in 0 .. a.Length do
        cost[i, 0] <- i

    for j in 0 .. b.Length do
        cost[0, j] <- j

    for i in 1 .. a.Length do
        for j in 1 .. b.Length do
            let change = if a[i - 1] = b[j - 1] then 0 else 1

            let least =
                min (min (cost[i - 1, j] + 1) (cost[i, j - 1] + 1)) (cost[i - 1, j - 1] + change)

            let swapped = i > 1 && j > 1 && a[i - 1] = b[j - 2] && a[i - 2] = b[j - 1]

            cost[i, j] <-
                if swapped then
                    min least (cost[i - 2, j - 2] + 1)
                else
                    least

    cost[a.Length, b.Length]

/// Words longer than this are no names; comparing them would only cost time.
let private longest = 100

/// The nearest of some names, unless even that is far off.
let name (names: string seq) (word: string) : string option =
    let near =
        if word.Length > longest then
            []
        else
            [
                for name in names do
                    if name.Length <= longest then
                        let distance = distance (word.ToLowerInvariant()) (name.ToLowerInvariant())

                        if distance <= max 1 (max word.Length name.Length / 3) then
                            distance, name
            ]

    match near with
    | [] -> None
    | _ -> near |> List.minBy (fun (distance, name) -> distance, name) |> snd |> Some

/// A list of names as a sentence has it: `a, b or c`.
let list (names: string seq) : string =
    match List.ofSeq names with
    | [] -> ""
    | [ only ] -> only
    | several ->
        let first = several |> List.take (several.Length - 1)
        String.Join(", ", first) + " or " + List.last several

/// What there is to choose from, unless that is nothing or a long list.
let all (names: string seq) : string option =
    match List.ofSeq names with
    | [] -> None
    | [ only ] -> Some $"there is only {only}"
    | several when several.Length > 12 -> None
    | several -> Some("there are " + String.Join(", ", several))

/// How to mend a word that is none of some names: the nearest, or all of them where none is near and there are few.
let hint (names: string seq) (word: string) : string option =
    match name names word with
    | Some nearest -> Some $"did you mean '{nearest}'?"
    | None -> all names
