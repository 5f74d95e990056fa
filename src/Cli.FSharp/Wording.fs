/// What single words of the command line must be. A word that is not is told as wrong usage, by what is raised here.
module Spindle.Cli.Wording

open System
open System.Text.RegularExpressions

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

/// An experiment, and perhaps one of its steps.
let experimentAndStep (words: string list) : string * string option =
    match words with
    | [ path ] -> path, None
    | [ path; step ] -> path, Some step
    | _ -> failwith $"why takes an experiment and at most one step, not {words.Length} words"
