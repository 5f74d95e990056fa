/// Calls in F# scripts, and how they are laid out.
module internal Spindle.Dsl.FSharpCall

open System

/// What is longer than this is broken into several lines.
let private widest = 110

let indented (depth: int) (line: string) = String(' ', 4 * depth) + line

/// A call, with its arguments on one line if that fits, otherwise each on its own.
type Call = {
    Function: string
    Arguments: Argument list
    Suffix: string list
}

and Argument =
    | Plain of text: string
    | Nested of name: string * call: Call
    /// A list, each item on a line of its own where they do not fit on one; `itemType` where F# cannot tell it.
    | Several of name: string * items: Argument list * itemType: string option

/// A call on one line.
let rec flat (call: Call) : string =
    $"""{call.Function}({String.Join(", ", List.map flatArgument call.Arguments)}){String.Join("", call.Suffix)}"""

/// An argument on one line.
and flatArgument (argument: Argument) : string =
    match argument with
    | Plain text -> text
    | Nested(name, call) -> name + flat call
    | Several(name, [], None) -> $"{name}[]"
    | Several(name, [], Some itemType) -> $"{name}([]: {itemType} list)"
    | Several(name, items, itemType) ->
        let list = $"""[ {String.Join("; ", List.map flatArgument items)} ]"""

        match itemType with
        | None -> name + list
        | Some itemType -> $"{name}({list}: {itemType} list)"

let rec private lines (depth: int) (before: string) (call: Call) : string list =
    let line = indented depth (before + flat call)
    let bare = indented depth (before + flat { call with Suffix = [] })

    let suffix = call.Suffix |> List.map (indented (depth + 1))

    if line.Length <= widest then
        [ line ]
    elif bare.Length <= widest || call.Arguments.IsEmpty then
        bare :: suffix
    else
        let last = call.Arguments.Length - 1

        let argument index argument =
            let comma = if index = last then "" else ","

            let written = linesOfArgument (depth + 1) argument

            List.mapi (fun at line -> if at = written.Length - 1 then line + comma else line) written

        indented depth $"{before}{call.Function}("
        :: List.concat (List.mapi argument call.Arguments)
        @ [ indented depth ")" ]
        @ suffix

and private linesOfArgument depth argument : string list =
    let line = indented depth (flatArgument argument)

    match argument with
    | Several(name, items, itemType) when line.Length > widest ->
        let opening, closing =
            match itemType with
            | None -> $"{name}[", "]"
            | Some itemType -> $"{name}([", $"]: {itemType} list)"

        indented depth opening :: List.collect (linesOfArgument (depth + 1)) items
        @ [ indented depth closing ]
    | Nested(name, call) -> lines depth name call
    | _ -> [ line ]

/// A statement; where others refer to it, it gives its name a value.
let statement (name: string option) (call: Call) : string list =
    match name with
    | None -> lines 2 "" call
    | Some name ->
        let before = $"let! {name} = "

        if (indented 2 (before + flat call)).Length <= widest then
            [ indented 2 (before + flat call) ]
        else
            indented 2 (before.TrimEnd()) :: lines 3 "" call
