/// Counts the faults that a campaign tries, what became of them, and how long that took.
module Spindle.Tests.Faults.Campaign

open System
open System.Collections.Concurrent
open System.Diagnostics
open System.Threading.Tasks

/// Faults that strike processes take turns, beside whatever else runs.
let inTurn (tests: Expecto.Test) =
    Expecto.Tests.testSequencedGroup "faults" tests

/// How many faults are tried: in the suite, and in the whole campaign. SPINDLE_CAMPAIGN is `full`, or a number.
let faults (suite: int) (full: int) =
    match Environment.GetEnvironmentVariable "SPINDLE_CAMPAIGN" with
    | null
    | "" -> suite
    | "full" -> full
    | number -> int number

/// What the moments and places of the faults follow from; another one for each run unless SPINDLE_SEED gives it.
let seed =
    match Environment.GetEnvironmentVariable "SPINDLE_SEED" with
    | null
    | "" -> Environment.TickCount &&& 0xffff
    | text -> int text

/// A fault that takes longer is lost: what it struck hangs.
let private patience = TimeSpan.FromMinutes 2.0

type private Row = {
    Campaign: string
    Tried: int
    Lost: int
    Seconds: float
}

let private rows = ConcurrentQueue<Row>()

/// Does something to a store so many times, and counts. A fault is lost where what is asserted after it does not hold.
let run (campaign: string) (count: int) (fault: Random -> int -> unit) =
    let from = Stopwatch.GetTimestamp()
    let random = Random(seed)
    let problems = ResizeArray<string>()

    for i in 1..count do
        try
            if
                not (Task.Factory.StartNew((fun () -> fault random i), TaskCreationOptions.LongRunning).Wait patience)
            then
                failwith $"no end after {patience.TotalMinutes} minutes"
        with problem ->
            problems.Add $"fault {i}: {problem.GetBaseException().Message}"

    rows.Enqueue {
        Campaign = campaign
        Tried = count
        Lost = problems.Count
        Seconds = Stopwatch.GetElapsedTime(from).TotalSeconds
    }

    if problems.Count > 0 then
        let told = String.Join("\n", Seq.truncate 5 problems)
        Expecto.Tests.failtest $"{campaign}: {problems.Count} of {count} lost with SPINDLE_SEED={seed}\n{told}"

/// Writes the table of the campaigns that ran to the console; nothing where none did.
let tell () =
    let line (name: string) tried survived lost seconds =
        Console.WriteLine $"| {name.PadRight 58} | {tried, 6} | {survived, 8} | {lost, 4} | {seconds, 7} |"

    if not rows.IsEmpty then
        Console.WriteLine $"\nCampaigns of faults, SPINDLE_SEED={seed}:\n"
        line "fault" "tried" "survived" "lost" "seconds"
        line (String('-', 58)) "-----:" "-------:" "---:" "------:"

        for row in rows do
            line row.Campaign $"{row.Tried}" $"{row.Tried - row.Lost}" $"{row.Lost}" $"{row.Seconds:F1}"
