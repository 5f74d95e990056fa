/// Single values as YAML text: plain where that reads back as the same, in double quotes where not.
module internal Spindle.Dsl.YamlText

open System
open System.Text

/// Whether a letter may stand as it is.
let private isPrintable (letter: char) =
    not (Char.IsControl letter)
    && not (Char.IsSurrogate letter)
    && letter <> '\u2028'
    && letter <> '\u2029'
    && letter <> '\uFEFF'
    && letter < '\uFFFE'

let private indicators = ",[]{}#&*!|>'\"%@`"
let private flowIndicators = ",[]{}"

let private beginsBadly (text: string) =
    // YAML would allow some texts that begin with ? or :, yet not every reader does.
    "?:".Contains text[0]
    || indicators.Contains text[0]
    || (text[0] = '-'
        && (text.Length = 1 || text[1] = ' ' || flowIndicators.Contains text[1]))
    || text.StartsWith("---", StringComparison.Ordinal)
    || text.StartsWith("...", StringComparison.Ordinal)

let private isPlain (isFlow: bool) (text: string) =
    text <> ""
    && CoreSchema.value text = Text text
    && text <> "<<"
    && text.Trim() = text
    && text |> Seq.forall isPrintable
    && not (beginsBadly text)
    && not (text.EndsWith ':')
    && not (text.Contains ": ")
    && not (text.Contains " #")
    && not (isFlow && text |> Seq.exists flowIndicators.Contains)

let private quoted (text: string) =
    let written = StringBuilder "\""

    for index in 0 .. text.Length - 1 do
        let letter = text[index]

        let isPaired =
            (Char.IsHighSurrogate letter
             && index + 1 < text.Length
             && Char.IsLowSurrogate text[index + 1])
            || (Char.IsLowSurrogate letter && index > 0 && Char.IsHighSurrogate text[index - 1])

        match letter with
        | '"' -> written.Append "\\\""
        | '\\' -> written.Append "\\\\"
        | '\n' -> written.Append "\\n"
        | '\t' -> written.Append "\\t"
        | '\r' -> written.Append "\\r"
        | _ when isPaired || isPrintable letter -> written.Append letter
        // Half a letter has no form in UTF-8.
        | _ when Char.IsSurrogate letter -> written.Append '\uFFFD'
        | _ -> written.Append $"\\u{int letter:X4}"
        |> ignore

    written.Append('"').ToString()

/// Text in a block or, with more letters that need quotes, in a flow collection.
let text (isFlow: bool) (text: string) : string =
    if isPlain isFlow text then text else quoted text

/// The lines of a text of several lines as a literal block after its key; none where only quotes keep it.
let literal (text: string) : (string * string list) option =
    let chomped =
        if text.EndsWith '\n' then
            text[.. text.Length - 2]
        else
            text

    let lines = chomped.Split '\n' |> List.ofArray

    let isKept =
        lines.Length > 1
        && not (Char.IsWhiteSpace(lines.Head + " ", 0))
        && List.last lines <> ""
        && lines |> List.forall (Seq.forall isPrintable)

    if isKept then
        Some((if text.EndsWith '\n' then "|" else "|-"), lines)
    else
        None

/// A value on one line.
let rec flow (node: Node) : string =
    match node.Value with
    | Items items -> $"""[{String.Join(", ", List.map flow items)}]"""
    | Fields [] -> "{}"
    | Fields fields -> $"""{{ {String.Join(", ", List.map flowField fields)} }}"""
    | value -> scalar true value

and private flowField (field: Field) =
    $"{text true field.Key.Value}: {flow field.Value}"

and scalar (isFlow: bool) (value: Value) : string =
    match value with
    | Nothing -> "null"
    | Truth value -> if value then "true" else "false"
    | Number text -> text
    | Text written -> text isFlow written
    | Items _
    | Fields _ ->
        flow {
            Value = value
            Span = Spindle.Contracts.SourceSpan.None
        }
