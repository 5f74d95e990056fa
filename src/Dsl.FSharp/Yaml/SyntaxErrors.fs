/// What the YAML parser refuses, as diagnostics with the place where a writer would look.
module internal Spindle.Dsl.SyntaxErrors

open System
open Spindle.Contracts
open YamlDotNet.Core

/// Whether a line is indented with a tab.
let isTabbed (line: string) =
    let indentation = line.Length - line.TrimStart(' ', '\t').Length
    line.AsSpan(0, indentation).Contains '\t' && indentation < line.Length

/// A tab in the indentation of a line.
let tab path (lines: SourceLines) number =
    Diagnostic.Error(
        DiagnosticCodes.TabIndentation,
        SourceSpan(path, number, lines.Line(number).IndexOf '\t' + 1),
        "a tab cannot indent a line",
        "use spaces"
    )

let private unclosed span what =
    Diagnostic.Error(DiagnosticCodes.Unclosed, span, $"{what} that opens here is never closed")

/// The parser's own words, without what it was about.
let private words (message: string) =
    let message = message.TrimEnd '.'
    let comma = message.IndexOf ", "

    let said =
        if message.StartsWith "While" && comma > 0 then
            message[comma + 2 ..]
        else
            message

    if said = "" then
        "it cannot be read from here"
    else
        string (Char.ToLowerInvariant said[0]) + said[1..]

let private isAbout (words: string) (message: string) =
    message.Contains(words, StringComparison.OrdinalIgnoreCase)

/// The diagnostic for what the parser refused.
/// `collection` is the innermost list or map that was open, `reached` the line where the last value stood.
let diagnostic path (lines: SourceLines) (collection: OpenCollection option) (reached: int) (refused: YamlException) =
    let at (mark: Mark) =
        let struct (line, column) = lines.Place(int mark.Index)
        SourceSpan(path, line, column)

    let message = refused.Message

    let tabbed =
        if isAbout "tab" message then
            seq { max 1 reached .. lines.Count } |> Seq.tryFind (lines.Line >> isTabbed)
        else
            None

    let isAtEnd =
        lines.Text.AsSpan(Math.Clamp(int refused.End.Index, 0, lines.Text.Length)).Trim().IsEmpty

    match tabbed, collection with
    | Some line, _ -> tab path lines line
    | None, _ when isAbout "quoted scalar" message && isAbout "end of stream" message ->
        unclosed (at refused.Start) "the quote"
    | None, Some collection when collection.IsFlow && isAtEnd ->
        unclosed
            (SourceSpan(path, collection.Line, collection.Column))
            (if collection.IsMap then
                 "the brace"
             else
                 "the bracket")
    | None, _ when isAbout "invalid mapping" message ->
        Diagnostic.Error(
            DiagnosticCodes.MalformedYaml,
            at refused.Start,
            "a key cannot begin inside a value",
            "indent the key like its neighbours, or put a text that holds ': ' in quotes"
        )
    | None, _ when isAbout "cannot start any token" message ->
        let letter = lines.Text.AsSpan(int refused.Start.Index)

        let found =
            if letter.IsEmpty then
                "nothing"
            else
                $"'{letter[0]}'"

        Diagnostic.Error(
            DiagnosticCodes.MalformedYaml,
            at refused.Start,
            $"a value cannot begin with {found}",
            "put the text in quotes"
        )
    | None, Some collection when collection.IsFlow ->
        let missing =
            if collection.IsMap then
                "',' or '}'"
            else
                "',' or ']'"

        Diagnostic.Error(DiagnosticCodes.MalformedYaml, at refused.Start, $"expected {missing} here")
    | None, _ -> Diagnostic.Error(DiagnosticCodes.MalformedYaml, at refused.Start, $"not YAML: {words message}")
