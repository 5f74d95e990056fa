/// Reads maps whose keys are known.
module internal Spindle.Dsl.MapReader

open Spindle.Catalog
open Spindle.Contracts

/// The fields of a map; none, and a finding, where the value is no map. An empty value is an empty map.
let fields (findings: Findings) (wanted: string) (node: Node) : Field list =
    match node.Value with
    | Fields fields -> fields
    | Nothing -> []
    | _ ->
        findings.Add(DiagnosticCodes.WrongType, node.Span, $"expected {wanted}, found {Phrases.found node}")
        []

/// The field of a key.
let find (key: string) (fields: Field list) : Field option =
    fields |> List.tryFind (fun field -> field.Key.Value = key)

/// The fields of `limits`, as written; the checks look at them.
let limits (findings: Findings) (among: Field list) : Field list =
    match find "limits" among with
    | Some field -> fields findings "a map with time and memory" field.Value
    | None -> []

/// Refuses the keys that are not known, with the nearest that is.
let refuseUnknown (findings: Findings) (code: string) (whose: string) (known: string list) (fields: Field list) =
    for field in fields do
        if not findings.IsFull && not (List.contains field.Key.Value known) then
            findings.Add(
                code,
                field.Key.Span,
                $"{whose} has no '{field.Key.Value}'",
                ?hint = Nearest.hint known field.Key.Value
            )

/// The typed value of a node, or a finding and none.
let typed (findings: Findings) (parameter: ParameterType) (node: Node) =
    match Values.read parameter node with
    | Ok value -> Some value
    | Error problems ->
        problems |> List.iter findings.Add
        None

/// A text, or a finding and none.
let text (findings: Findings) (node: Node) : string option =
    typed findings (ParameterType.Text()) node |> Option.map _.GetValue<string>()

/// A number, or a finding and none.
let number (findings: Findings) (node: Node) : float option =
    typed findings (ParameterType.Number()) node |> Option.map _.GetValue<float>()

/// A whole number of 64 bits, as seeds are.
let seed (findings: Findings) (node: Node) : int64 option =
    match node.Value with
    | Number text when Numbers.isFinite text && (Numbers.whole text).IsSome ->
        let value = (Numbers.whole text).Value

        if value < bigint System.Int64.MinValue || value > bigint System.Int64.MaxValue then
            findings.Add(
                DiagnosticCodes.OutOfRange,
                node.Span,
                $"a seed has 64 bits: from {System.Int64.MinValue} to {System.Int64.MaxValue}, found {text}"
            )

            None
        else
            Some(int64 value)
    | _ ->
        findings.Add(DiagnosticCodes.WrongType, node.Span, $"expected a whole number, found {Phrases.found node}")
        None

/// The values of a field that may hold one or several.
let several (node: Node) : Node list =
    match node.Value with
    | Items items -> items
    | _ -> [ node ]

/// A name that is not empty; an empty one, and a finding, where there is none.
let name (findings: Findings) (wanted: string) (node: Node) : Spanned<string> =
    match node.Value with
    | Text "" -> findings.Add(DiagnosticCodes.WrongType, node.Span, $"expected {wanted}, found empty text")
    | Text _ -> ()
    | _ -> findings.Add(DiagnosticCodes.WrongType, node.Span, $"expected {wanted}, found {Phrases.found node}")

    {
        Value =
            match node.Value with
            | Text name -> name
            | _ -> ""
        Span = node.Span
    }

/// What a reader makes of a node, with the place of the node.
let spanned (read: Node -> 'T option) (node: Node) : Spanned<'T> option =
    read node |> Option.map (fun value -> { Value = value; Span = node.Span })
