module Spindle.Tests.EndToEnd.QuickstartTests

open System.IO
open Expecto

[<Tests>]
let tests =
    Command.inTurn
    <| testList "the quickstart" [
        test "run twice into two empty stores gives identical digests, whatever the number of jobs" {
            use folder = new Command.Folder()

            let experiment =
                Path.Combine(Command.repository, "experiments", "quickstart", "experiment.yaml")

            for store, jobs in [ "first", "2"; "second", "1" ] do
                let finished =
                    Command.run folder.Path [
                        "run"
                        experiment
                        "--store"
                        folder.File store
                        "--jobs"
                        jobs
                        "--json"
                    ]

                Expect.equal finished.Exit 0 finished.Error

            Expect.equal
                (Command.digests (folder.File "second"))
                (Command.digests (folder.File "first"))
                "every artifact"
        }
    ]
