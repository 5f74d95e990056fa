module Spindle.Tests.EndToEnd.VerifyTests

open System
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store

let private file = "experiment.yaml"

let private expectExit (code: int) (finished: Command.Finished) =
    Expect.equal finished.Exit code $"{finished.Out}{finished.Error}"

/// A folder with a study that has run.
let private finished (text: string) =
    let folder = new Command.Folder()
    folder.Write(file, text)
    Command.run folder.Path [ "run"; file ] |> expectExit 0
    folder

let private verify (folder: Command.Folder) more =
    Command.run folder.Path ([ "verify"; file ] @ more)

let private number (name: string) (json: JsonObject) = (nonNull json[name]).GetValue<int>()

let private list (name: string) (json: JsonNode) = [ for item in (nonNull json[name]).AsArray() -> nonNull item ]

/// Everything in a folder: names, sizes and times.
let private contents (folder: string) = [
    for path in
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        |> Seq.sort do
        path, File.GetLastWriteTimeUtc path, (if File.Exists path then FileInfo(path).Length else 0L)
]

let private scratchAreas () =
    Directory.GetDirectories(Path.GetTempPath(), "spindle-scratch-*") |> Set.ofArray

/// Puts a wrong and whole result in the place of a step's: its record says another number.
let private forge (store: string) (step: string) (output: string) =
    let content = ContentStore.Open store

    let entry =
        Command.entries store
        |> Seq.map (fun path ->
            content.Recall(Digest(Path.GetFileNameWithoutExtension path |> string))
            |> nonNull)
        |> Seq.find (fun entry -> string entry.Provenance["step"] = step)

    File.Delete(Path.Combine(store, "steps", entry.Key.Hex[..1], entry.Key.Hex + ".json"))

    use blob = content.NewBlob()
    blob.Stream.Write(ReadOnlySpan(Text.Encoding.UTF8.GetBytes """{"mean":1.5,"spread":200}"""))
    let struct (digest, size) = blob.Finish()
    let forged = StoredOutput(output, ArtifactType.Record, digest, size)
    use fresh = ContentStore.Open store
    fresh.Unpack(content.Pack forged) |> ignore

    fresh.Commit(StepEntry(entry.Key, entry.KeyText, [ forged ], entry.Provenance))
    |> ignore

[<Tests>]
let tests =
    Command.inTurn
    <| testList "verify" [
        test "finds that the results of a sound study repeat, and touches nothing" {
            use folder = finished ToyStudy.text
            let before = contents (folder.File ".spindle")
            let areas = scratchAreas ()
            let found = verify folder [ "--json" ]
            expectExit 0 found
            Expect.equal (number "computed" found.Json) (number "results" found.Json) "all of them"
            Expect.equal (number "same" found.Json) (number "computed" found.Json) "all the same"
            Expect.equal (contents (folder.File ".spindle")) before "the store"
            Expect.equal (scratchAreas ()) areas "nothing is left"
        }

        test "names an operation that does not repeat, with its outputs and how far they are apart" {
            use folder = finished ToyStudy.weather
            let found = verify folder []
            expectExit 1 found

            for words in
                [
                    "differs  tasks/sky/days"
                    "  data: "
                    "3 of 3 numbers differ"
                    "largest absolute difference"
                    "at rain["
                    "at rain, row "
                    "at most: "
                    "3 of 3 results computed again: 2 the same, 1 differs"
                ] do
                Expect.stringContains found.Out words "what is told"

            Expect.isFalse (found.Out.Contains "place:") "an output that repeats is not told"
            Expect.isFalse (found.Out.Contains "home") "a step that repeats is not told"

            let json = (verify folder [ "--json" ]).Json

            let step =
                list "steps" json
                |> List.find (fun step -> string step["step"] = "tasks/sky/days")

            Expect.equal (string step["outcome"]) "differs" "the outcome"

            for output in list "outputs" step do
                let most = (nonNull output["difference"])["largest_absolute"] |> nonNull
                let value (name: string) = (nonNull most[name]).GetValue<float>()
                Expect.equal (value "difference") (abs (value "after" - value "before")) "the largest difference"
        }

        test "finds a result that is whole and wrong" {
            use folder = finished ToyStudy.text
            forge (folder.File ".spindle") "probes/seen" "metrics"

            Command.run folder.Path [ "store"; "verify"; "--store"; ".spindle" ]
            |> expectExit 0

            let found = verify folder []
            expectExit 1 found

            Expect.stringContains
                found.Out
                "largest relative difference 9.925e-1 at mean: 1.5 → 200"
                "how far it is off"
        }

        test "computes one step alone: a chain of which only the last segment is chosen runs one segment" {
            use folder = finished ToyStudy.text
            let found = verify folder [ "--only"; "models/fly[seed=2]/train/50-100"; "--json" ]
            expectExit 0 found
            Expect.equal (number "computed" found.Json) 1 "one step"

            Expect.equal
                [ for step in list "steps" found.Json -> string step["step"] ]
                [ "models/fly[seed=2]/train/50-100" ]
                "this one"
        }

        test "takes the same sample for the same seed, and another for another" {
            use folder = finished ToyStudy.text

            let sample more =
                let found = verify folder ([ "--json" ] @ more)
                expectExit 0 found
                set [ for step in list "steps" found.Json -> string step["step"] ]

            let one = sample [ "--fraction"; "0.3"; "--seed"; "1" ]
            Expect.equal (sample [ "--fraction"; "0.3"; "--seed"; "1"; "--jobs"; "1" ]) one "the same seed"

            Expect.isTrue
                (Set.isSubset one (sample [ "--fraction"; "0.6"; "--seed"; "1" ]))
                "a larger part contains the smaller one"

            let others = [ for seed in 2..6 -> sample [ "--fraction"; "0.3"; "--seed"; string seed ] ]
            Expect.exists others (fun other -> other <> one) "another seed"
        }

        test "says what is not finished, and what was asked wrongly" {
            use folder = new Command.Folder()
            folder.Write(file, ToyStudy.text)
            let found = verify folder []
            expectExit 0 found

            Expect.stringContains
                found.Out
                "0 of 0 results computed again: 0 the same; 10 steps have no result"
                "nothing ran"

            Expect.equal (Directory.GetFileSystemEntries folder.Path).Length 1 "no store is made"

            for part in [ "0"; "1.5"; "-1" ] do
                let refused = verify folder [ "--fraction"; part ]
                expectExit 2 refused
                Expect.stringContains refused.Error $"above 0 and up to 1, not {part}" "the message"
        }

        test "says that a step cannot be computed again where its input is damaged" {
            use folder = finished (ToyStudy.text.Replace("steps: 200", "steps: 2000"))

            let blob =
                Directory.GetFiles(folder.File ".spindle/blobs", "*", SearchOption.AllDirectories)[0]

            File.SetUnixFileMode(blob, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
            let bytes = File.ReadAllBytes blob
            bytes[bytes.Length - 1] <- bytes[bytes.Length - 1] ^^^ 1uy
            File.WriteAllBytes(blob, bytes)
            let found = verify folder [ "--only"; "seen" ]
            expectExit 1 found
            Expect.stringContains found.Out "error SPN7309: its input 'data' cannot be read" "the message"
            Expect.isTrue (File.Exists blob) "the store is not touched"
        }

        test "computes steps with tensors in worker processes" {
            use folder = finished Study.small
            let areas = scratchAreas ()
            let found = verify folder [ "--json" ]
            expectExit 0 found
            Expect.isGreaterThan (number "same" found.Json) 5 "trained segments among them"
            Expect.equal (scratchAreas ()) areas "nothing is left"
        }
    ]
