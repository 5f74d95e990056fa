module Spindle.Tests.Faults.DamageTests

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Store
open Spindle.Cli
open Spindle.Cli.Progress
open Spindle.Tests.EndToEnd

/// What a damage did, so that it is known what has to be told of it.
type private Deed =
    /// The bytes of a file are others, or cannot be read.
    | Changed
    /// A file is gone, which anybody may do.
    | Gone
    /// Something stands where nothing of the store was.
    | Added

let private writable (file: string) =
    if File.Exists file then
        File.SetUnixFileMode(file, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)

let private rewrite (change: Random -> byte[] -> byte[]) (random: Random) (file: string) (_: string list) =
    writable file
    let before = File.ReadAllBytes file
    let after = change random before
    File.WriteAllBytes(file, after)
    if Array.forall2 (=) before after && before.Length = after.Length then Added else Changed

let private pick (random: Random) (items: 'a list) = items[random.Next items.Length]

/// All that may happen to a file, by name.
let private damages: (string * (Random -> string -> string list -> Deed)) list = [
    "one bit flipped",
    rewrite (fun random content ->
        if content.Length > 0 then
            let at = random.Next content.Length
            content |> Array.mapi (fun i byte -> if i = at then byte ^^^ (1uy <<< random.Next 8) else byte)
        else
            [| 1uy |])
    "cut short", rewrite (fun random content -> content[.. random.Next(max 1 content.Length) - 1])
    "emptied", rewrite (fun _ _ -> [||])
    "zeros in it",
    rewrite (fun random content ->
        let from = random.Next(max 1 content.Length)
        content |> Array.mapi (fun i byte -> if i >= from && i < from + 512 then 0uy else byte))
    "more at its end", rewrite (fun random content -> Array.append content (Array.init (1 + random.Next 9) byte))
    "another file's content",
    (fun random file files ->
        let other = pick random files
        rewrite (fun _ _ -> File.ReadAllBytes other) random file [])
    "deleted",
    (fun _ file _ ->
        File.Delete file
        Gone)
    "a folder in its place",
    (fun random file _ ->
        File.Delete file
        Directory.CreateDirectory file |> ignore

        if random.Next 2 = 0 then
            File.WriteAllText(Path.Combine(file, "inside"), "something")

        Changed)
    "a link to nowhere in its place",
    (fun _ file _ ->
        File.Delete file
        File.CreateSymbolicLink(file, "/nowhere/at/all") |> ignore
        Changed)
    "a link to itself in its place",
    (fun _ file _ ->
        File.Delete file
        File.CreateSymbolicLink(file, file) |> ignore
        Changed)
    "a file where its folder was",
    (fun _ file _ ->
        let folder = string (Path.GetDirectoryName file)
        Directory.Delete(folder, true)
        File.WriteAllText(folder, "not a folder")
        Changed)
    "something strange beside it",
    (fun random file _ ->
        File.WriteAllText($"{file}.{random.Next 1000}", "strange")
        Added)
    "its folder deleted",
    (fun _ file _ ->
        Directory.Delete(string (Path.GetDirectoryName file), true)
        Gone)
]

let private study =
    lazy
        (use folder = new Command.Folder()
         folder.Write("study.yaml", Cloth.text 1 6 8 0 0)

         match Study.load (folder.File "study.yaml") [] with
         | Ok study -> study
         | Error(_, problems) -> failwith $"{problems}")

type private Ran = { Told: string list; Digests: Map<string, string>; Executed: int }

/// Runs the study on a store as a fresh process would, record and all.
let private run (root: string) =
    let plan, catalog = study.Value.Plan, study.Value.Catalog
    let told = List<string>()
    let warnings = StoreWarnings()
    use store = ContentStore.Open(root, fun warning -> warnings.Tell warning)

    let listening =
        { new IRunObserver with
            member _.On happened =
                match happened with
                | :? StoreWarningRaised as warning -> told.Add warning.Code
                | _ -> () }

    let folder = RunFolder.Create(store, TimeProvider.System)
    folder.WriteJson("plan.json", PlanJson.Write plan)
    use writer = folder.Begin(plan.Experiment, JsonObject(), TimeProvider.System)

    let summary =
        Runner(store, InProcessExecutor(catalog, store), warnings)
            .RunAsync(
                plan,
                RunOptions(Run = folder.Name, Jobs = 2),
                RunObservers [| RunRecording(writer, plan); listening |],
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult()

    store.Flush()
    writer.End RunState.Finished

    {
        Told = List.ofSeq told
        Executed = summary.Executed
        Digests =
            Map.ofSeq (
                seq {
                    for step in summary.Steps do
                        match step.Entry with
                        | null -> failtest $"{step.Step} has no result: {step.Message}"
                        | entry ->
                            for output in entry.Outputs do
                                use content = store.Open output
                                let bytes = content.Memory
                                $"{step.Step}/{output.Name}", Digest.Of(bytes.Span).Hex
                }
            )
    }

/// Asks everything that looks into a store without running.
let private ask (root: string) =
    let told = List<string>()
    let store = ContentStore.Look(root, (fun warning -> lock told (fun () -> told.Add warning.Code)))
    StoreStatus.Of store |> ignore
    StepTimes.Read store |> ignore
    let explanation = StepExplanation(study.Value.Plan, PlanStatus.Of(study.Value.Plan, store), store, StepExplanation.ManyRuns)

    for step in study.Value.Plan.Steps |> Seq.truncate 5 do
        explanation.Of step.Id |> ignore

    for run in RunFolder.List store do
        run.ReadHeader() |> ignore
        run.ReadSteps() |> ignore

    GarbageCollection.Preview(store, GarbageRules(KeepRuns = Nullable 1), TimeProvider.System)
    |> ignore

    List.ofSeq told

let private verify (root: string) =
    let store, told = Cloth.openStore root
    use store = store
    let found = StoreVerification.Of(store, CancellationToken.None)
    found, List.ofSeq told

let private filesOf (root: string) (random: Random) =
    let folder = pick random [ "blobs"; "steps"; "steps"; "runs" ]

    Directory.GetFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
    |> Array.sort
    |> List.ofArray

[<Tests>]
let tests =
    testList "damage anywhere in the store" [
        test "is noticed, told, set aside and computed again, and never used" {
            use folder = new Command.Folder()
            let root = folder.File "store"
            let expected = (run (folder.File "undisturbed")).Digests
            run root |> ignore

            Campaign.run "damage anywhere in the store, met within one process" (Campaign.faults 500 2000) (fun random _ ->
                let files = filesOf root random
                let file = pick random files
                let name, damage = pick random damages
                let place = Path.GetRelativePath(root, file)
                let deed = damage random file files
                let asked = if random.Next 3 = 0 then ask root else []
                let early = if random.Next 3 = 0 then Some(verify root) else None
                let ran = run root
                Expect.equal ran.Digests expected $"{name}: {place}: every artifact"
                let late, lateTold = verify root

                let told =
                    asked
                    @ ran.Told
                    @ lateTold
                    @ (early |> Option.map snd |> Option.defaultValue [])

                match deed with
                | Changed -> Expect.isNonEmpty told $"{name}: {place}: told"
                | Gone
                | Added -> ()

                let after, _ = verify root
                Expect.isTrue after.IsSound $"{name}: {place}: the store is sound afterwards: {after}"
                ignore late
                Expect.equal (run root).Executed 0 $"{name}: {place}: everything is known again"

                // Few records keep the campaign quick.
                let runs = RunFolder.List(ContentStore.Look root)

                for old in Seq.skip 3 runs do
                    Directory.Delete(old.Location, true))
        }
    ]
