/// Diagnostics as a terminal and an editor show them: place, code and message, the line with a caret, the hint.
module Spindle.Dsl.DiagnosticText

open System
open System.Globalization
open System.Text
open Spindle.Contracts

/// A tab in an excerpt becomes this many columns.
let private tabWidth = 4

/// Of a very long line an excerpt shows this many letters around the place.
let private longest = 160

/// Letters that take two columns in a terminal (East Asian wide and full-width, emoji).
let private isWide (rune: Rune) =
    let code = rune.Value

    (code >= 0x1100 && code <= 0x115F)
    || (code >= 0x2E80 && code <= 0xA4CF)
    || (code >= 0xAC00 && code <= 0xD7A3)
    || (code >= 0xF900 && code <= 0xFAFF)
    || (code >= 0xFE30 && code <= 0xFE6F)
    || (code >= 0xFF00 && code <= 0xFF60)
    || (code >= 0xFFE0 && code <= 0xFFE6)
    || (code >= 0x1F300 && code <= 0x1FAFF)
    || (code >= 0x20000 && code <= 0x3FFFD)

let private width (rune: Rune) =
    match Rune.GetUnicodeCategory rune with
    | _ when rune.Value = int '\t' -> tabWidth
    | UnicodeCategory.NonSpacingMark
    | UnicodeCategory.EnclosingMark
    | UnicodeCategory.Format -> 0
    | _ -> if isWide rune then 2 else 1

let private widthOf (text: string) =
    text.EnumerateRunes() |> Seq.sumBy width

/// What a terminal may be given: tabs as spaces, control characters as a mark.
let private visible (text: string) =
    let shown = StringBuilder()

    for letter in text do
        if letter = '\t' then
            shown.Append(' ', tabWidth) |> ignore
        elif Char.IsControl letter then
            shown.Append '\uFFFD' |> ignore
        else
            shown.Append letter |> ignore

    shown.ToString()

let private severity (diagnostic: Diagnostic) =
    match diagnostic.Severity with
    | Severity.Warning -> "warning"
    | _ -> "error"

/// The first line: `path:line:column: error SPNnnnn: message`, as far as the place is known.
let headline (diagnostic: Diagnostic) : string =
    let span = diagnostic.Span

    let place =
        match span.Path, span.Line with
        | "", _ -> ""
        | path, 0 -> $"{path}: "
        | path, line -> $"{path}:{line}:{span.Column}: "

    $"{place}{severity diagnostic} {diagnostic.Code}: {visible diagnostic.Message}"

/// The part of a line to show, and the columns of the place in it, counted from 0.
let private window (line: string) (column: int) (length: int) =
    let column = Math.Clamp(column - 1, 0, line.Length)
    let length = Math.Clamp(length, 1, max 1 (line.Length - column))

    if line.Length <= longest then
        line, column, length
    else
        let start = Math.Clamp(column - longest / 4, 0, line.Length - longest)
        let shown = line.Substring(start, longest)
        shown, column - start, min length (longest - (column - start))

/// The line that a diagnostic speaks of, with its number and the place underlined.
let private excerpt (lines: SourceLines) (span: SourceSpan) =
    let line, column, length = window (lines.Line span.Line) span.Column span.Length
    let number = string span.Line
    let margin = String(' ', number.Length)
    let before = line[.. column - 1]
    let marked = line.Substring(column, min length (line.Length - column))

    [
        $"{margin} |"
        $"{number} | {visible line}".TrimEnd()
        $"{margin} | {String(' ', widthOf before)}{String('^', max 1 (widthOf marked))}"
    ]

/// A diagnostic as it is printed. `source` gives the lines of the file that it speaks of, if they are known.
let print (source: string -> SourceLines option) (diagnostic: Diagnostic) : string =
    let span = diagnostic.Span

    let shown =
        match source span.Path with
        | Some lines when span.Line >= 1 && span.Line <= lines.Count -> excerpt lines span
        | _ -> []

    let hint =
        match diagnostic.Hint with
        | null -> []
        | hint -> [ $"hint: {visible hint}" ]

    String.Join('\n', headline diagnostic :: shown @ hint)
