/// Rules that kinds bring themselves: on one spec, and on a task, an architecture and a training together.
module Spindle.Dsl.Specs

open Spindle.Contracts

/// What a spec finds wrong with itself.
let alone (part: Part) : Diagnostic list = [
    for problem in part.Spec.Validate() do
        Diagnostic.Error(problem.Code, Members.place part problem.Property, problem.Message, problem.Hint)
]

let private taskOf (part: Part) = part.Spec :?> TaskSpec
let private architectureOf (part: Part) = part.Spec :?> ArchitectureSpec
let private trainingOf (part: Part) = part.Spec :?> TrainingSpec

let private atModel (model: Model) (together: string) (problems: Problem seq) = [
    for problem in problems do
        Diagnostic.Error(problem.Code, model.Name.Span, $"{together}: {problem.Message}", problem.Hint)
]

let private pair (model: Model) (task: Part) (architecture: Part) =
    let signature = (taskOf task).Signature()

    (architectureOf architecture).Validate signature
    |> atModel model $"'{architecture.Name}' does not fit '{task.Name}'"

let private triple (model: Model) (task: Part) (architecture: Part) (training: Part) =
    (trainingOf training).Validate(taskOf task, architectureOf architecture)
    |> atModel model $"'{training.Name}' cannot train '{architecture.Name}' on '{task.Name}'"

/// What stands against the combinations of a model's parts, each combination asked once.
let together (members: ModelMember list) : Diagnostic list =
    let pairs =
        members
        |> List.distinctBy (fun m -> struct (m.Task.Name, m.Architecture.Name))
        |> List.collect (fun m -> pair m.Source m.Task m.Architecture)

    if pairs.IsEmpty then
        members
        |> List.distinctBy (fun m -> struct (m.Task.Name, m.Architecture.Name, m.Training.Name))
        |> List.collect (fun m -> triple m.Source m.Task m.Architecture m.Training)
    else
        pairs
