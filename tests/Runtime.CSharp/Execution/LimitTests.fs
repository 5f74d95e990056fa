module Spindle.Tests.Execution.LimitTests

open System
open System.Diagnostics
open System.Text.RegularExpressions
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

let private limited (time: decimal option) (gigabytes: decimal option) (step: Step) =
    let limits =
        StepLimits(
            time |> Option.map Duration |> Option.toNullable,
            gigabytes |> Option.map MemorySize |> Option.toNullable
        )

    Step(
        step.Id,
        step.Operation,
        step.Version,
        step.Parameters,
        step.Inputs,
        step.Outputs,
        Resources(step.Resources.Device, step.Resources.Threads, Limits = limits)
    )

let private isAlive (id: int) =
    try
        use other = Process.GetProcessById id
        not other.HasExited
    with :? ArgumentException ->
        false

[<Tests>]
let tests =
    testList "limits of a step" [
        test "one that hangs is ended with its process when its time is up, and says what it said last" {
            use workshop = new Workshop()

            let steps = [
                limited (Some 0.5m) None (step "hang" "limits/endless" [] [])
                constant "apart" 1.0
                next "after" "hang"
            ]

            let summary = workshop.Run(steps, RunOptions(Jobs = 2))
            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull
            Expect.equal failure.Code DiagnosticCodes.OverTime "code"

            let told =
                Regex.Match(
                    failure.Message,
                    @"^it ran [0-9.]+ s, over its time limit of 0.5 s, and was ended; its last words were ""25 %: in process ([0-9]+)""$"
                )

            Expect.isTrue told.Success failure.Message
            Expect.isFalse (isAlive (int told.Groups[1].Value)) "the process is gone"
            Expect.equal (outcome summary "apart") StepOutcome.Executed "the rest goes on"
            Expect.equal (outcome summary "after") StepOutcome.Skipped "what depends on it does not"
        }

        test "one that takes too much memory is ended, and says how much it held" {
            use workshop = new Workshop()

            let summary =
                workshop.Run [ limited None (Some 0.4m) (step "greedy" "limits/greedy" [] []) ]

            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull
            Expect.equal failure.Code DiagnosticCodes.OverMemory failure.Message

            Expect.isTrue
                (Regex.IsMatch(
                    failure.Message,
                    "^it held .* of memory after .* s, over its limit of 400 MB, and was ended; its last words were"
                ))
                failure.Message
        }

        test "a step within its limits runs in a worker though it needs no tensors, and the key is that of no limits" {
            use workshop = new Workshop()
            let plain = step "here" "limits/process" [] []
            let summary = workshop.Run [ limited (Some 3600m) (Some 64m) plain ]
            Expect.notEqual (workshop.Number(summary, "here")) (float Environment.ProcessId) "in another process"

            let environment =
                (nonNull summary.Steps[0].Entry).Provenance["environment"] |> nonNull

            Expect.isNull environment["library"] "the tensor library is left alone"
            Expect.equal (counts (workshop.Run [ plain ])) (0, 1, 0, 0) "without limits it is known"
        }

        test "a step with limits and one with tensors do not share a worker" {
            use workshop = new Workshop()

            let steps = [
                limited (Some 3600m) None (step "plain" "limits/process" [] [])
                step "tensors" "worker/process" [] []
                limited (Some 3600m) None (step "plain again" "limits/process" [ "again", number 1.0 ] [])
            ]

            let summary = workshop.Run(steps, RunOptions(Jobs = 1))
            let number id = workshop.Number(summary, id)
            Expect.notEqual (number "plain") (number "tensors") "the library's memory is not counted against it"
            Expect.equal (number "plain") (number "plain again") "but the next one like it is served"
        }
    ]
