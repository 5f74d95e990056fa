module Spindle.Tests.EndToEnd.SurroundingsTests

open System.IO
open Expecto

/// Runs a study in a folder, with its store there, and gives back every key and output with its digest.
let private results (folder: Command.Folder) (place: string) (environment: (string * string) list) =
    folder.Write(Path.Combine(place, "experiment.yaml"), Study.small)
    let here = folder.File place

    let finished =
        Command.runIn environment here [ "run"; "experiment.yaml"; "--store"; "store"; "--json" ]

    Expect.equal finished.Exit 0 finished.Error
    Command.digests (Path.Combine(here, "store"))

[<Tests>]
let tests =
    Command.inTurn
    <| testList "a study in other surroundings" [
        test "has the same keys and the same bytes under another home, language, time zone, folder and number of cores" {
            use folder = new Command.Folder()
            let plain = results folder "plain" []

            let other =
                results folder "anders/ein langer Ordner" [
                    "HOME", folder.File "home"
                    "USER", "somebody"
                    "LANG", "tr_TR.UTF-8"
                    "LC_ALL", "de_DE.UTF-8"
                    "TZ", "Asia/Kathmandu"
                    "DOTNET_PROCESSOR_COUNT", "1"
                    "OMP_NUM_THREADS", "7"
                ]

            Expect.isNonEmpty plain "something was made"
            Expect.equal other plain "every key, every digest"
        }
    ]
