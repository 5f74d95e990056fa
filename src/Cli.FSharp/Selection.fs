/// The steps that are chosen with `--only`.
module Spindle.Cli.Selection

open System.Collections.Generic
open Spindle.Plans

/// The steps that a name of a declaration, a member or a step stands for.
let steps (plan: Plan) (names: string list) : Result<IReadOnlySet<string> | null, string> =
    let matches (name: string) (step: Step) =
        let inside (section: string) =
            let rest = $"{section}/{name}"

            step.Id = rest
            || step.Id.StartsWith(rest + "/")
            || step.Id.StartsWith(rest + "[")

        step.Id = name
        || List.exists inside [ "tasks"; "recordings"; "models"; "probes"; "figures/probes" ]

    let chosen = HashSet<string>()

    let missing =
        names
        |> List.filter (fun name ->
            let steps = plan.Steps |> Seq.filter (matches name) |> List.ofSeq
            steps |> List.iter (fun step -> chosen.Add step.Id |> ignore)
            steps.IsEmpty)

    match missing, names with
    | name :: _, _ -> Error $"no declaration, member or step is called '{name}'"
    | [], [] -> Ok null
    | [], _ -> Ok chosen
