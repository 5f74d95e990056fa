/// Movements of letters without a store: start points, letters and shards as tests need them.
module Spindle.Tests.Tasks.Proprioception.WrittenLetters

open System
open System.Threading
open Spindle.Biomechanics.TwoLink
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tasks.Proprioception.Movements
open Spindle.Tests.Biomechanics.StringArm

let stream name =
    RandomStream.Derive(7L, Nullable(), name)

/// What a task's movements are made of, with muscles that are quick to compute.
type Materials(task: CharacterRecognition, specimens: int) =
    let rules = task.Movements.Rules()
    let letters = Letters.Written(specimens, stream "letters")
    let starts = StartPointSet.Of(rules.Arm, rules.Lattice)
    let arm = StringArm(HumanArm().Names, task.Movements.Muscles())

    let maker =
        ShardMaker(task.Movements, MovementMaker(task.Movements, letters, starts, arm))

    member _.Letters = letters
    member _.Starts = starts

    /// A shard of so many movements; streams are named after it.
    member _.Shard(name: string, first: int64, count: int) =
        let refusals = Refusals()

        let movements =
            maker.Make(first, count, stream name, refusals, ignore, CancellationToken.None)

        MovementShard.Write(movements, arm.MuscleCount, stream $"{name}.window", first), refusals
