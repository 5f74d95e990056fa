/// The numbers that a written text stands for.
module Spindle.Dsl.Numbers

open System
open System.Globalization
open System.Numerics
open System.Text.RegularExpressions

/// Longer texts are no numbers that anybody means; reading them would only cost time.
let private longest = 400

let private hexadecimal = Regex("^0x[0-9a-fA-F]+$", RegexOptions.CultureInvariant)
let private octal = Regex("^0o[0-7]+$", RegexOptions.CultureInvariant)

/// A written number as .NET reads it: hexadecimal and octal, which YAML's core schema has, become decimal.
let private decimalText (text: string) =
    let radix (digitsOf: string) (bits: int) =
        digitsOf
        |> Seq.fold
            (fun sum digit -> sum * BigInteger(1 <<< bits) + BigInteger(Convert.ToInt32(string digit, 16)))
            BigInteger.Zero
        |> string

    if text.Length > longest then ""
    elif hexadecimal.IsMatch text then radix text[2..] 4
    elif octal.IsMatch text then radix text[2..] 3
    else text

/// Whether a written number is neither infinite nor `.nan`.
let isFinite (text: string) =
    match text.TrimStart('+', '-').ToLowerInvariant() with
    | ".inf"
    | ".nan"
    | "inf"
    | "infinity"
    | "nan" -> false
    | _ -> true

/// The finite number that a text stands for.
let number (text: string) : float option =
    match Double.TryParse(decimalText text, NumberStyles.Float, CultureInfo.InvariantCulture) with
    | true, value when Double.IsFinite value -> Some value
    | _ -> None

/// The whole number that a text stands for exactly, such as `12`, `1e4` or `3.0`.
let whole (text: string) : BigInteger option =
    let plain = decimalText text

    match BigInteger.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
    | true, value -> Some value
    | _ ->
        match Decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, value when Decimal.Truncate value = value && number plain = Some(float value) -> Some(BigInteger value)
        | _ -> None

/// Why a text is no number although it nearly looks like one.
let almost (text: string) : string option =
    let bare = text.Replace("_", "").Replace(",", "")

    if (number text).IsSome then
        Some $"write {text} without quotes"
    elif (number bare).IsSome then
        Some $"write {bare}"
    elif
        text.Length > 0
        && (Char.IsAsciiDigit text[0] || text[0] = '-')
        && text.Contains ' '
    then
        Some "this value has no unit: write the number alone"
    else
        None

/// A number at the beginning of a text and what follows it.
let private numberAndUnit =
    Regex(@"^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*)$", RegexOptions.CultureInvariant)

/// The number at the beginning of a text, empty where there is none, and what follows it.
let split (text: string) : string * string =
    let parts = numberAndUnit.Match(text.Trim())
    parts.Groups[1].Value, parts.Groups[2].Value
