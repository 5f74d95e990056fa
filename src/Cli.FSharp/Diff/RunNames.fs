/// What the user calls a run: its name, the beginning of it, `latest`, `latest~1` for the one before.
module Spindle.Cli.Diff.RunNames

open System
open System.Text.RegularExpressions
open Spindle.Store

let private ago (word: string) : int option =
    let found = Regex.Match(word, "^latest(~([0-9]{1,6}))?$")

    match found.Success, found.Groups[2].Success with
    | false, _ -> None
    | true, false -> Some 0
    | true, true -> Some(int found.Groups[2].Value)

let private nth (experiment: string) (runs: RunFolder list) (word: string) (back: int) =
    match List.tryItem back runs with
    | Some run -> Ok run
    | None -> Error $"'{word}': the store has {runs.Length} runs of the experiment '{experiment}'"

let private latest (runs: RunFolder list) (experiment: string option) (word: string) (back: int) =
    let known = [
        for run in runs do
            match run.ReadHeader() with
            | null -> ()
            | header -> header.Experiment, run
    ]

    let ofExperiment name =
        known |> List.filter (fun (other, _) -> other = name) |> List.map snd

    match experiment, known |> List.map fst |> List.distinct with
    | Some name, _ -> nth name (ofExperiment name) word back
    | None, [ only ] -> nth only (ofExperiment only) word back
    | None, [] -> Error $"'{word}': the store has no run"
    | None, several ->
        let names = String.Join(", ", List.sort several)
        Error $"'{word}': the store has runs of several experiments ({names}); say which with --experiment FILE"

/// The run that a word means.
/// <param name="experiment">The name of the experiment of which `latest` is the latest run; none where the store has one only.</param>
let find (store: ContentStore) (experiment: string option) (word: string) : Result<RunFolder, string> =
    let runs = List.ofSeq (RunFolder.List store)

    match ago word with
    | Some back -> latest runs experiment word back
    | None ->
        match
            runs |> List.filter (fun run -> run.Name = word),
            runs |> List.filter _.Name.StartsWith(word, StringComparison.Ordinal)
        with
        | run :: _, _
        | [], [ run ] -> Ok run
        | [], [] -> Error $"no run of the store '{store.Root}' is called '{word}'"
        | [], several ->
            let names = String.Join(", ", several |> List.truncate 3 |> List.map _.Name)
            Error $"{several.Length} runs begin with '{word}': {names} …"
