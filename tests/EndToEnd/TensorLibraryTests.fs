module Spindle.Tests.EndToEnd.TensorLibraryTests

open Expecto

let private nowhere = [ "SPINDLE_LIBTORCH", "/no/such/folder" ]

[<Tests>]
let tests =
    testList "without libtorch" [
        test "every question is answered, and a run says what it lacks" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)

            for arguments in
                [
                    [ "check"; "experiment.yaml" ]
                    [ "plan"; "experiment.yaml" ]
                    [ "diff"; "experiment.yaml"; "experiment.yaml" ]
                    [ "why"; "experiment.yaml"; "models/fly/initial" ]
                    [ "show"; "experiment.yaml" ]
                ] do
                let finished = Command.runIn nowhere folder.Path arguments
                Expect.equal finished.Exit 0 finished.Error

            let finished = Command.runIn nowhere folder.Path [ "run"; "experiment.yaml" ]
            Expect.equal finished.Exit 4 "the machine lacks something"
            Expect.stringContains finished.Error "error SPN7101: no libtorch_cpu.so in '/no/such/folder'" "the message"
        }
    ]
