/// What single words of the command line must be. A word that is not is told as wrong usage, by what is raised here.
module Spindle.Cli.Wording

open System
open System.Text.RegularExpressions
open Spindle.Contracts

/// How many steps run at the same time.
let jobs (count: int) : int =
    if count < 1 then
        failwith $"--jobs takes a whole number of at least 1, not {count}"

    count

/// A device by its name.
let device (name: string) : string =
    if not (Regex.IsMatch(name, "^(auto|cpu|cuda(:[0-9]{1,3})?)$")) then
        failwith $"--device takes cpu, cuda, cuda:1 or auto, not '{name}'"

    name

/// A path into the experiment, and the value to put there.
let assignment (text: string) : string =
    if text.IndexOf('=', StringComparison.Ordinal) < 1 then
        failwith $"--set takes PATH=VALUE, as trainings.standard.updates=200, not '{text}'"

    text

/// A number with its unit, by a table of units; None where it is none or too large.
let private measured (units: (string * decimal) list) (text: string) : decimal option =
    let found =
        Regex.Match(text.Trim(), @"^([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]*)$")

    if not found.Success then
        None
    else
        let number =
            Decimal.Parse(found.Groups[1].Value, Globalization.CultureInfo.InvariantCulture)

        match found.Groups[2].Value with
        | "" when number = 0m -> Some 0m
        | unit ->
            units
            |> List.tryFind (fun (name, _) -> name.Equals(unit, StringComparison.OrdinalIgnoreCase))
            |> Option.map (fun (_, factor) -> number * factor)

let private longest = decimal (TimeSpan.FromDays 36500.0).TotalSeconds

/// A length of time with its unit, as 30d.
let time (option: string) (text: string) : TimeSpan =
    let units = [ "s", 1m; "min", 60m; "h", 3600m; "d", 86400m; "w", 604800m ]

    match measured units text with
    | Some seconds when seconds <= longest -> TimeSpan.FromSeconds(float seconds)
    | _ ->
        failwith $"error {DiagnosticCodes.NotATime}: {option} takes a time in s, min, h, d or w, as 30d, not '{text}'"

/// A size with its unit, as 20GB; KiB, MiB, GiB and TiB are powers of 1024.
let size (option: string) (text: string) : int64 =
    let powers (root: decimal) (names: string list) =
        names |> List.mapi (fun i name -> name, pown root (i + 1))

    let units =
        ("B", 1m) :: powers 1000m [ "kB"; "MB"; "GB"; "TB" ]
        @ powers 1024m [ "KiB"; "MiB"; "GiB"; "TiB" ]

    match measured units text with
    | Some bytes when bytes <= decimal Int64.MaxValue -> int64 bytes
    | _ ->
        failwith
            $"error {DiagnosticCodes.NotASize}: {option} takes a size in B, kB, MB, GB, TB, KiB, MiB, GiB or TiB, as 20GB, not '{text}'"

/// An experiment, and perhaps one of its steps.
let experimentAndStep (words: string list) : string * string option =
    match words with
    | [ path ] -> path, None
    | [ path; step ] -> path, Some step
    | _ -> failwith $"why takes an experiment and at most one step, not {words.Length} words"
