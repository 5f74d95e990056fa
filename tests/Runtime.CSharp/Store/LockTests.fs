module Spindle.Tests.Store.LockTests

open System
open System.Diagnostics
open System.IO
open System.Threading
open System.Threading.Tasks
open Expecto
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Kinds
open Spindle.Tests.Store.Storeroom

let private key = keyOf "a"

let private acquireWith (store: ContentStore) (cancellation: CancellationToken) =
    StepLock.AcquireAsync(store, key, cancellation)

let private acquire (store: ContentStore) =
    acquireWith store CancellationToken.None

let private commit (store: ContentStore) =
    store.Commit(entry "a" [ put store "out" (bytesOf "result") ]) |> ignore

let private lockFile (room: Storeroom) =
    Path.Combine(room.Root, "locks", key.Hex)

/// Another process that has taken the lock.
let private holder (room: Storeroom) =
    let start =
        ProcessStartInfo("dotnet", [ typeof<LockHolder>.Assembly.Location; room.Root; "hold"; key.Hex ])

    start.RedirectStandardInput <- true
    start.RedirectStandardOutput <- true
    let started = nonNull (Process.Start start)
    Expect.equal (started.StandardOutput.ReadLine()) "held" "the other process has the lock"
    started

/// Waits long for what should come soon; a test that fails does not hang.
let private soon (task: Task<'result>) =
    Expect.isTrue (task.Wait(TimeSpan.FromSeconds 30.0)) "it came"
    task.Result

[<Tests>]
let tests =
    testList "step locks" [
        test "a lock that is free is taken at once, and its file is gone afterwards" {
            use room = new Storeroom()
            let held = nonNull (soon (acquire room.Store))
            Expect.isTrue (File.Exists(lockFile room)) "the file says so"
            held.Dispose()
            Expect.isFalse (File.Exists(lockFile room)) "gone"
        }

        test "one who waits gets the result, and not the lock" {
            use room = new Storeroom()
            use other = room.Again()
            let held = nonNull (soon (acquire room.Store))
            let waiting = acquire other
            commit room.Store
            held.Dispose()
            Expect.isNull (soon waiting) "no lock"
            Expect.isNotNull (other.Find key) "the result"
            Expect.isFalse (File.Exists(lockFile room)) "no file is left"
        }

        test "a lock is held until others can see the result" {
            use room = new Storeroom()
            // The first entry is written at once; the second waits for its group, and the lock with it.
            room.Store.Commit(entry "opening" []) |> ignore
            let held = nonNull (soon (acquire room.Store))
            commit room.Store
            held.Dispose()
            use other = room.Again()
            Expect.isNull (soon (acquire other)) "the other never computes it"
        }

        test "where the step fails, one who waits gets the lock" {
            use room = new Storeroom()
            use other = room.Again()
            let held = nonNull (soon (acquire room.Store))
            let waiting = acquire other
            held.Dispose()
            use _ = nonNull (soon waiting)
            Expect.isTrue (File.Exists(lockFile room)) "held again"
        }

        test "who finds the result after taking the lock lets go" {
            use room = new Storeroom()
            commit room.Store
            room.Store.Flush()
            Expect.isNull (soon (acquire (room.Again()))) "no lock"
            Expect.isFalse (File.Exists(lockFile room)) "no file is left"
        }

        test "of many that want a step at the same time one computes it" {
            use room = new Storeroom()
            let stores = [ for _ in 1..6 -> room.Again() ]
            let mutable computed = 0

            let work (store: ContentStore) =
                Task.Run(fun () ->
                    use held = (acquire store).GetAwaiter().GetResult()

                    if not (isNull held) then
                        Interlocked.Increment &computed |> ignore
                        commit store)

            Task.WaitAll [| for store in stores -> work store |]
            Expect.equal computed 1 "once"
        }

        test "waiting ends when it is told to" {
            use room = new Storeroom()
            use _ = nonNull (soon (acquire room.Store))
            use cancellation = new CancellationTokenSource()
            let waiting = acquireWith (room.Again()) cancellation.Token
            cancellation.Cancel()

            Expect.throws (fun () -> waiting.GetAwaiter().GetResult() |> ignore) "no lock"
            Expect.isTrue waiting.IsCanceled "ended"
        }

        test "a process that is killed does not block the others" {
            use room = new Storeroom()
            use other = holder room
            let waiting = acquire room.Store
            Expect.isFalse waiting.IsCompleted "its lock counts while it lives"
            other.Kill()
            use _ = nonNull (soon waiting)
            Expect.isTrue (File.Exists(lockFile room)) "taken over"
        }

        test "a process that lets go without a result hands the lock on" {
            use room = new Storeroom()
            use other = holder room
            let waiting = acquire room.Store
            other.StandardInput.Close()
            use _ = nonNull (soon waiting)
            other.WaitForExit()
            Expect.equal other.ExitCode 0 "it ended well"
        }

        test "a lock that was not refreshed for a minute is taken over" {
            use room = new Storeroom()
            use first = nonNull (soon (acquire room.Store))
            File.SetLastWriteTimeUtc(lockFile room, DateTime.UtcNow.AddMinutes -2.0)
            use _ = nonNull (soon (acquire (room.Again())))
            first.Dispose()
            Expect.isTrue (File.Exists(lockFile room)) "and who had it does not take it away"
        }

        test "a lock of a machine that has restarted since is taken over" {
            if not (OperatingSystem.IsLinux()) then
                skiptest "only Linux tells its starts apart"

            use room = new Storeroom()
            use _ = nonNull (soon (acquire room.Store))
            let text = File.ReadAllText(lockFile room)
            let boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()
            File.WriteAllText(lockFile room, text.Replace(boot, "0f3f3f70-0000-0000-0000-000000000000"))
            use _ = nonNull (soon (acquire (room.Again())))
            Expect.stringContains (File.ReadAllText(lockFile room)) boot "of this start of the machine"
        }

        test "a lock of another host counts, whatever processes run here" {
            use room = new Storeroom()
            use _ = nonNull (soon (acquire room.Store))
            let text = File.ReadAllText(lockFile room)
            File.WriteAllText(lockFile room, text.Replace(Environment.MachineName, "elsewhere"))
            use cancellation = new CancellationTokenSource()
            let waiting = acquireWith (room.Again()) cancellation.Token
            Expect.isFalse (waiting.Wait 100) "it waits"
            cancellation.Cancel()
            Expect.stringContains (File.ReadAllText(lockFile room)) "elsewhere" "and the other still has it"
        }

        test "a lock file that says nothing counts until it is old" {
            use room = new Storeroom()
            File.WriteAllText(lockFile room, "")
            use cancellation = new CancellationTokenSource()
            let waiting = acquireWith room.Store cancellation.Token
            Expect.isFalse (waiting.Wait 50) "it may just be in writing"
            File.SetLastWriteTimeUtc(lockFile room, DateTime.UtcNow.AddSeconds -10.0)
            use _ = nonNull (soon waiting)
            Expect.isGreaterThan (FileInfo(lockFile room).Length) 0L "now it says who has it"
        }

        test "where locks cannot be written the step runs without one" {
            use room = new Storeroom()
            let folder = Path.Combine(room.Root, "locks")
            Directory.Delete folder
            File.WriteAllText(folder, "in the way")
            use _ = nonNull (soon (acquire room.Store))
            commit room.Store
            room.Store.Flush()
            Expect.hasLength (room.Files "steps") 1 "it saves work and guards nothing"
        }
    ]
