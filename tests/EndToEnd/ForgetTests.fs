module Spindle.Tests.EndToEnd.ForgetTests

open Expecto

let private executed (finished: Command.Finished) =
    Expect.equal finished.Exit 0 finished.Error
    string finished.Json["executed"]

[<Tests>]
let tests =
    Command.inTurn
    <| testList "store forget" [
        test "lists what it would forget, forgets it when told to, and the next run computes that and nothing else" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", ToyStudy.text)

            let run () =
                Command.run folder.Path [ "run"; "experiment.yaml"; "--json" ]

            let forget more =
                Command.run folder.Path ([ "store"; "forget"; "experiment.yaml"; "--only"; "seen" ] @ more)

            Expect.notEqual (executed (run ())) "0" "the first run"
            let before = Command.digests (folder.File ".spindle")

            let preview = forget []
            Expect.equal preview.Exit 0 preview.Error
            Expect.stringContains preview.Out "probes/seen" "the step"
            Expect.stringContains preview.Out "without --delete" "nothing happens yet"
            Expect.equal (executed (run ())) "0" "nothing was forgotten"

            Expect.equal (forget [ "--delete" ]).Exit 0 "forgotten"
            Expect.equal (executed (run ())) "1" "the probe alone"
            Expect.equal (Command.digests (folder.File ".spindle")) before "the same results"
        }

        test "says which name it does not know" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", ToyStudy.text)

            let finished =
                Command.run folder.Path [ "store"; "forget"; "experiment.yaml"; "--only"; "nobody" ]

            Expect.equal finished.Exit 2 finished.Out
            Expect.stringContains finished.Error "'nobody'" "the name"
        }
    ]
