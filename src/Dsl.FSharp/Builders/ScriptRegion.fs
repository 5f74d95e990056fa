namespace Spindle.Dsl

open System.Text.RegularExpressions

/// A part of a script's text: from a letter until before another.
type internal ScriptRegion = { From: int; Until: int }

/// Finds the parts of F# expressions by their brackets, without understanding more of them.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal ScriptRegion =
    let private isOpening (letter: char) = "([{".Contains letter
    let private isClosing (letter: char) = ")]}".Contains letter

    /// The letters of a text that stand in no quotes, each with its place and the number of brackets around it; a bracket stands outside itself.
    let private letters (text: string) (from: int) (until: int) : struct (int * char * int) list =
        let mutable depth = 0
        let mutable isQuoted = false
        let found = ResizeArray()

        for at in from .. until - 1 do
            match text[at] with
            | '"' when at = 0 || text[at - 1] <> '\\' -> isQuoted <- not isQuoted
            | _ when isQuoted -> ()
            | letter ->
                if isClosing letter then
                    depth <- depth - 1

                found.Add(struct (at, letter, depth))

                if isOpening letter then
                    depth <- depth + 1

        List.ofSeq found

    /// The parts of a region between separators that stand in no bracket and in no text.
    let private split (isSeparator: char -> bool) (text: string) (region: ScriptRegion) : ScriptRegion list =
        let separators = [
            for struct (at, letter, depth) in letters text region.From region.Until do
                if depth = 0 && isSeparator letter then
                    at
        ]

        List.map2
            (fun from until -> { From = from; Until = until })
            (region.From :: List.map ((+) 1) separators)
            (separators @ [ region.Until ])

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
        let isEnd (struct (_, letter, depth)) =
            (isClosing letter && depth < 0) || (letter = ',' && depth = 0)

        let until =
            letters text from text.Length
            |> List.tryFind isEnd
            |> Option.map (fun (struct (at, _, _)) -> at)

        {
            From = from
            Until = defaultArg until text.Length
        }

    /// What stands inside the first bracket of a kind in a region, up to the one that closes it.
    let private inside (opening: char) (text: string) (region: ScriptRegion) : ScriptRegion option =
        match text.IndexOf(opening, region.From, region.Until - region.From) with
        | -1 -> None
        | from ->
            letters text from region.Until
            |> List.tryFind (fun (struct (_, letter, depth)) -> isClosing letter && depth = 0)
            |> Option.map (fun (struct (until, _, _)) -> { From = from + 1; Until = until })

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
