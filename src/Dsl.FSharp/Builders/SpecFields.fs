/// The parameters of a spec that an F# script made, as if they had been written.
module internal Spindle.Dsl.SpecFields

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

let private isDefault (parameter: ParameterDescription) (json: JsonNode) =
    not parameter.Required
    && match parameter.Default, Written.value SourceSpan.None json with
       | null, _ -> false
       | standing, written -> Written.value SourceSpan.None standing = written

let private swept (span: SourceSpan) (parameter: ParameterDescription) (sweep: Sweep) : Node =
    let single (value: objnull) =
        match value with
        | null -> { Value = Nothing; Span = span }
        | value -> SpecJson.WriteValue(parameter.Type, value, ValuePurpose.Text) |> Written.value span

    {
        Value = Items(List.map single sweep.Values)
        Span = span
    }

/// What a declaration gives: the parameters that differ from their defaults, and the swept ones.
let fields (kind: KindDescription) (declaration: SpecDeclaration) : Field list =
    let span = declaration.Name.Span
    let written = SpecJson.Write(kind, declaration.Spec, ValuePurpose.Text)

    let sweepOf (parameter: ParameterDescription) =
        declaration.Sweeps
        |> List.tryFind (fun sweep -> sweep.Property = Some parameter.Property.Name)

    let valueOf (parameter: ParameterDescription) =
        match sweepOf parameter, written[parameter.Key] with
        | Some sweep, _ -> Some(swept span parameter sweep)
        | None, null -> None
        | None, NonNull json when isDefault parameter json -> None
        | None, NonNull json -> Some(Written.value span json)

    [
        for parameter in kind.Parameters do
            match valueOf parameter with
            | Some value -> {
                Key = {
                    Value = parameter.Key
                    Span = span
                }
                Value = value
              }
            | None -> ()
    ]
