module Spindle.Tests.Recordings.TrialRatesTests

open System.Text
open Expecto
open Spindle.Contracts
open Spindle.Recordings
open Spindle.Tests.Runtime

let private recording =
    TrialRates(
        File = DataFile "rates.txt",
        Bins = 4L,
        Locations = 2L,
        Fixation = Duration.Milliseconds 20m,
        Cue = Duration.Milliseconds 20m,
        Delay = Duration.Milliseconds 20m
    )

let private named =
    TrialRates(
        File = DataFile "rates.txt",
        Bins = 4L,
        Locations = 2L,
        LocationColumn = true,
        Fixation = Duration.Milliseconds 20m,
        Cue = Duration.Milliseconds 20m,
        Delay = Duration.Milliseconds 20m
    )

let private read (recording: TrialRates) (text: string) =
    InMemoryStepContext([ "recording", box recording ], [])
        .WithFile("rates.txt", Encoding.UTF8.GetBytes text)
        .Run(TrialRatesOperation())

let private problem recording text =
    try
        read recording text |> ignore
        "none"
    with :? SpindleException as e ->
        $"{e.Code} {e.Message}"

/// Four trials of four bins, two neurons: rates tell trial and bin.
let private lines prefix = [
    for trial in 0..3 do
        for bin in 0..3 -> $"{prefix trial}{10 * trial + bin} -{trial}.5"
]

let private text prefix = String.concat "\n" (lines prefix)

[<Tests>]
let tests =
    testList "recordings of trials" [
        test "rows are locations, trials and bins; columns are neurons" {
            let context = read recording (text (fun _ -> ""))
            let activity = context.Tensors "activity"
            Expect.sequenceEqual activity["rates"].Shape [ 4L; 4L; 2L ] "steps × trials × neurons"
            let rates = activity["rates"].Values<float32>().ToArray()
            // Step 1 of trial 2: the second bin of its block.
            Expect.equal rates[(1 * 4 + 2) * 2] 21.0f "a rate"
            Expect.equal rates[(3 * 4 + 1) * 2 + 1] -1.5f "another"
            Expect.sequenceEqual (activity["cue"].Values<int64>().ToArray()) [ 0L; 0L; 1L; 1L ] "two trials each"

            Expect.equal
                (Spindle.Tests.Probes.Planted.version typeof<TrialRates>)
                1
                "these are the numbers of version 1"

            let epochs = context.Table "epochs"
            Expect.sequenceEqual ((epochs["epoch"] :?> TextColumn).Values) [ "fix1"; "stim1"; "delay1"; "go1" ] "epochs"
            Expect.sequenceEqual ((epochs["from"] :?> IntegerColumn).Values) [ 0L; 1L; 2L; 3L ] "from"
            Expect.sequenceEqual ((epochs["to"] :?> IntegerColumn).Values) [ 1L; 2L; 3L; 4L ] "to"
        }

        test "the first column may be the location, and values may stand apart by commas" {
            let context =
                read named ((text (fun trial -> if trial = 1 then "2 " else "1 ")).Replace(' ', ','))

            let activity = context.Tensors "activity"
            Expect.sequenceEqual (activity["cue"].Values<int64>().ToArray()) [ 0L; 1L; 0L; 0L ] "as named"
            let rates = activity["rates"].Values<float32>().ToArray()
            Expect.equal rates[(1 * 4 + 2) * 2] 21.0f "the same rate"
        }

        test "what is wrong is told" {
            Expect.stringContains (problem recording "1 2\n3 4\n") "2 rows, expected a multiple of the 4 bins" "rows"
            Expect.stringContains (problem recording "1 2\n3\n") "line 2: 1 values, expected 2 as before" "columns"
            Expect.stringContains (problem recording "1 2\n3 NaN\n") "line 2: 'NaN' is no number" "numbers"
            let three = String.concat "\n" (List.truncate 12 (lines (fun _ -> "")))

            Expect.stringContains
                (problem recording three)
                "3 trials, expected as many for each of 2 locations"
                "trials"

            Expect.stringContains
                (problem named (text (fun _ -> "3 ")))
                "trial 1 is of location 3, expected 1 to 2"
                "location"
        }

        test "epochs longer than the trials are a problem" {
            let codes = [
                for p in TrialRates(File = DataFile "x", Bins = 150L).Validate() -> p.Code, p.Property
            ]

            Expect.equal codes [ DiagnosticCodes.TimeGrid, "Bins" ] "150 bins of 20 ms are the 3 s before the response"
            Expect.isEmpty (TrialRates(File = DataFile "x").Validate()) "the defaults fit"
        }
    ]
