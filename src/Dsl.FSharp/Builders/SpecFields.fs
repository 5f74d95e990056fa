/// The parameters of a spec that an F# script made, as if they had been written.
module internal Spindle.Dsl.SpecFields

open Spindle.Catalog
open Spindle.Contracts

let private swept (nameOf: Spec -> string | null) (span: SourceSpan) (parameter: ParameterDescription) (sweep: Sweep) =
    let single (value: objnull) =
        match value with
        | null -> { Value = Nothing; Span = span }
        | value ->
            SpecJson.WriteValue(parameter.Type, value, ValuePurpose.Text, nameOf)
            |> Written.value span parameter.Type

    {
        Value = Items(List.map single sweep.Values)
        Span = span
    }

/// What a declaration gives: the parameters that differ from their defaults, and the swept ones. `nameOf` tells under which
/// name a spec is declared that stands in this one.
let fields (nameOf: Spec -> string | null) (kind: KindDescription) (declaration: SpecDeclaration) : Field list =
    let span = declaration.Name.Span

    let written =
        SpecJson.Write(kind, declaration.Spec, ValuePurpose.Text, nameOf)
        |> Written.fields span kind.Parameters

    let given (parameter: ParameterDescription) =
        let sweep =
            declaration.Sweeps
            |> List.tryFind (fun sweep -> sweep.Property = Some parameter.Property.Name)

        match sweep with
        | Some sweep ->
            Some {
                Key = { Value = parameter.Key; Span = span }
                Value = swept nameOf span parameter sweep
            }
        | None -> written |> List.tryFind (fun field -> field.Key.Value = parameter.Key)

    kind.Parameters |> Seq.choose given |> List.ofSeq
