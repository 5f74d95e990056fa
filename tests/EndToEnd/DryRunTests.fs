/// What the real command says that it would run.
module Spindle.Tests.EndToEnd.DryRunTests

open Expecto

/// The ids of the steps that a listing names, with their states.
let private listed (finished: Command.Finished) =
    Expect.equal finished.Exit 0 finished.Error

    set [
        for line in finished.Out.Split '\n' do
            match line.Split("  ", System.StringSplitOptions.RemoveEmptyEntries) with
            | [| state; _; step |]
            | [| state; _; step; _ |] when state <> "state" -> step.Trim(), state
            | [| "cached"; step |] -> step.Trim(), "cached"
            | _ -> ()
    ]

/// The ids of the steps that a run executed.
let private executed (finished: Command.Finished) =
    Expect.equal finished.Exit 0 finished.Error

    set [
        for line in finished.Error.Split '\n' do
            if line.StartsWith "start" then
                line.Substring(5).Trim().Split(' ')[0]
    ]

let private dry only = [ "run"; "experiment.yaml"; "--dry-run"; "--only"; only ]

[<Tests>]
let tests =
    testList "a dry run" [
        test "of some steps lists those that a run of them executes: they and all that they need" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", ToyStudy.text)

            for only in [ "models/fly[seed=1]/train/50-100"; "seen"; "state" ] do
                let planned = listed (Command.run folder.Path (dry only))

                let due =
                    set [
                        for step, state in planned do
                            if state <> "cached" then
                                step
                    ]

                Expect.isNonEmpty due "something is to be run"

                let run =
                    Command.run folder.Path [ "run"; "experiment.yaml"; "--only"; only; "--log"; "lines" ]

                Expect.equal (executed run) due only

                Expect.equal
                    (listed (Command.run folder.Path (dry only)))
                    (planned |> Set.map (fun (step, _) -> step, "cached"))
                    "and afterwards as known"
        }

        test "and a plan as JSON name the same steps" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", ToyStudy.text)
            let planned = listed (Command.run folder.Path (dry "state"))

            let json =
                (Command.run folder.Path [ "plan"; "experiment.yaml"; "--only"; "state"; "--json" ]).Json

            Expect.equal
                (set [
                    for step in (nonNull json["steps"]).AsArray() do
                        let step = nonNull step
                        string step["id"]
                ])
                (Set.map fst planned)
                "the ids"

            Expect.isFalse (Set.contains "probes/seen" (Set.map fst planned)) "what nobody needs"
        }
    ]
