/// A split of a task's trials as HDF5, where the task offers it.
module Spindle.Cli.TrialExport

open System
open Spectre.Console
open Spindle.Artifacts
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Execution
open Spindle.Plans

/// The trials of a task that belong together, and what writes them.
type Trials = {
    /// Its full name, as `human.training`.
    Name: string
    Source: IHdf5Exportable
    Split: TrialSplit
}

/// A split of a task; the first where none is named.
let private splitOf (task: PlannedTask) (source: IHdf5Exportable) (named: string option) : Result<Trials, string> =
    let splits = source.Splits task.Artifacts

    let wanted =
        match named with
        | None -> Seq.tryHead splits
        | Some name -> splits |> Seq.tryFind (fun split -> split.Name = name)

    match wanted with
    | None ->
        let names = splits |> Seq.map _.Name |> String.concat ", "
        Error $"'{task.Name}' has no split '{Option.defaultValue String.Empty named}'; it has {names}"
    | Some split when split.Shards.Count = 0 -> Error $"the split '{split.Name}' of '{task.Name}' has no trials"
    | Some split ->
        Ok {
            Name = $"{task.Name}.{split.Name}"
            Source = source
            Split = split
        }

/// The trials that a name stands for, `human` or `human.training`, or why they cannot be had; None where it names no task.
let find (catalog: KindCatalog) (plan: Plan) (name: string) : Result<Trials, string> option =
    plan.Tasks
    |> Seq.filter (fun task -> name = task.Name || name.StartsWith($"{task.Name}.", StringComparison.Ordinal))
    |> Seq.sortByDescending _.Name.Length
    |> Seq.tryHead
    |> Option.map (fun task ->
        match box task.Spec with
        | :? IHdf5Exportable as source ->
            let named =
                if name = task.Name then
                    None
                else
                    Some(name.Substring(task.Name.Length + 1))

            splitOf task source named
        | _ ->
            let able = Kinds.ofType catalog typeof<IHdf5Exportable>

            Error
                $"'{task.Name}' offers no trials as HDF5: it is of kind {(catalog.Of task.Spec).Name}, and {able} does")

/// Does something while a line on the terminal says how many shards are written.
let private watched (count: int) (work: (int -> unit) -> unit) =
    if Console.IsErrorRedirected then
        work ignore
    else
        (Output.messages ())
            .Status()
            .Start(
                "writing",
                (fun context -> work (fun shard -> context.Status <- $"writing: shard {shard} of {count}"))
            )

/// Writes trials as HDF5, whole or not at all; one shard is held at a time. Raises an OperationCanceledException where the user ends it.
let write (results: PlanResults) (trials: Trials) (file: string) : Result<unit, string> =
    let shards = trials.Split.Shards
    let known = shards |> Seq.map results.Find |> Seq.choose Option.ofObj |> Array.ofSeq

    if known.Length < shards.Count then
        Error
            $"'{trials.Name}' is not known yet: {shards.Count - known.Length} of its {shards.Count} shards have no result; run the experiment first"
    else
        OutputFile.write file (fun stream ->
            if not (stream.CanSeek && stream.CanRead) then
                Error $"HDF5 needs a file that can be read and written at any place, which '{file}' is not"
            else
                Interruption.during ignore (fun cancellation ->
                    watched known.Length (fun tell ->
                        let tensors =
                            seq {
                                for shard, output in Seq.indexed known do
                                    tell (shard + 1)
                                    use content = results.Bytes output
                                    SafeTensors.Read content.Memory
                            }

                        trials.Source.WriteHdf5(stream, trials.Split.Name, tensors, cancellation)))

                Ok())
