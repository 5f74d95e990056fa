/// Reads a use of a kind, `compass: { kind: ring_attractor, neurons: 100 }`.
module internal Spindle.Dsl.DeclarationReader

open Spindle.Catalog
open Spindle.Contracts

/// A declaration. One without a readable kind is kept with an empty one, so that references to it still find it.
let read (findings: Findings) (section: Section) (field: Field) : Declaration =
    let fieldsOfMap =
        match field.Value.Value with
        | Fields fields -> fields
        | _ -> []

    let declaration kind parameters = {
        Section = section
        Name = field.Key
        Kind = kind
        Parameters = parameters
        Limits = MapReader.limits findings fieldsOfMap
    }

    match field.Value.Value with
    | Text kind ->
        findings.Add(
            DiagnosticCodes.WrongType,
            field.Value.Span,
            "expected a map with a kind, found text",
            $"write {{ kind: {kind} }}"
        )

        declaration
            {
                Value = kind
                Span = field.Value.Span
            }
            []
    | _ ->
        let fields = MapReader.fields findings "a map with a kind" field.Value

        let parameters =
            fields
            |> List.filter (fun field -> field.Key.Value <> "kind" && field.Key.Value <> "limits")


        match MapReader.find "kind" fields, field.Value.Value with
        | Some kind, _ -> declaration (MapReader.name findings "the name of a kind" kind.Value) parameters
        | None, (Fields _ | Nothing) ->
            findings.Add(
                DiagnosticCodes.MissingKey,
                field.Key.Span,
                $"'{field.Key.Value}' does not say of which kind it is",
                "add kind: and the name of a kind"
            )

            declaration { Value = ""; Span = field.Key.Span } parameters
        | None, _ -> declaration { Value = ""; Span = field.Value.Span } []
