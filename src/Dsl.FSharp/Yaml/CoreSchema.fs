/// What a plain scalar means by the core schema of YAML 1.2 (section 10.3.2): `1e-4` is a number, `no` is text.
module Spindle.Dsl.CoreSchema

open System

/// How many letters from a place on satisfy a condition.
let private run (condition: char -> bool) (text: string) (start: int) =
    let mutable index = start

    while index < text.Length && condition text[index] do
        index <- index + 1

    index - start

let private isAll (condition: char -> bool) (text: string) (start: int) =
    start < text.Length && start + run condition text start = text.Length

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
let private isDecimal (text: string) =
    let afterSign start =
        if start < text.Length && (text[start] = '+' || text[start] = '-') then
            start + 1
        else
            start

    let start = afterSign 0
    let before = run Char.IsAsciiDigit text start
    let point = start + before

    let after, rest =
        if point < text.Length && text[point] = '.' then
            let digits = run Char.IsAsciiDigit text (point + 1)
            digits, point + 1 + digits
        else
            0, point

    before + after > 0
    && (rest = text.Length
        || ((text[rest] = 'e' || text[rest] = 'E')
            && isAll Char.IsAsciiDigit text (afterSign (rest + 1))))

let private isOctal (letter: char) = letter >= '0' && letter <= '7'

let private isNumber (text: string) =
    isDecimal text
    || (text.StartsWith("0o", StringComparison.Ordinal) && isAll isOctal text 2)
    || (text.StartsWith("0x", StringComparison.Ordinal)
        && isAll Char.IsAsciiHexDigit text 2)
    || (match text.TrimStart('+', '-') with
        | ".inf"
        | ".Inf"
        | ".INF" as bare -> text.Length - bare.Length <= 1
        | _ -> text = ".nan" || text = ".NaN" || text = ".NAN")

/// The value of a plain scalar.
let value (text: string) : Value =
    match text with
    | ""
    | "~"
    | "null"
    | "Null"
    | "NULL" -> Nothing
    | "true"
    | "True"
    | "TRUE" -> Truth true
    | "false"
    | "False"
    | "FALSE" -> Truth false
    | _ when isNumber text -> Number text
    | _ -> Text text
