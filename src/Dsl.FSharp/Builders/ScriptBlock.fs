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

    /// The text of the block.
    member _.Text = text

    /// The place of a part of the text, as far as it stands on one line.
    member _.Place(region: ScriptRegion) : SourceSpan =
        let part = text[region.From .. region.Until - 1]
        let line = part.Split('\n')[0]
        place region.From (line.TrimEnd().Length)

    /// The expression after the first match of a pattern.
    member _.After(pattern: string) : ScriptRegion option =
        let found =
            Regex.Match(text, pattern, RegexOptions.IgnoreCase ||| RegexOptions.CultureInvariant)

        if found.Success then
            Some(ScriptRegion.expression text (found.Index + found.Length))
        else
            None

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
