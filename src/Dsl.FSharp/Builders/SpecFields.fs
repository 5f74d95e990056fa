/// The parameters of a spec that an F# script made, as if they had been written.
module internal Spindle.Dsl.SpecFields

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

let private isDefault (parameter: ParameterDescription) (json: JsonNode) =
    not parameter.Required
    && Option.ofObj parameter.Default
       |> Option.exists (fun standing -> Written.value SourceSpan.None standing = Written.value SourceSpan.None json)

let private swept (span: SourceSpan) (parameter: ParameterDescription) (sweep: Sweep) : Node =
    let single (value: objnull) =
        match value with
        | null -> { Value = Nothing; Span = span }
        | value ->
            SpecJson.WriteValue(parameter.Type, value, ValuePurpose.Text)
            |> Written.value span

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

    let given (parameter: ParameterDescription) =
        match Option.ofObj written[parameter.Key] with
        | Some json when not (isDefault parameter json) -> Some(Written.value span json)
        | _ -> None

    let valueOf (parameter: ParameterDescription) =
        match sweepOf parameter with
        | Some sweep -> Some(swept span parameter sweep)
        | None -> given parameter

    [
        for parameter in kind.Parameters do
            match valueOf parameter with
            | Some value -> {
                Key = { Value = parameter.Key; Span = span }
                Value = value
              }
            | None -> ()
    ]
