module Spindle.Tests.Probes.DpcaTests

open Expecto
open Spindle.Contracts
open Spindle.Probes.Population
open Spindle.Tests
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Planted
open Spindle.Tests.Probes.Ring

let private measure (probe: Dpca) planted =
    InMemoryStepContext([ "probe", box probe ], stored (activity planted), seed = 2L).Run(DpcaMeasure())

let private probe = Dpca(Of = RecordingRef "session")

let private course (context: InMemoryStepContext) name =
    let table = context.Table "courses"
    let names = (table["marginal"] :?> TextColumn).Values
    let values = (table["value"] :?> NumberColumn).Values

    [|
        for at in 0 .. values.Length - 1 do
            if names[at] = name then
                values[at]
    |]

/// The part of a course's variance that its mean over locations has.
let private common (values: float array) =
    let rows = Array.chunkBySize 20 values

    let mean =
        Array.init 20 (fun step -> rows |> Array.averageBy (fun row -> row[step]))

    let power x = Array.sumBy (fun v -> v * v) x
    float rows.Length * power mean / power values

[<Tests>]
let tests =
    testSequenced
    <| testList "demixed components of activity" [
        test "keep apart what depends on time and on location" {
            let context = measure probe ramp
            Expect.isGreaterThan (common (course context "time")) 0.99 "time is common to all locations"
            Expect.isLessThan (common (course context "stimulus")) 0.02 "locations differ"
            Expect.isLessThan (common (course context "stimulus_time")) 0.02 "and so do their courses"

            let shares = [
                for name in [ "time"; "stimulus"; "stimulus_time" ] -> metric context $"variance_{name}"
            ]

            Golden.agrees 1e-9 (List.sum shares) 1.0 "the shares add up"
            Expect.isGreaterThan (metric context "reconstruction") 0.98 "ten components each reconstruct nearly all"
        }

        test "choose a λ within the grid, and the search tells the score of each" {
            let context = measure probe ramp
            let search = context.Table "search"
            let scores = (search["score"] :?> NumberColumn).Values
            let lambdas = (search["lambda"] :?> NumberColumn).Values
            Expect.equal scores.Length 45 "one a λ"
            let best = Array.minBy snd (Array.zip lambdas scores) |> fst
            Golden.agreesRelatively 1e-12 (metric context "lambda") best "the least score"
        }

        test "take a λ that is given" {
            let context = measure (Dpca(Of = RecordingRef "session", Lambda = 1e-4)) ramp
            Golden.agrees 1e-15 (metric context "lambda") 1e-4 "it"
            Expect.equal (context.Table("search").Rows) 0 "no search"
        }

        test "smoothing is a forward mean of the courses and leaves the metrics alone" {
            let plain = measure (Dpca(Of = RecordingRef "session", Lambda = 1e-4)) ramp

            let smooth =
                measure (Dpca(Of = RecordingRef "session", Lambda = 1e-4, Smoothing = 4L)) ramp

            let before, after = course plain "stimulus", course smooth "stimulus"

            for at in 0 .. before.Length - 1 do
                let step = at % 20
                let window = before[at .. at + min 4 (20 - step) - 1]
                Golden.agrees 1e-12 after[at] (Array.average window) $"step {step}"

            for name in Ring.written plain do
                Golden.agrees 0.0 (metric smooth name) (metric plain name) name
        }

        test "a single trial a location needs a λ" {
            let single = { ramp with Trials = 1 }
            let problem = Expect.throwsC (fun () -> measure probe single |> ignore) id
            Expect.stringContains problem.Message "give lambda" "the hint"
            let given = measure (Dpca(Of = RecordingRef "session", Lambda = 1e-3)) single
            Expect.isGreaterThan (metric given "reconstruction") 0.5 "with it, it goes"
        }

        test "the metrics are those that are promised, and the numbers those of version 1" {
            let context = measure probe ramp
            Expect.equal (List.ofSeq (Ring.written context)) (promised probe (model task separated 1000L)) "names"

            let numbers = [
                "component_stimulus", 0.08379547
                "component_stimulus_time", 0.03947053
                "component_time", 0.44693
                "lambda", 0.003388201
                "reconstruction", 0.9914128
                "reconstruction_stimulus", 0.2110485
                "reconstruction_stimulus_time", 0.162271
                "reconstruction_time", 0.4769708
                "variance_stimulus", 0.306207
                "variance_stimulus_time", 0.2160875
                "variance_time", 0.4777056
            ]

            for name, value in numbers do
                Golden.agrees 1e-6 (metric context name) value name

            Expect.equal (version typeof<Dpca>) 1 "version"
        }
    ]
