module Spindle.Tests.Execution.RecomputationTests

open System
open System.IO
open System.Threading
open Expecto
open Spindle.Execution
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

/// Computes the results of some steps again by an executor on a scratch store.
let private recomputeBy (executor: ContentStore -> IStepExecutor) (workshop: Workshop) steps jobs =
    use scratch = ScratchStore.Create workshop.Store
    let all = PlanStatus.Of(plan steps, workshop.Store)
    let chosen = RecomputationSample.Of(all, 1.0, 0L)

    task {
        use executor = executor scratch.Store

        return!
            Recomputer(workshop.Store, scratch, executor)
                .RunAsync(all, chosen, RunOptions(Jobs = jobs), ignore, CancellationToken.None)
    }
    |> _.GetAwaiter().GetResult()
    |> List.ofSeq

let private recompute workshop steps jobs =
    let here (store: ContentStore) : IStepExecutor =
        let worker =
            WorkerCommand("dotnet", [ typeof<Spindle.Tests.Kinds.Coin>.Assembly.Location; store.Root ])

        LocalExecutor(
            catalog.Value,
            InProcessExecutor(catalog.Value, store),
            WorkerExecutor(store, worker, TimeSpan.FromSeconds 2.0)
        )

    recomputeBy here workshop steps jobs

[<Tests>]
let tests =
    testList "recomputation" [
        test "reads large inputs from the store, in this process and in workers, many at the same time" {
            let bulky id value =
                step id "number/bulky" [ "value", number value ] []

            let elsewhere id input =
                step id "worker/next" [] [ "in", input ]

            let steps = [
                for i in 1..20 do
                    bulky $"a{i}" (float i)
                    bulky $"same{i}" 0.5
                    next $"b{i}" $"a{i}"
                    elsewhere $"c{i}" $"a{i}"
                    elsewhere $"d{i}" $"c{i}"
            ]

            use workshop = new Workshop()
            Expect.equal (workshop.Run steps).Failed 0 "the run"
            let found = recompute workshop steps 4
            Expect.equal found.Length 81 "every key once"
            Expect.all found (fun step -> step :? RecomputedStep.Same) "all repeat"
        }

        test "leaves neither files nor folders behind" {
            use workshop = new Workshop()
            let scratch = ScratchStore.Create workshop.Store
            let root = scratch.Store.Root
            Expect.isTrue (Directory.Exists root) "there is an area"
            (scratch :> IDisposable).Dispose()
            Expect.isFalse (Directory.Exists root) "and then none"
        }

        test "takes a part of the results: never none, always the same, growing with the part" {
            let steps = [ for i in 1..50 -> constant $"a{i}" (float i) ]
            use workshop = new Workshop()
            workshop.Run steps |> ignore
            let all = PlanStatus.Of(plan steps, workshop.Store)
            let sample part seed = [ for status in RecomputationSample.Of(all, part, seed) -> status.Step.Id ]
            Expect.equal (sample 1e-9 0L).Length 1 "at least one"
            Expect.equal (sample 0.1 0L).Length 5 "a tenth"
            Expect.equal (sample 0.1 0L) (sample 0.1 0L) "again"
            Expect.isTrue (Set.isSubset (set (sample 0.1 3L)) (set (sample 0.2 3L))) "a larger part"
            Expect.notEqual (sample 0.1 1L) (sample 0.1 2L) "another seed"
            let renamed = [ for i in 1..50 -> constant $"b{i}" (float i) ]

            Expect.equal
                [
                    for status in RecomputationSample.Of(PlanStatus.Of(plan renamed, workshop.Store), 0.1, 0L) ->
                        status.Key
                ]
                [ for status in RecomputationSample.Of(all, 0.1, 0L) -> status.Key ]
                "names play no role"
        }

        test "survives a worker that dies" {
            let mark = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString "N")
            let steps = [ step "a" "worker/die" [ "once", text mark ] [] ]
            use workshop = new Workshop()
            File.WriteAllText(mark, "")
            Expect.equal (workshop.Run steps).Failed 0 "with the mark it lives"
            File.Delete mark

            match recompute workshop steps 1 with
            | [ :? RecomputedStep.Same ] ->
                Expect.isTrue (File.Exists mark) "its first worker died, the second gave the result"
            | other -> failwith $"{other}"

            File.Delete mark
        }

        test "tells a step that fails now, and goes on with the others" {
            let failing (store: ContentStore) : IStepExecutor =
                let sound = new InProcessExecutor(catalog.Value, store) :> IStepExecutor

                {
                    new IStepExecutor with
                        member _.ExecuteAsync(work, listener, cancellation) =
                            if work.Step.Id = "a" then
                                raise (StepFailedException(StepFailure("SPN8001", "", "no room for a", "")))

                            sound.ExecuteAsync(work, listener, cancellation)

                        member _.DisposeAsync() = sound.DisposeAsync()
                }

            let steps = [ constant "a" 1.0; next "b" "a" ]
            use workshop = new Workshop()
            workshop.Run steps |> ignore

            match recomputeBy failing workshop steps 1 with
            | [ :? RecomputedStep.Failed as failed; :? RecomputedStep.Same as same ] ->
                Expect.equal (failed.Step, failed.Failure.Message) ("a", "no room for a") "the failure"
                Expect.equal same.Step "b" "its input comes from the store"
            | other -> failwith $"{other}"
        }
    ]
