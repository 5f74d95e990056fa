/// Every ready-made task of one rule.
module Spindle.Tests.Tasks.Cognitive.Kinds

open System
open System.Reflection
open Spindle.Contracts
open Spindle.Tasks.Cognitive

/// The kinds of tasks of one rule that need no parameter, each with its defaults, by name.
let ready: TrialSpec list =
    typeof<TrialSpec>.Assembly.GetTypes()
    |> Array.filter (fun kind ->
        kind.IsSubclassOf typeof<TrialSpec>
        && not kind.IsAbstract
        && kind <> typeof<Trials>)
    |> Array.map (fun kind -> nonNull (Activator.CreateInstance kind) :?> TrialSpec)
    |> Array.sortBy _.RuleName
    |> List.ofArray

/// The version of a task's kind.
let version (task: TrialTaskSpec) =
    nonNull (task.GetType().GetCustomAttribute<KindAttribute>()) |> _.Version

/// The same task as its clauses, such as one would write oneself.
let asClauses (task: TrialSpec) =
    let parts = task.Compose()

    Trials(
        Rule = task.RuleName,
        TimeStep = task.TimeStep,
        RingUnits = task.RingUnits,
        Rings = task.Rings,
        Code = task.Code,
        Cost = task.Cost,
        Criterion = task.Criterion,
        Epochs = parts.Epochs,
        Stimuli = parts.Stimuli,
        Responses = parts.Responses,
        Contrasts = parts.Contrasts
    )
