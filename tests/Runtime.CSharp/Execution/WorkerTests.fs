module Spindle.Tests.Execution.WorkerTests

open System
open System.Diagnostics
open System.IO
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

let private wordsOf (recorder: Recorder) =
    recorder.Events
    |> List.choose (function
        | :? StepProgress as progress -> Some progress.Words
        | _ -> None)

let private isAlive (id: int) =
    try
        use other = Process.GetProcessById id
        not other.HasExited
    with :? ArgumentException ->
        false

/// Interrupts a run when a step of it is known to be at work.
let private interruptingAtProgress (interruption: CancellationTokenSource) =
    Recorder (function
        | :? StepProgress -> interruption.Cancel()
        | _ -> ())

[<Tests>]
let tests =
    testList "worker processes" [
        test "a step that needs tensors runs in a worker, which serves the next one too" {
            use workshop = new Workshop()
            let recorder = Recorder()

            let steps = [
                constant "source" 1.0
                step "first" "worker/process" [] []
                step "second" "worker/process" [ "again", number 1.0 ] []
                step "next" "worker/next" [] [ "in", "source" ]
            ]

            let summary = workshop.Run(steps, RunOptions(Jobs = 1), recorder)
            Expect.equal (counts summary) (4, 0, 0, 0) "all executed"
            Expect.equal (workshop.Number(summary, "next")) 2.0 "read and written through the store"
            Expect.notEqual (workshop.Number(summary, "first")) (float Environment.ProcessId) "in another process"
            Expect.equal (workshop.Number(summary, "first")) (workshop.Number(summary, "second")) "one worker"
            Expect.equal (wordsOf recorder) [ "half of it" ] "its progress is heard"
            Expect.isFalse (isAlive (int (workshop.Number(summary, "first")))) "gone with the run"

            let provenance = (nonNull summary.Steps[3].Entry).Provenance
            Expect.equal (textAt [ "environment"; "library" ] provenance) "none" "the library is in the provenance"
        }

        test "a worker that is killed is replaced once, and the step succeeds" {
            use workshop = new Workshop()
            let recorder = Recorder()
            let mark = Path.Combine(workshop.Root, "mark")

            let summary =
                workshop.Run([ step "die" "worker/die" [ "once", text mark ] [] ], observer = recorder)

            Expect.equal (counts summary) (1, 0, 0, 0) "executed"

            let reasons =
                recorder.Events
                |> List.choose (function
                    | :? StepRetried as retried -> Some retried.Reason
                    | _ -> None)

            Expect.hasLength reasons 1 "told"
            Expect.stringContains reasons.Head "was killed by signal 9 (SIGKILL" "with the signal"
        }

        test "a step whose workers die twice fails and names the signal" {
            use workshop = new Workshop()

            let summary =
                workshop.Run [ step "die" "worker/die" [ "once", text "" ] []; constant "apart" 1.0 ]

            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull
            Expect.equal failure.Code DiagnosticCodes.WorkerDied "code"
            Expect.stringContains failure.Message "was killed by signal 9" "the signal"
            Expect.stringContains failure.Printed "last words" "what it printed is kept for the log"
            Expect.equal (outcome summary "apart") StepOutcome.Executed "the rest goes on"
        }

        test "what the store of a worker meets is told in the run's events" {
            use workshop = new Workshop()
            let source = step "source" "number/bulky" [ "value", number 1.0 ] []
            let made = workshop.Run [ source ]
            let blob = (nonNull made.Steps[0].Entry).Outputs[0].Digest.Hex
            let file = Path.Combine(workshop.Root, "blobs", "sha256", blob[..1], blob)
            File.SetUnixFileMode(file, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
            File.WriteAllBytes(file, File.ReadAllBytes file |> Array.rev)
            let recorder = Recorder()

            let summary =
                workshop.Run([ source; step "next" "worker/next" [] [ "in", "source" ] ], observer = recorder)

            Expect.equal (workshop.Number(summary, "next")) 2.0 "mended"

            let told =
                recorder.Events
                |> List.choose (function
                    | :? StoreWarningRaised as warning -> Some warning.Code
                    | _ -> None)

            Expect.contains told DiagnosticCodes.BlobDamaged "and told, though only the worker saw it"
        }

        test "an operation that throws in a worker is a failure like any other, and the worker lives on" {
            use workshop = new Workshop()

            let summary =
                workshop.Run(
                    [ step "bad" "worker/fail" [] []; step "good" "worker/process" [] [] ],
                    RunOptions(Jobs = 1)
                )

            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull
            Expect.equal (failure.Type, failure.Message) ("ArithmeticException", "the numbers do not add up") "told"
            Expect.equal (outcome summary "good") StepOutcome.Executed "served by the same worker"
        }

        test "a worker that listens ends its step when the run is interrupted" {
            use workshop = new Workshop()
            use interruption = new CancellationTokenSource()

            let recorder = interruptingAtProgress interruption

            let summary =
                workshop.Run(
                    [ step "wait" "worker/wait" [] [] ],
                    RunOptions(Grace = TimeSpan.FromMinutes 1.0),
                    recorder,
                    interruption.Token
                )

            Expect.equal (counts summary) (0, 0, 0, 1) "skipped, long before its time was up"
            Expect.isTrue summary.Interrupted "it says so"
        }

        test "a worker that does not listen is killed when its time is up" {
            use workshop = new Workshop()
            use interruption = new CancellationTokenSource()

            let recorder = interruptingAtProgress interruption

            let summary =
                workshop.Run(
                    [ step "deaf" "worker/deaf" [] [] ],
                    RunOptions(Grace = TimeSpan.FromMilliseconds 200.0),
                    recorder,
                    interruption.Token
                )

            Expect.equal (counts summary) (0, 0, 0, 1) "skipped"
            Expect.isFalse (isAlive (int (wordsOf recorder).Head)) "killed"
        }

        test "a worker ends when its parent's end of the pipe closes, even in the middle of a step" {
            use workshop = new Workshop()
            let command = workshop.WorkerCommand

            let start =
                ProcessStartInfo(
                    command.File,
                    command.Arguments,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true
                )

            use worker = nonNull (Process.Start start)

            worker.StandardInput.WriteLine
                """{"id":"s","operation":"worker/deaf","version":1,"parameters":{},"outputs":[],"threads":1,"inputs":{},"device":"cpu","files":[]}"""

            worker.StandardInput.Flush()
            Expect.isNotNull (worker.StandardOutput.ReadLine()) "it works on the step"
            worker.StandardInput.Close()
            Expect.isTrue (worker.WaitForExit(TimeSpan.FromSeconds 20.0)) "gone"
        }

        test "a program that cannot be started fails the step, with its name" {
            use workshop = new Workshop()

            let workers =
                new WorkerExecutor(workshop.Store, WorkerCommand("/nowhere/spindle", []), TimeSpan.Zero)

            let summary =
                Runner(workshop.Store, workers)
                    .RunAsync(
                        plan [ step "s" "worker/process" [] [] ],
                        RunOptions(),
                        Recorder(),
                        CancellationToken.None
                    )
                    .GetAwaiter()
                    .GetResult()

            Expect.stringContains (nonNull (Seq.exactlyOne summary.Failures).Message) "/nowhere/spindle" "named"
        }
    ]
