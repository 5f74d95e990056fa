namespace Spindle.Dsl

open System.Text.RegularExpressions

/// A part of a script's text: from a letter until before another.
type internal ScriptRegion = { From: int; Until: int }

/// Finds the parts of F# expressions by their brackets, without understanding more of them.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal ScriptRegion =
    /// The parts of a region between separators that stand in no bracket and in no text.
    let private split (isSeparator: char -> bool) (text: string) (region: ScriptRegion) : ScriptRegion list =
        let mutable depth = 0
        let mutable isQuoted = false
        let mutable from = region.From
        let parts = ResizeArray()

        for at in region.From .. region.Until - 1 do
            match text[at] with
            | '"' when at = 0 || text[at - 1] <> '\\' -> isQuoted <- not isQuoted
            | _ when isQuoted -> ()
            | '('
            | '['
            | '{' -> depth <- depth + 1
            | ')'
            | ']'
            | '}' -> depth <- depth - 1
            | letter when depth = 0 && isSeparator letter ->
                parts.Add { From = from; Until = at }
                from <- at + 1
            | _ -> ()

        parts.Add { From = from; Until = region.Until }
        List.ofSeq parts

    /// A region without the blanks around it; none where nothing is left.
    let private trimmed (text: string) (region: ScriptRegion) : ScriptRegion option =
        let whole = text[region.From .. region.Until - 1]
        let from = region.From + whole.Length - whole.TrimStart().Length
        let until = from + whole.Trim().Length

        if from < until then
            Some { From = from; Until = until }
        else
            None

    /// The expression that begins at a place: up to a comma outside its brackets, or to the bracket that closes around it.
    let expression (text: string) (from: int) : ScriptRegion =
        let mutable depth = 0
        let mutable isQuoted = false
        let mutable at = from
        let mutable isOver = false

        while not isOver && at < text.Length do
            match text[at] with
            | '"' when at = 0 || text[at - 1] <> '\\' -> isQuoted <- not isQuoted
            | _ when isQuoted -> ()
            | '('
            | '['
            | '{' -> depth <- depth + 1
            | ')'
            | ']'
            | '}' when depth > 0 -> depth <- depth - 1
            | ')'
            | ']'
            | '}' -> isOver <- true
            | ',' when depth = 0 -> isOver <- true
            | _ -> ()

            if not isOver then
                at <- at + 1

        { From = from; Until = at }

    /// What stands inside the first bracket of a kind in a region, up to the one that closes it.
    let private inside (opening: char) (text: string) (region: ScriptRegion) : ScriptRegion option =
        let from = text.IndexOf(opening, region.From, region.Until - region.From)

        if from < 0 then
            None
        else
            let mutable depth = 0
            let mutable isQuoted = false
            let mutable at = from
            let mutable until = -1

            while until < 0 && at < region.Until do
                match text[at] with
                | '"' when text[at - 1] <> '\\' -> isQuoted <- not isQuoted
                | '('
                | '['
                | '{' when not isQuoted -> depth <- depth + 1
                | ')'
                | ']'
                | '}' when not isQuoted ->
                    depth <- depth - 1

                    if depth = 0 then
                        until <- at
                | _ -> ()

                at <- at + 1

            if until < 0 then
                None
            else
                Some { From = from + 1; Until = until }

    /// The items of a list or an array.
    let items (text: string) (region: ScriptRegion) : ScriptRegion list =
        match inside '[' text region with
        | None -> []
        | Some list ->
            let isArray = list.From < list.Until && text[list.From] = '|'

            let list =
                if isArray then
                    {
                        From = list.From + 1
                        Until = list.Until - 1
                    }
                else
                    list

            list
            |> split (fun letter -> letter = ';' || letter = '\n') text
            |> List.choose (trimmed text)

    /// The name of an argument of a call, and its value.
    let argument (text: string) (name: string) (call: ScriptRegion) : (ScriptRegion * ScriptRegion) option =
        let named (region: ScriptRegion) =
            let found =
                Regex.Match(
                    text[region.From .. region.Until - 1],
                    $@"^\s*({name})\s*=\s*",
                    RegexOptions.IgnoreCase ||| RegexOptions.CultureInvariant
                )

            if found.Success then
                let key = region.From + found.Groups[1].Index

                trimmed text {
                    From = region.From + found.Length
                    Until = region.Until
                }
                |> Option.map (fun value ->
                    {
                        From = key
                        Until = key + found.Groups[1].Length
                    },
                    value)
            else
                None

        inside '(' text call
        |> Option.bind (split (fun letter -> letter = ',') text >> List.tryPick named)
