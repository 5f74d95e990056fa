/// Reads a model, `fly: { task: compass, architecture: [separated, mixed], training: standard, seeds: [1, 2] }`.
module internal Spindle.Dsl.ModelReader

open Spindle.Contracts

let private keys = [ "task"; "architecture"; "training"; "seed"; "seeds"; "limits" ]

/// One or several names of declarations; none where the model names none, which the checks tell.
let private names (findings: Findings) fields key =
    match MapReader.find key fields with
    | None -> []
    | Some field ->
        MapReader.several field.Value
        |> List.map (MapReader.name findings $"the name of {Sections.indefinite key}")

let private seeds (findings: Findings) fields =
    match MapReader.find "seed" fields, MapReader.find "seeds" fields with
    | None, None -> []
    | Some one, Some several ->
        let second =
            if (one.Key.Span.Line, one.Key.Span.Column) < (several.Key.Span.Line, several.Key.Span.Column) then
                several
            else
                one

        findings.Add(DiagnosticCodes.ConflictingKeys, second.Key.Span, "only one of seed and seeds may be given")
        []
    | Some field, None
    | None, Some field ->
        if field.Value.Value = Items [] then
            findings.Add(DiagnosticCodes.EmptyList, field.Value.Span, "the list holds no seed")

        MapReader.several field.Value
        |> List.choose (MapReader.spanned (MapReader.seed findings))

/// A model, or a family of models where a field holds several values.
let read (findings: Findings) (field: Field) : Model =
    let wanted = "a map with task, architecture and training"
    let fields = MapReader.fields findings wanted field.Value
    MapReader.refuseUnknown findings DiagnosticCodes.UnknownKey "a model" keys fields

    let names key =
        match field.Value.Value with
        | Fields _
        | Nothing -> names findings fields key
        | _ -> [ { Value = ""; Span = field.Value.Span } ]

    {
        Name = field.Key
        Task = names "task"
        Architecture = names "architecture"
        Training = names "training"
        Seeds = seeds findings fields
        Limits = MapReader.limits findings fields
    }
