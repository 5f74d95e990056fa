/// The bytes of a file as text.
module Spindle.Dsl.SourceText

open System
open System.Buffers
open System.Text.Unicode
open Spindle.Contracts

/// No experiment comes near this size; a larger file is a mistake, and reading it would only cost time.
let largest = 1 <<< 20

/// The place of an index in a text.
let private placeIn path (text: string) index =
    let struct (line, column) = SourceLines(text).Place index
    SourceSpan(path, line, column)

let private notUtf8 path (bytes: byte[]) (valid: string) =
    let utf16 =
        match bytes with
        | [||]
        | [| _ |] -> false
        | _ ->
            (bytes[0] = 0xFFuy && bytes[1] = 0xFEuy)
            || (bytes[0] = 0xFEuy && bytes[1] = 0xFFuy)

    let hint =
        if utf16 then
            "it looks like UTF-16; save it as UTF-8"
        else
            "save it as UTF-8"

    Diagnostic.Error(DiagnosticCodes.NotUtf8, placeIn path valid valid.Length, "the text is not UTF-8 here", hint)

/// What YAML does not allow as such, and the breaks of lines that YAML 1.2, YAML 1.1 and editors count differently.
let private isForbidden (letter: char) =
    match letter with
    | '\t'
    | '\n'
    | '\r' -> false
    | '\u2028'
    | '\u2029'
    | '\uFFFE'
    | '\uFFFF' -> true
    | letter -> Char.IsControl letter

/// The text of some bytes, without a byte order mark.
let decode (path: string) (bytes: byte[]) : Result<string, Diagnostic> =
    if bytes.Length > largest then
        Error(
            Diagnostic.Error(
                DiagnosticCodes.TextTooLarge,
                SourceSpan(path, 1, 1),
                $"the text has {bytes.Length} bytes; an experiment has at most {largest}"
            )
        )
    else
        let letters = Array.zeroCreate<char> bytes.Length
        let mutable read = 0
        let mutable written = 0

        let status =
            Utf8.ToUtf16(
                ReadOnlySpan bytes,
                Span letters,
                &read,
                &written,
                replaceInvalidSequences = false,
                isFinalBlock = true
            )

        let text = String(letters, 0, written).TrimStart '\uFEFF'

        if status <> OperationStatus.Done then
            Error(notUtf8 path bytes text)
        else
            match text |> Seq.tryFindIndex isForbidden with
            | None -> Ok text
            | Some index ->
                Error(
                    Diagnostic.Error(
                        DiagnosticCodes.ForbiddenCharacter,
                        placeIn path text index,
                        $"the character U+{int text[index]:X4} may not stand in the text",
                        $"inside double quotes write \\u{int text[index]:X4}"
                    )
                )
