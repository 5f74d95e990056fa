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

let rec private flat (call: Call) =
    let argument =
        function
        | Plain text -> text
        | Nested(name, call) -> name + flat call

    $"""{call.Function}({String.Join(", ", List.map argument call.Arguments)}){String.Join("", call.Suffix)}"""

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

            let written =
                match argument with
                | Plain text -> [ indented (depth + 1) text ]
                | Nested(name, call) -> lines (depth + 1) name call

            List.mapi (fun at line -> if at = written.Length - 1 then line + comma else line) written

        indented depth $"{before}{call.Function}("
        :: List.concat (List.mapi argument call.Arguments)
        @ [ indented depth ")" ]
        @ suffix

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
