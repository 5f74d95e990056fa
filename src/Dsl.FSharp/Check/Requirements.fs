/// Rules on probes and what they measure: the subject has what the probe needs.
module Spindle.Dsl.Requirements

open Spindle.Catalog
open Spindle.Contracts

/// Where a probe names what it measures.
let targetSpan (probe: Part) (target: Subject) : SourceSpan =
    let named =
        probe.Chosen
        |> List.tryFind (fun (parameter, value) ->
            match parameter.Parameter.Type with
            | :? ParameterType.Reference as reference ->
                reference.Target <> ReferenceTarget.Probe
                && value.Value.GetValue<string>() = target.Name
            | _ -> false)

    match named with
    | Some(_, value) -> value.Node.Span
    | None -> probe.Source.Declaration.Name.Span

let private taskOf (subject: PlannedSubject) =
    match subject with
    | :? PlannedTask as task -> Some task.Spec
    | :? PlannedModel as model -> Some model.Task.Spec
    | _ -> None

let private layersOf (subject: PlannedSubject) =
    match subject with
    | :? PlannedModel as model -> [
        for layer in (model.Architecture.Signature(model.Task.Spec.Signature())).Layers -> layer.Name
      ]
    | _ -> []

/// A requirement in words where it is not met, with the nearest name where there is one.
let private unmet
    (catalog: KindCatalog)
    (subject: PlannedSubject)
    (requirement: Requirement)
    : (string * string option) option =
    match requirement with
    | :? Requirement.OfTask as wanted ->
        match taskOf subject with
        | Some task when wanted.Spec.IsInstanceOfType task -> None
        | _ -> Some($"a task of kind {Kinds.ofType catalog wanted.Spec}", None)
    | :? Requirement.OfArchitecture as wanted ->
        match subject with
        | :? PlannedModel as model when wanted.Spec.IsInstanceOfType model.Architecture -> None
        | _ -> Some($"a model with an architecture of kind {Kinds.ofType catalog wanted.Spec}", None)
    | :? Requirement.OfVariable as wanted ->
        let names =
            match taskOf subject with
            | Some task -> [ for variable in task.Signature().Variables -> variable.Name ]
            | None -> []

        if List.contains wanted.Name names then
            None
        else
            Some($"a task with the variable '{wanted.Name}'", Nearest.hint names wanted.Name)
    | :? Requirement.OfLayer as wanted ->
        let names = layersOf subject

        if List.contains wanted.Name names then
            None
        else
            Some($"a model with the layer '{wanted.Name}'", Nearest.hint names wanted.Name)
    | _ -> None

/// What a probe finds wrong, each at its place.
let ofProblems (probe: Part) (problems: Problem seq) : Diagnostic list = [
    for problem in problems do
        Diagnostic.Error(problem.Code, Members.place probe problem.Property, problem.Message, problem.Hint)
]

/// What a probe needs and does not find, said of a subject under the name of its family.
let ofProbe (catalog: KindCatalog) (probe: Part) (family: string) (subject: PlannedSubject) : Diagnostic list =
    let spec = probe.Spec :?> ProbeSpec
    let span = targetSpan probe spec.Target

    // The first alone: where the subject is of another kind, the rest only follows from it.
    match spec.Requirements() |> Seq.tryPick (unmet catalog subject) with
    | Some(need, hint) ->
        let message =
            $"{probe.Source.Kind.Name} needs {need}, which '{family}' does not have"

        [
            Diagnostic.Error(DiagnosticCodes.UnmetRequirement, span, message, Option.toObj hint)
        ]
    | None -> ofProblems probe (spec.Validate subject)
