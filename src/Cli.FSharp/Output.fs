/// Where words go: data to standard output, everything else to standard error.
module Spindle.Cli.Output

open System
open Spectre.Console

/// Whether a stream is a terminal that wants colour.
let private wantsColour isRedirected =
    not isRedirected
    && String.IsNullOrEmpty(Environment.GetEnvironmentVariable "NO_COLOR")

let private consoleOn (writer: IO.TextWriter) isRedirected =
    let colour = wantsColour isRedirected

    let settings =
        AnsiConsoleSettings(
            Out = AnsiConsoleOutput writer,
            Ansi = (if colour then AnsiSupport.Detect else AnsiSupport.No),
            ColorSystem =
                (if colour then
                     ColorSystemSupport.Detect
                 else
                     ColorSystemSupport.NoColors),
            Interactive =
                (if isRedirected then
                     InteractionSupport.No
                 else
                     InteractionSupport.Detect)
        )

    let console = AnsiConsole.Create settings
    // A pipe has no width of its own: lines are not to be folded at a guess.
    if isRedirected then
        console.Profile.Width <- 160

    console

/// Standard output, for tables.
let data () =
    consoleOn Console.Out Console.IsOutputRedirected

/// Standard error, for progress and messages.
let messages () =
    consoleOn Console.Error Console.IsErrorRedirected

/// Prints lines of data.
let print (lines: string seq) =
    for line in lines do
        Console.Out.WriteLine line

/// Prints rows under a heading, each column as wide as it must be. Unlike a table it is as fast for ten thousand rows.
let columns (heading: string[]) (rows: string[] list) =
    let widths =
        heading
        |> Array.mapi (fun i name -> rows |> Seq.fold (fun width row -> max width row[i].Length) name.Length)

    for row in heading :: rows do
        let cells = Array.map2 (fun (cell: string) width -> cell.PadRight width) row widths
        Console.Out.WriteLine((String.concat "  " cells).TrimEnd())

/// Prints a message.
let tell (message: string) = Console.Error.WriteLine message

/// Prints an error that has no place in a file, in the form of a diagnostic.
let tellError (code: string) (message: string) (hint: string | null) =
    Console.Error.WriteLine $"spindle: error {code}: {message}"

    match hint with
    | null -> ()
    | hint -> Console.Error.WriteLine $"  hint: {hint}"

/// A time as people say it.
let time (seconds: float) =
    if seconds < 1.0 then
        $"%.2f{seconds} s"
    elif seconds < 60.0 then
        $"%.1f{seconds} s"
    elif seconds < 3600.0 then
        $"%d{int seconds / 60} min %02d{int seconds % 60} s"
    else
        $"%d{int seconds / 3600} h %02d{int seconds % 3600 / 60} min"

/// A size as people say it.
let size (bytes: int64) =
    if bytes < 1024L then
        $"{bytes} B"
    elif bytes < 1024L * 1024L then
        $"%.1f{float bytes / 1024.0} KiB"
    elif bytes < 1024L * 1024L * 1024L then
        $"%.1f{float bytes / 1048576.0} MiB"
    else
        $"%.2f{float bytes / 1073741824.0} GiB"
