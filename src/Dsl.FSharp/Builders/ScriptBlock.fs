namespace Spindle.Dsl

open System
open System.Text.RegularExpressions
open Spindle.Contracts

/// The lines of a script that belong to one declaration: from its first line to the next declaration's.
type internal ScriptBlock(path: string, first: int, lines: string list) =
    let text = String.Join("\n", lines)

    let place (index: int) (length: int) =
        let before = text[.. index - 1]
        let line = before |> Seq.filter ((=) '\n') |> Seq.length
        let column = index - (before.LastIndexOf '\n' + 1)
        SourceSpan(path, first + line, column + 1, max 1 length)

    /// The first word of the block; its first column where the block is not known.
    member _.Start: SourceSpan =
        let word = Regex.Match(text, @"\S+")

        if word.Success then
            place word.Index word.Length
        else
            SourceSpan(path, first, 1)

    /// The places of the first group of a pattern's first match, one for each time that the group was caught.
    member _.Captures(pattern: string) : SourceSpan list =
        let found =
            Regex.Match(text, pattern, RegexOptions.IgnoreCase ||| RegexOptions.CultureInvariant)

        [
            for capture in found.Groups[1].Captures do
                place capture.Index (capture.Value.TrimEnd().Length)
        ]

    /// The place of the first group of the first of some patterns that matches; else the block's first word.
    member block.Find(patterns: string list) : SourceSpan =
        patterns
        |> List.tryPick (block.Captures >> List.tryHead)
        |> Option.defaultWith (fun () -> block.Start)
