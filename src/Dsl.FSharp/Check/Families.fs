/// Rules on sweeps and matrices: every member has a name of its own, and there are not too many.
module Spindle.Dsl.Families

open System
open Spindle.Contracts

/// More members than this are a mistake.
let limit = 10_000L

/// What would end or split the name of a member.
let private reserved = [| '['; ']'; ','; '='; '#'; '"'; '\n'; '\r'; '\t' |]

/// Swept values that cannot stand in the name of a member.
let private unnameable (parameter: TypedParameter) = [
    for value in parameter.Values do
        if value.Label = "" || value.Label.IndexOfAny reserved >= 0 then
            Diagnostic.Error(
                DiagnosticCodes.CannotSweep,
                value.Node.Span,
                $"'{parameter.Key.Value}' cannot be swept over '{value.Label}', which cannot stand in the name of a member",
                "give one value here, or declare each variant under a name of its own"
            )
]

/// Values that are given more than once, by what they are called.
let private twice owner axis (values: (string * SourceSpan) list) =
    values
    |> List.groupBy fst
    |> List.collect (fun (label, same) -> [
        for _, span in same.Tail do
            Diagnostic.Error(
                DiagnosticCodes.DuplicateMember,
                span,
                $"'{axis}' has the value {label} twice: two members of '{owner}' would be called '{owner}[{axis}={label}]'"
            )
    ])

/// The number of members that axes of some lengths make, cut off far beyond the limit.
let private product (lengths: int64 list) =
    lengths
    |> List.fold (fun product length -> min (product * length) (int64 Int32.MaxValue)) 1L

let private tooMany (name: Spanned<string>) count =
    if count > limit then
        [
            Diagnostic.Error(
                DiagnosticCodes.TooManyMembers,
                name.Span,
                $"'{name.Value}' would have more than {limit} members",
                "sweep fewer values at once"
            )
        ]
    else
        []

/// How many members a declaration has.
let size (declaration: TypedDeclaration) : int64 =
    product [ for parameter in declaration.Parameters -> int64 parameter.Values.Length ]

/// The sweeps of a declaration.
let ofDeclaration (declaration: TypedDeclaration) : Diagnostic list =
    let name = declaration.Declaration.Name

    [
        for parameter in declaration.Parameters do
            match parameter.Values with
            | [] ->
                let message = $"an empty list leaves '{parameter.Key.Value}' without a value"
                Diagnostic.Error(DiagnosticCodes.EmptyList, parameter.Key.Span, message)
            | [ _ ] -> ()
            | values ->
                yield! unnameable parameter
                yield! twice name.Value parameter.Key.Value [ for value in values -> value.Label, value.Node.Span ]
        yield! tooMany name (size declaration)
    ]

/// The specs that stand in a declaration by name, given the number of members of each: one spec has no members to choose from.
let embedded (sizeOf: string -> string -> int64) (declaration: TypedDeclaration) : Diagnostic list = [
    for embedded, name, node in Typed.embedded declaration do
        if sizeOf (Sections.noun embedded.Section) name > 1L then
            Diagnostic.Error(
                DiagnosticCodes.AmbiguousReference,
                node.Span,
                $"'{name}' is a family, and one spec is needed here",
                "declare the one that is meant under a name of its own"
            )
]

/// The matrix of a model, given the number of members of each of its parts.
let ofModel (sizeOf: string -> string -> int64) (model: Model) : Diagnostic list =
    let axis name (values: Spanned<string> list) =
        twice model.Name.Value name [ for value in values -> value.Value, value.Span ]

    let members noun (names: Spanned<string> list) =
        names |> List.sumBy (fun name -> sizeOf noun name.Value)

    axis "task" model.Task
    @ axis "architecture" model.Architecture
    @ axis "training" model.Training
    @ twice model.Name.Value "seed" [ for seed in model.Seeds -> string seed.Value, seed.Span ]
    @ tooMany
        model.Name
        (product [
            members "task" model.Task
            members "architecture" model.Architecture
            members "training" model.Training
            int64 (max 1 model.Seeds.Length)
        ])
