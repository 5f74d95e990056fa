module Spindle.Tests.Probes.Maturation.StageTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Probes.Maturation

let private stages (criteria: StageCriteria) (performance: float list) =
    let found = StageAssignment.Of(performance, criteria)
    [ for stage in MaturationStages.All -> List.ofArray found[stage] ]

/// The automatic ranges, word for word as the study describes them.
let private published (window: int) (limit: int) (performance: float[]) =
    let last = performance.Length - 1
    let early, mid, mature = ResizeArray<int>(), ResizeArray<int>(), ResizeArray<int>()

    for i in 0..last do
        let smooth = Array.average performance[i .. min last (i + window)]
        let group = [ i .. min last (i + window) ]

        if abs (smooth - 0.35) <= 0.05 then
            early.AddRange group
        elif abs (smooth - 0.65) <= 0.05 then
            mid.AddRange group
        elif smooth >= 0.95 - 0.05 then
            mature.AddRange group

    let ordered (places: ResizeArray<int>) =
        places |> Seq.distinct |> Seq.sort |> List.ofSeq

    let excess (places: int list) = max 0 (places.Length - limit)
    let early, mid, mature = ordered early, ordered mid, ordered mature

    [
        List.skip (excess early) early
        mid |> List.skip (excess mid / 2) |> List.truncate limit
        List.truncate limit mature
    ]

let private log rows : Table =
    Table [|
        IntegerColumn("update", "", [| for update, _, _ in rows -> int64 update |])
        IntegerColumn("trials", "", [| for update, _, _ in rows -> int64 update * 64L |])
        TextColumn("rule", [| for _, rule, _ in rows -> rule |])
        NumberColumn("cost", "", [| for _ in rows -> 0.1 |])
        NumberColumn("performance", "", [| for _, _, performance in rows -> performance |])
    |]

let private checkpoints count every = [|
    for at in 0 .. count - 1 -> Checkpoint(int64 (at * every), ArtifactRef($"s{at}", "state"), null)
|]

[<Tests>]
let tests =
    testList "stages of maturation" [
        test "thresholds are exclusive: a performance at a target belongs below it" {
            Expect.equal
                (stages (StageCriteria()) [ 0.2; 0.35; 0.36; 0.65; 0.66; 1.0 ])
                [ [ 0; 1 ]; [ 2; 3 ]; [ 4; 5 ] ]
                "places"
        }

        testProperty "ranges are those of the study's words" (fun (seed: int) (limit: int) ->
            let random = Random seed
            let limit = 1 + abs (limit % 12)

            let performance =
                Array.init 60 (fun i -> min 1.0 (float i / 50.0 + 0.2 * random.NextDouble()))

            let criteria =
                StageCriteria(Method = StageMethod.Ranges, Window = 4L, Limit = int64 limit)

            stages criteria (List.ofArray performance) = published 4 limit performance)

        test
            "a checkpoint is judged by the last evaluation of its segment, the untrained network by that before all updates" {
            let history =
                LearningHistory [
                    log [
                        0, "odr", 0.1
                        0, "gap", 0.2
                        20, "odr", 0.3
                        20, "gap", 0.4
                        40, "odr", 0.5
                        40, "gap", 0.6
                    ]
                    log [ 60, "odr", 0.7; 60, "gap", 0.8 ]
                    log []
                ]

            Expect.equal (List.ofSeq history.Rules) [ "odr"; "gap" ] "rules"
            Expect.equal (history.Of "gap").Count 4 "evaluations"

            Expect.equal
                (List.ofSeq (history.Checkpoints "odr"))
                [
                    JudgedCheckpoint(0, 0L, 0.1)
                    JudgedCheckpoint(1, 2560L, 0.5)
                    JudgedCheckpoint(2, 3840L, 0.7)
                ]
                "the third segment came after the end of the training"

            Expect.isEmpty (history.Checkpoints "other") "a rule that was never judged"
        }

        test "checkpoints are chosen by trials, every so-manyeth" {
            let chosen (range: CheckpointRange) =
                List.ofSeq (range.Of(checkpoints 6 10, 64L))

            Expect.equal (chosen (CheckpointRange())) [ 0..5 ] "all"
            Expect.equal (chosen (CheckpointRange(From = 640L, To = 2560L))) [ 1..4 ] "both ends belong"
            Expect.equal (chosen (CheckpointRange(From = 1L, Every = 2L))) [ 1; 3; 5 ] "every second, from the first"
        }

        test "what is wrong with stages and ranges is told" {
            let codes (problems: Problem seq) = [ for problem in problems -> problem.Code ]
            Expect.equal (codes (StageCriteria(Early = 0.7).Validate())) [ "SPN3004" ] "early above mid"
            Expect.equal (codes (CheckpointRange(From = 5L, To = 4L).Validate())) [ "SPN3004" ] "ends before it begins"
            Expect.equal (codes (Spindle.Probes.Trials.UnitSelection(Classes = []).Validate())) [ "SPN3010" ] "no class"
        }
    ]
