/// Movements of letters without a store: start points, letters and shards as tests need them.
module Spindle.Tests.Tasks.Proprioception.WrittenLetters

open System
open System.Collections.Concurrent
open System.Threading
open Spindle.Biomechanics.TwoLink
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tasks.Proprioception.Movements
open Spindle.Tests.Biomechanics.StringArm

let stream name =
    RandomStream.Derive(7L, Nullable(), name)

/// The tensors of movements, of which the first has this number; their places in the window are drawn from the named stream.
let tensors (window: string) (first: int64) (movements: Movement seq) =
    let movements = Array.ofSeq movements
    MovementShard.Write(movements, movements[0].Muscles.Length / movements[0].Samples, stream window, first)

let private starts = ConcurrentDictionary<_, StartPointSet>()

/// What a task's movements are made of, with muscles that are quick to compute.
type Materials(task: CharacterMovements, letters: Letters) =
    let rules = task.Rules()

    let starts =
        starts.GetOrAdd((task.Limb, task.UpperArm, task.Forearm), (fun _ -> StartPointSet.Of(rules.Arm, rules.Lattice)))

    let maker =
        MovementMaker(task, letters, starts, StringArm(HumanArm().Names, task.Muscles()))

    new(task, specimens: int) = Materials(task, Letters.Written(specimens, stream "letters"))

    member _.Letters = letters
    member _.Starts = starts
    member _.Maker = maker

    /// So many movements, drawn from the named stream, and what was refused.
    member _.Movements(name: string, first: int64, count: int) =
        let refusals = Refusals()

        let movements =
            ShardMaker(task, maker).Make(first, count, stream name, refusals, ignore, CancellationToken.None)

        List.ofSeq movements, refusals

    /// A shard of so many movements; streams are named after it.
    member materials.Shard(name: string, first: int64, count: int) =
        let movements, refusals = materials.Movements(name, first, count)
        tensors $"{name}.window" first movements, refusals
