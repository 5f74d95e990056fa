module Spindle.Tests.Execution.RunnerTests

open System
open System.Collections.Generic
open System.Diagnostics
open System.IO
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

let private diamond value = [
    constant "top" value
    next "left" "top"
    step "right" "number/sign" [] [ "in", "top" ]
    sum "bottom" "left" "right"
]

[<Tests>]
let tests =
    testList "runs" [
        test "a diamond runs each step once, and a second run finds all of it cached" {
            use workshop = new Workshop()
            let recorder = Recorder()
            let first = workshop.Run(diamond 3.0, observer = recorder)
            Expect.equal (counts first) (4, 0, 0, 0) "all executed"
            Expect.equal (List.sort recorder.Started) [ "bottom"; "left"; "right"; "top" ] "each once"
            Expect.equal (workshop.Number(first, "bottom")) 5.0 "(3 + 1) + sign 3"
            let again = Recorder()
            let second = workshop.Run(diamond 3.0, observer = again)
            Expect.equal (counts second) (0, 4, 0, 0) "all cached"
            Expect.isEmpty again.Started "none started"
            Expect.equal (digests second) (digests first) "same artifacts"
        }

        test "what depends on an output that comes out the same stays cached" {
            use workshop = new Workshop()

            let chain value = [
                constant "source" value
                step "sign" "number/sign" [] [ "in", "source" ]
                next "after" "sign"
            ]

            workshop.Run(chain 2.0) |> ignore
            let changed = workshop.Run(chain 7.0)

            Expect.equal
                (outcomes changed)
                [
                    "source", StepOutcome.Executed
                    "sign", StepOutcome.Executed
                    "after", StepOutcome.Cached
                ]
                "the sign is the same"
        }

        test "a failed step fails what depends on it and nothing else" {
            use workshop = new Workshop()

            let summary =
                workshop.Run [
                    constant "good" 1.0
                    step "bad" "number/fail" [] []
                    next "child" "bad"
                    next "grandchild" "child"
                    sum "mixed" "good" "grandchild"
                    next "apart" "good"
                ]

            Expect.equal
                (outcomes summary)
                [
                    "good", StepOutcome.Executed
                    "bad", StepOutcome.Failed
                    "child", StepOutcome.Skipped
                    "grandchild", StepOutcome.Skipped
                    "mixed", StepOutcome.Skipped
                    "apart", StepOutcome.Executed
                ]
                "isolated"

            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull

            Expect.equal
                (failure.Code, failure.Type, failure.Message)
                (DiagnosticCodes.StepFailed, "ArithmeticException", "the numbers do not add up")
                "told"

            Expect.stringContains failure.Details "Fail.Run" "the trace is kept for the log"
        }

        test "a failure is not stored: the step runs again the next time" {
            use workshop = new Workshop()
            let steps = [ step "bad" "number/fail" [] [] ]
            workshop.Run steps |> ignore
            Expect.equal (counts (workshop.Run steps)) (0, 0, 1, 0) "failed again"
        }

        test "fail-fast ends the run at the first failure" {
            use workshop = new Workshop()

            let steps = [
                step "bad" "number/fail" [] []
                step "long" "number/wait" [] []
                constant "later" 1.0
            ]

            let options = RunOptions(FailFast = true, Jobs = 2)
            let summary = workshop.Run(steps, options)
            Expect.equal (outcome summary "bad") StepOutcome.Failed "failed"
            Expect.equal (outcome summary "long") StepOutcome.Skipped "told to end"
            Expect.isFalse summary.Interrupted "nobody interrupted it"
        }

        test "the same work under two names is done once" {
            use workshop = new Workshop()
            let recorder = Recorder()

            let steps = [
                constant "one" 4.0
                constant "two" 4.0
                next "after one" "one"
                next "after two" "two"
            ]

            let summary = workshop.Run(steps, observer = recorder)
            Expect.equal (counts summary) (2, 2, 0, 0) "two of four"
            Expect.equal recorder.Started.Length 2 "two started"
            Expect.equal (workshop.Number(summary, "after two")) 5.0 "both have the result"
        }

        test "steps of the same work fail together" {
            use workshop = new Workshop()

            let summary =
                workshop.Run [
                    step "one" "number/fail" [] []
                    step "two" "number/fail" [] []
                    next "after" "two"
                ]

            Expect.equal (counts summary) (0, 0, 2, 1) "one attempt, two failures"
        }

        test "only what is asked for runs, with what it needs" {
            use workshop = new Workshop()
            let summary = workshop.Run(diamond 3.0, RunOptions(Only = HashSet [ "left" ]))
            Expect.equal (outcomes summary) [ "top", StepOutcome.Executed; "left", StepOutcome.Executed ] "two of four"

            Expect.throwsT<ArgumentException>
                (fun () -> workshop.Run(diamond 3.0, RunOptions(Only = HashSet [ "nobody" ])) |> ignore)
                "an unknown step"
        }

        test "one job and two give identical digests" {
            let steps = [
                for i in 1..20 do
                    constant $"c{i}" (float i)
                    next $"n{i}" $"c{i}"
            ]

            let run jobs =
                use workshop = new Workshop()
                digests (workshop.Run(steps, RunOptions(Jobs = jobs)))

            Expect.equal (run 1) (run 2) "independent of the number of jobs"
        }

        test "a chain of 20 000 steps runs to its end" {
            use workshop = new Workshop()

            let steps = [
                yield constant "0" 0.0
                for i in 1..19_999 do
                    yield next $"{i}" $"{i - 1}"
            ]

            let executor = {
                new IStepExecutor with
                    member _.ExecuteAsync(work, _, _) =
                        use blob = workshop.Store.NewBlob()
                        blob.Stream.Write(System.Text.Encoding.UTF8.GetBytes work.Step.Id)
                        let struct (digest, size) = blob.Finish()

                        ExecutedStep(
                            [ Spindle.Store.StoredOutput("out", ArtifactType.Record, digest, size) ],
                            System.Text.Json.Nodes.JsonObject()
                        )
                        |> Tasks.Task.FromResult

                    member _.DisposeAsync() = Tasks.ValueTask()
            }

            let summary =
                Runner(workshop.Store, executor)
                    .RunAsync(plan steps, RunOptions(), Recorder(), CancellationToken.None)
                    .GetAwaiter()
                    .GetResult()

            Expect.equal summary.Steps.Count 20_000 "all steps"
            Expect.isEmpty summary.Failures "none failed"
        }

        test "when the first of 20 000 steps fails, the others are skipped without recursion" {
            use workshop = new Workshop()

            let steps = [
                yield step "0" "number/fail" [] []
                for i in 1..19_999 do
                    yield next $"{i}" $"{i - 1}"
            ]

            Expect.equal (counts (workshop.Run steps)) (0, 0, 1, 19_999) "skipped"
        }

        test "an interruption keeps what is stored, and the next run goes on from there" {
            use workshop = new Workshop()
            use interruption = new CancellationTokenSource()

            let steps = [
                constant "done" 1.0
                step "waiting" "number/wait" [] []
                next "never" "waiting"
                next "apart" "done"
            ]

            let recorder =
                Recorder (function
                    | :? StepStarted as started when started.Step = "waiting" -> interruption.Cancel()
                    | _ -> ())

            let options = RunOptions(Jobs = 1, Only = HashSet [ "done"; "waiting"; "never" ])
            let watch = Stopwatch.StartNew()
            let summary = workshop.Run(steps, options, recorder, interruption.Token)
            Expect.isTrue summary.Interrupted "it says so"
            Expect.isLessThan watch.Elapsed (TimeSpan.FromSeconds 10.0) "promptly"

            Expect.equal
                (outcomes summary)
                [
                    "done", StepOutcome.Executed
                    "waiting", StepOutcome.Skipped
                    "never", StepOutcome.Skipped
                ]
                "the finished step is kept"

            let next = workshop.Run(steps, RunOptions(Only = HashSet [ "apart" ]))
            Expect.equal (outcomes next) [ "done", StepOutcome.Cached; "apart", StepOutcome.Executed ] "goes on"
        }

        test "a run that is interrupted before it starts executes nothing" {
            use workshop = new Workshop()
            let summary = workshop.Run(diamond 1.0, cancellation = CancellationToken true)
            Expect.equal (counts summary) (0, 0, 0, 4) "all skipped"
            Expect.isTrue summary.Interrupted "it says so"
        }

        test "a lost artifact is made again by the step that makes it" {
            use workshop = new Workshop()
            let source = [ step "source" "number/bulky" [ "value", number 5.0 ] [] ]
            let first = workshop.Run source
            let output = (nonNull first.Steps[0].Entry).Outputs[0]
            // The entry stands; its content is overwritten on the disk after the look-up.
            let recorder =
                Recorder (function
                    | :? StepFinished as finished when finished.Step = "source" && finished.Outcome = StepOutcome.Cached ->
                        for file in
                            IO.Directory.GetFiles(
                                workshop.Root,
                                $"*{output.Digest.Hex[2..]}*",
                                IO.SearchOption.AllDirectories
                            ) do
                            IO.File.Delete file
                    | _ -> ())

            let summary = workshop.Run(source @ [ next "after" "source" ], observer = recorder)

            Expect.equal
                (outcomes summary)
                [ "source", StepOutcome.Executed; "after", StepOutcome.Executed ]
                "made again"

            Expect.equal (workshop.Number(summary, "after")) 6.0 "the right result"
        }

        test "two runs of one plan at the same time do each step once" {
            use workshop = new Workshop()

            let steps = [
                yield constant "0" 0.0
                for i in 1..30 do
                    yield next $"{i}" $"{i - 1}"
            ]

            let run () =
                Tasks.Task.Run(fun () -> workshop.Run steps)

            let summaries = Tasks.Task.WhenAll(run (), run ()).GetAwaiter().GetResult()
            Expect.equal (summaries |> Array.sumBy _.Executed) 31 "each step in one of the runs"
            Expect.equal (summaries |> Array.sumBy _.Cached) 31 "and taken from the store in the other"
            Expect.equal (digests summaries[0]) (digests summaries[1]) "the same artifacts"
        }

        test "a plan out of order is refused" {
            use workshop = new Workshop()

            Expect.throwsT<ArgumentException>
                (fun () -> workshop.Run [ next "b" "a"; constant "a" 1.0 ] |> ignore)
                "b needs a"
        }

        test "provenance says what ran where, from what" {
            use workshop = new Workshop()

            let summary =
                workshop.Run([ constant "source" 5.0; next "after" "source" ], RunOptions(Run = "r1"))

            let provenance = (nonNull summary.Steps[1].Entry).Provenance
            let read path = textAt path provenance

            Expect.equal (read [ "step" ]) "after" "step"
            Expect.equal (read [ "operation" ]) "number/next" "operation"
            Expect.equal (read [ "experiment" ]) "toys" "experiment"
            Expect.equal (read [ "run" ]) "r1" "run"
            Expect.equal (read [ "inputs"; "in"; "step" ]) "source" "where the input is from"

            Expect.equal
                (read [ "inputs"; "in"; "digest" ])
                (nonNull summary.Steps[0].Entry).Outputs[0].Digest.Hex
                "its content"

            Expect.isTrue (Digest.IsHex(read [ "spindle"; "assembly" ])) "the program"
            Expect.equal (read [ "environment"; "host" ]) Environment.MachineName "the machine"
        }

        test "events come in order and end with the counts" {
            use workshop = new Workshop()
            let recorder = Recorder()

            workshop.Run([ constant "a" 1.0; next "b" "a" ], RunOptions(Run = "r"), recorder)
            |> ignore

            let names = [
                for event in recorder.Events -> textAt [ "event" ] (RunEventJson.Write event)
            ]

            Expect.equal
                names
                [
                    "run_started"
                    "step_started"
                    "step_finished"
                    "step_started"
                    "step_finished"
                    "run_finished"
                ]
                "one stream"

            let last = RunEventJson.Write(List.last recorder.Events)
            Expect.equal (textAt [ "executed" ] last, textAt [ "interrupted" ] last) ("2", "false") "counts"
        }

        test "a stored result without the outputs that its step promises is set aside, and the step runs again" {
            use workshop = new Workshop()
            let steps = [ constant "a" 1.0; next "b" "a" ]
            let made = workshop.Run steps
            let whole = nonNull made.Steps[0].Entry

            let file =
                Path.Combine(workshop.Root, "steps", whole.Key.Hex[..1], whole.Key.Hex + ".json")

            File.Delete file
            use other = ContentStore.Open workshop.Root

            other.Commit(StepEntry(whole.Key, whole.KeyText, [], whole.Provenance))
            |> ignore

            other.Flush()
            let again = workshop.Run steps
            Expect.equal (counts again) (1, 1, 0, 0) "the one step"
            Expect.equal (digests again) (digests made) "the same results"
        }

        test "a run that cannot be recorded ends its steps before it fails" {
            use workshop = new Workshop()

            let recorder =
                Recorder (function
                    | :? StepStarted as started when started.Step = "wait" ->
                        raise (StoreException(DiagnosticCodes.DiskFull, "no room"))
                    | _ -> ())

            Expect.throwsT<StoreException>
                (fun () -> workshop.Run([ step "wait" "number/wait" [] [] ], observer = recorder) |> ignore)
                "told"

            Expect.isEmpty
                (Directory.GetFiles(Path.Combine(workshop.Root, "locks")))
                "the step has ended: its lock is free"
        }
    ]
