module Spindle.Tests.EndToEnd.InterruptionTests

open System.Diagnostics
open Expecto

[<Tests>]
let tests =
    Command.inTurn
    <| testList "Ctrl-C" [
        test "ends a run with exit code 130, and the next run ends with the same bytes as an undisturbed one" {
            use folder = new Command.Folder()
            // Long enough that a training is under way whenever the signal comes.
            folder.Write("experiment.yaml", Study.small.Replace("updates: 60", "updates: 2000"))

            let undisturbed =
                Command.run folder.Path [ "run"; "experiment.yaml"; "--store"; "undisturbed" ]

            Expect.equal undisturbed.Exit 0 undisturbed.Error

            use running =
                Command.start folder.Path [ "run"; "experiment.yaml"; "--store"; "interrupted"; "--log"; "lines" ]

            let rec awaitTraining () =
                match running.StandardError.ReadLine() with
                | null -> failtest "the run ended before it trained"
                | line when line.StartsWith "start" && line.Contains "/train/" -> ()
                | _ -> awaitTraining ()

            awaitTraining ()
            use kill = Process.Start("kill", [ "-INT"; string running.Id ])
            kill.WaitForExit()
            let rest = running.StandardError.ReadToEnd()
            running.WaitForExit()
            Expect.equal running.ExitCode 130 rest
            Expect.stringContains rest "stopping" "it says so"

            let next =
                Command.run folder.Path [ "run"; "experiment.yaml"; "--store"; "interrupted"; "--json" ]

            Expect.equal next.Exit 0 next.Error
            Expect.isGreaterThan ((nonNull next.Json["cached"]).GetValue<int>()) 0 "what was finished is kept"

            Expect.equal
                (Command.digests (folder.File "interrupted"))
                (Command.digests (folder.File "undisturbed"))
                "every artifact"
        }
    ]
