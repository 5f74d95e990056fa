/// Reads a use of a kind, `compass: { kind: ring_attractor, neurons: 100 }`, and what names it.
module internal Spindle.Dsl.DeclarationReader

open System
open Spindle.Catalog
open Spindle.Contracts

/// Names are identifiers, so that they can stand in selectors, in file names and in F#.
let isName (name: string) =
    name.Length > 0
    && Char.IsAsciiLetterLower name[0]
    && name
       |> Seq.forall (fun letter -> Char.IsAsciiLetterLower letter || Char.IsAsciiDigit letter || letter = '_')

let checkName (findings: Findings) (name: Spanned<string>) =
    if not (isName name.Value) then
        findings.Add(
            DiagnosticCodes.UnusableName,
            name.Span,
            $"'{name.Value}' cannot be a name",
            "a name begins with a lower-case letter; lower-case letters, digits and _ follow"
        )

/// A declaration. One without a readable kind is kept with an empty one, so that references to it still find it.
let read (findings: Findings) (section: Section) (field: Field) : Declaration =
    checkName findings field.Key

    let declaration kind parameters =
        { Section = section
          Name = field.Key
          Kind = kind
          Parameters = parameters }

    match field.Value.Value with
    | Text kind ->
        findings.Add(
            DiagnosticCodes.WrongType,
            field.Value.Span,
            "expected a map with a kind, found text",
            $"write {{ kind: {kind} }}"
        )

        declaration { Value = kind; Span = field.Value.Span } []
    | _ ->
        let fields = MapReader.fields findings "a map with a kind" field.Value
        let parameters = fields |> List.filter (fun field -> field.Key.Value <> "kind")

        match MapReader.find "kind" fields, field.Value.Value with
        | Some kind, _ ->
            let name = MapReader.text findings kind.Value |> Option.defaultValue ""

            declaration
                { Value = name
                  Span = kind.Value.Span }
                parameters
        | None, (Fields _ | Nothing) ->
            findings.Add(
                DiagnosticCodes.MissingKey,
                field.Key.Span,
                $"'{field.Key.Value}' does not say of which kind it is",
                "add kind: and the name of a kind"
            )

            declaration { Value = ""; Span = field.Key.Span } parameters
        | None, _ -> declaration { Value = ""; Span = field.Value.Span } []
