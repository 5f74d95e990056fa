/// Rules that kinds bring themselves: on one spec, and on a task, an architecture and a training together.
module Spindle.Dsl.Specs

open System.Collections
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

let private at (path: string) (problems: Problem seq) = [
    for problem in problems do
        let property =
            match path, problem.Property with
            | "", property -> property
            | path, "" -> path
            | path, property -> $"{path}.{property}"

        problem.Code, property, problem.Message, problem.Hint
]

/// What the clauses and the specs inside a value find wrong with themselves. A spec that stands there by name was asked at
/// its own declaration; the JSON, where there is some, tells.
let rec private inside (path: string) (kind: ParameterType) (json: JsonNode | null) (value: objnull) =
    match kind, value with
    | (:? ParameterType.Group as group), (:? Clause as clause) ->
        at path (clause.Validate()) @ insideAll path group.Parameters json clause
    | (:? ParameterType.Embedded as embedded), (:? Spec as spec) ->
        match json with
        | :? JsonValue -> []
        | _ ->
            let parameters =
                match json with
                | :? JsonObject as map -> map["parameters"]
                | _ -> null

            at path (spec.Validate())
            @ insideAll path (embedded.Catalog.Of spec).Parameters parameters spec
    | (:? ParameterType.ListOf as list), (:? IEnumerable as items) ->
        let jsonOf (index: int) : JsonNode | null =
            match json with
            | :? JsonArray as given -> given[index]
            | _ -> null

        items
        |> Seq.cast<obj>
        |> Seq.mapi (fun index item -> inside $"{path}[{index}]" list.Item (jsonOf index) item)
        |> List.concat
    | _ -> []

and private insideAll path (parameters: ParameterDescription seq) json (owner: obj) = [
    for parameter in parameters do
        let given: JsonNode | null =
            match json with
            | :? JsonObject as map -> map[parameter.Key]
            | _ -> null

        let name = parameter.Property.Name
        let path = if path = "" then name else $"{path}.{name}"
        yield! inside path parameter.Type given (parameter.Property.GetValue owner)
]

/// What a spec finds wrong with itself, and with what stands in it.
let alone (part: Part) : Diagnostic list =
    let given = JsonObject()

    for parameter, value in part.Chosen do
        given[parameter.Parameter.Key] <- value.Value.DeepClone()

    [
        for code, path, message, hint in
            at "" (part.Spec.Validate())
            @ insideAll "" part.Source.Kind.Parameters given part.Spec do
            Diagnostic.Error(code, Members.place part path, message, hint)
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

/// What a member's training finds wrong with the models that it names.
let ofTraining (m: ModelMember) (problems: Problem seq) : Diagnostic list =
    atModel m.Source $"'{m.Training.Name}' cannot be used here" problems

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
