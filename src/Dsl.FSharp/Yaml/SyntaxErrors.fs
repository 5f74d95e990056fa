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
            message[comma + 2 ..].TrimStart()
        else
            message

    if said = "" then
        "it cannot be read from here"
    else
        string (Char.ToLowerInvariant said[0]) + said[1..]

let private isAbout (words: string) (message: string) =
    message.Contains(words, StringComparison.OrdinalIgnoreCase)

/// What the parser says, what it means to a writer, and how to mend it.
let private meanings = [
    "invalid mapping",
    "a key cannot begin inside a value",
    "indent the key like its neighbours, or put a text that holds ': ' in quotes"
    "did not find expected key",
    "expected the next key of the map",
    "indent keys of one map alike, and put a text that holds quotes in quotes"
    "could not find expected ':'", "a key without ':'", "write a colon and a space after the key"
    "expected '-' indicator", "expected the next item of the list", "indent the dashes of one list alike"
    "unknown escape", "inside double quotes, \\ begins an escape that YAML knows", "write \\\\ for \\"
    "cannot start any token", "a value cannot begin with this letter", "put the text in quotes"
]

let private malformed (span: SourceSpan) (collection: OpenCollection option) (message: string) =
    let meaning = meanings |> List.tryFind (fun (said, _, _) -> isAbout said message)

    match meaning, collection with
    | Some(_, meaning, hint), _ -> Diagnostic.Error(DiagnosticCodes.MalformedYaml, span, meaning, hint)
    | None, Some collection when collection.IsFlow ->
        let missing = if collection.IsMap then "',' or '}'" else "',' or ']'"

        Diagnostic.Error(DiagnosticCodes.MalformedYaml, span, $"expected {missing} here")
    | None, _ -> Diagnostic.Error(DiagnosticCodes.MalformedYaml, span, $"not YAML: {words message}")

/// Whether a quote runs on to where no text can.
let private isOpenQuote (message: string) =
    isAbout "quoted scalar" message
    && List.exists (fun words -> isAbout words message) [ "end of stream"; "wrong indentation"; "document indicator" ]

/// The diagnostic for what the parser refused.
/// `collection` is the innermost list or map that was open, `reached` the line where the last value stood.
let diagnostic path (lines: SourceLines) (collection: OpenCollection option) (reached: int) (refused: YamlException) =
    let place =
        let struct (line, column) = lines.Place(int refused.Start.Index)
        SourceSpan(path, line, column)

    let tabbed =
        if isAbout "tab" refused.Message then
            seq { max 1 reached .. lines.Count } |> Seq.tryFind (lines.Line >> isTabbed)
        else
            None

    let isAtEnd =
        lines.Text.AsSpan(Math.Clamp(int refused.End.Index, 0, lines.Text.Length)).Trim().IsEmpty

    match tabbed, collection with
    | Some line, _ -> tab path lines line
    | None, _ when isOpenQuote refused.Message -> unclosed place "the quote"
    | None, Some collection when collection.IsFlow && isAtEnd ->
        let what = if collection.IsMap then "the brace" else "the bracket"
        unclosed (SourceSpan(path, collection.Line, collection.Column)) what
    | None, _ -> malformed place collection refused.Message
