module Spindle.Tests.EndToEnd.RepairTests

open System.IO
open Expecto

[<Tests>]
let tests =
    Command.inTurn
    <| testList "an artifact that only the report reads" [
        test "is computed again within the run that finds it damaged" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)

            let run () =
                Command.run folder.Path [ "run"; "experiment.yaml"; "--json" ]

            let first = run ()
            Expect.equal first.Exit 0 first.Error
            let before = Command.digests (folder.File ".spindle")

            let drawing =
                before
                |> Map.pick (fun (_, output) digest -> if output = "svg" then Some digest else None)

            let file =
                Path.Combine(folder.File ".spindle", "blobs", "sha256", drawing[..1], drawing)

            let bytes = File.ReadAllBytes file
            bytes[bytes.Length / 2] <- bytes[bytes.Length / 2] ^^^ 1uy
            File.SetUnixFileMode(file, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
            File.WriteAllBytes(file, bytes)

            let again = run ()
            Expect.equal again.Exit 0 again.Error
            Expect.stringContains again.Error "SPN7004" "told"
            Expect.equal (string again.Json["executed"]) "1" "the drawing alone"
            Expect.equal (Command.digests (folder.File ".spindle")) before "the same bytes"
            Expect.isTrue (File.Exists(string again.Json["report"])) "and the report"
        }
    ]
