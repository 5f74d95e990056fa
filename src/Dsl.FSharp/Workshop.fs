namespace Spindle.Dsl

open System
open System.Collections.Generic
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

/// What is planned so far, and what was found wrong on the way.
type Workshop = {
    Catalog: KindCatalog
    Builder: PlanBuilder
    Digest: string -> string
    /// What every step may take that says nothing else.
    Limits: StepLimits
    Problems: ResizeArray<Diagnostic>
    /// Declarations and models without problems, as their members.
    Parts: Dictionary<Check.Key, Part list>
    Tasks: Dictionary<string, Family<PlannedTask>>
    Recordings: Dictionary<string, Family<PlannedRecording>>
    Models: Dictionary<string, Family<PlannedModel>>
    /// The outputs of what probes measure.
    Outputs: Dictionary<string, Family<IReadOnlyDictionary<string, ArtifactRef>>>
    Measurements: Dictionary<string, Measurement list>
    Probes: ResizeArray<PlannedProbe>
}

/// What references mean among what is planned so far.
module Workshop =
    /// The member of a family that a reference means.
    let meant (families: Dictionary<string, Family<'Item>>) present name =
        match families.TryGetValue name with
        | true, family -> family.Resolve present |> Option.map _.Item
        | _ -> None

    /// What names in declarations stand for. Declared specs are single members, planned before they are asked for.
    let names (shop: Workshop) : ISpecNames = {
        new ISpecNames with
            member _.File(path) = DataFile(path, shop.Digest path)

            member _.Declared(section, name) =
                shop.Parts[struct (Sections.noun section, name)].Head.Spec
    }

    /// A scope for the steps of one declaration; what its limits leave open, the experiment says.
    let scope (shop: Workshop) prefix (seed: int64 option) (present: Present) (limits: StepLimits) =
        let found name (item: 'Item option) =
            match item with
            | Some item -> item
            | None -> invalidOp $"{prefix} refers to '{name}', which it does not give as a parameter"

        shop.Builder.Scope(
            prefix,
            Option.toNullable seed,
            (fun reference -> found reference.Name (meant shop.Tasks present reference.Name)),
            (fun reference -> found reference.Name (meant shop.Models present reference.Name)),
            (fun reference -> found reference.Name (meant shop.Recordings present reference.Name)),
            (fun reference -> found reference.Name (meant shop.Outputs present reference.Name)),
            limits.Or shop.Limits
        )

    /// References to families where it is not clear which member is meant.
    let ambiguous (shop: Workshop) (present: Present) (part: Part) : Diagnostic list = [
        for parameter, value in part.Chosen do
            for kind, name, node in Typed.leaves parameter.Parameter.Type value.Value value.Node do
                match kind with
                | :? ParameterType.Reference as reference ->
                    let name = name.GetValue<string>()

                    let isClear =
                        if reference.Target = ReferenceTarget.Probe then
                            (meant shop.Outputs present name).IsSome
                        else
                            (meant shop.Tasks present name).IsSome
                            || (meant shop.Models present name).IsSome
                            || (meant shop.Recordings present name).IsSome

                    if not isClear then
                        Diagnostic.Error(
                            DiagnosticCodes.AmbiguousReference,
                            node.Span,
                            $"'{name}' is a family, and nothing says which member is meant here",
                            "declare the one that is meant under a name of its own"
                        )
                | _ -> ()
    ]
