/// What the real command says of failures, limits, reasons and numerics.
module Spindle.Tests.EndToEnd.WhyTests

open System.IO
open System.Text.Json.Nodes
open Expecto

let private study (body: string) = ToyStudy.withBody body

let private seen = "probes: { seen: { kind: size, of: home } }\n"

let private home (more: string) =
    $"tasks: {{ home: {{ kind: walk, steps: 30{more} }} }}\n"

let private run (folder: Command.Folder) (more: string list) =
    Command.run folder.Path ([ "run"; "experiment.yaml" ] @ more)

let private why (folder: Command.Folder) (more: string list) =
    let finished = Command.run folder.Path ([ "why"; "experiment.yaml" ] @ more)
    Expect.equal finished.Exit 0 finished.Error
    finished

let private write (folder: Command.Folder) body =
    folder.Write("experiment.yaml", study body)

let private expect (finished: Command.Finished) (exit: int) (words: string list) =
    Expect.equal finished.Exit exit finished.Error

    for word in words do
        Expect.stringContains (finished.Out + finished.Error) word "told"

[<Tests>]
let tests =
    testList "a user who asks why" [
        test "is told the first run, the changed parameter, the root of a changed input, and what is lost" {
            use folder = new Command.Folder()
            write folder (home "" + seen)

            expect (why folder []) 0 [
                "1 step must run: first run: tasks/home/trials"
                "1 step waits for what these give"
            ]

            expect (run folder []) 0 [ "start     tasks/home/trials  (first run)" ]
            expect (why folder []) 0 [ "known" ]

            write folder (home ", noise: 0.25" + seen)
            expect (Command.run folder.Path [ "plan"; "experiment.yaml" ]) 0 [ "walk.noise 0.5 → 0.25" ]
            expect (run folder [ "--only"; "home" ]) 0 [ "start     tasks/home/trials  (walk.noise 0.5 → 0.25)" ]

            expect (why folder [ "probes/seen" ]) 0 [
                "probes/seen must run. Since the run "
                "input 'data' "
                ", from tasks/home/trials"
                "because of tasks/home/trials, 1 step upstream:"
                "      walk.noise 0.5 → 0.25"
            ]

            let json = (why folder [ "probes/seen"; "--json" ]).Json
            Expect.equal (string json["reason"]) "changed" "for programs"
            let root = (nonNull json["roots"])[0] |> nonNull
            Expect.equal (string root["step"]) "tasks/home/trials" "the root"

            expect (run folder []) 0 []

            for entry in Command.entries (folder.File ".spindle") do
                if File.ReadAllText(entry).Contains "\"size/measure\"" then
                    File.Delete entry

            expect (why folder [ "probes/seen" ]) 0 [ "must run: its result is gone from the store" ]
        }

        test "is told of a failure with its file, which has the parameters, the trace and what was printed" {
            use folder = new Command.Folder()
            write folder ("tasks: { bad: { kind: trouble, how: throw, of: 7 }, home: { kind: walk, steps: 30 } }\n")
            let failed = run folder [ "--keep-going" ]
            expect failed 3 [ "error SPN8001: the numbers do not add up"; "more in " ]
            Expect.stringContains failed.Error "executed  tasks/home/trials" "the rest is finished"

            let line =
                failed.Error.Split '\n' |> Array.find (fun line -> line.Contains "more in ")

            let file = line[line.IndexOf "more in " + 8 ..].Trim()
            let text = File.ReadAllText file

            for word in
                [
                    "\"of\": 7"
                    "this is printed"
                    "25 %: so far so good"
                    "MakeTrouble.Run"
                    "error SPN8001"
                ] do
                Expect.stringContains text word "kept"

            let page =
                Directory.GetFiles(folder.File ".spindle/runs", "report.html", SearchOption.AllDirectories)
                |> Array.exactlyOne
                |> File.ReadAllText

            Expect.stringContains page (Path.GetFileName file |> string) "the report names it"

            expect (why folder [ "tasks/bad" ]) 0 [
                "an earlier attempt failed"
                "SPN8001"
                "failures/001-tasks.bad.txt"
            ]

            expect (run folder [ "--keep-going"; "--fail-fast" ]) 2 [ "say the opposite of each other" ]
        }

        test "is told what hangs and what is no number" {
            use folder = new Command.Folder()

            write
                folder
                "limits: { time: 1 s }\ntasks:\n  slow: { kind: trouble, how: hang }\n  odd: { kind: trouble, how: nan, limits: { time: 60 s } }\n"

            expect (run folder []) 3 [
                "failed    tasks/slow: error SPN8008: it ran 1"
                "over its time limit of 1 s, and was ended; its last words were \"25 %: so far so good\""
                "failed    tasks/odd: error SPN8005: the number 'data[0]' of the tensors 'data' is not finite"
            ]

            let plan =
                Command.run folder.Path [ "plan"; "experiment.yaml"; "--json"; "--set"; "limits.memory=2 GB" ]

            expect plan 0 [ "\"limits\":{\"memory\":\"2 GB\",\"time\":\"1 s\"}" ]
        }

        test "is told of other numerics, whose results are kept apart" {
            use folder = new Command.Folder()
            write folder "tasks: { fine: { kind: trouble } }\n"
            let strict = [ "--numerics"; "strict"; "--device"; "cpu" ]
            let as' isa = [ "ATEN_CPU_CAPABILITY", isa ]

            let executed (environment: (string * string) list) more =
                let finished =
                    Command.runIn environment folder.Path ([ "run"; "experiment.yaml"; "--json" ] @ more)

                Expect.equal finished.Exit 0 finished.Error
                (nonNull finished.Json["executed"]).GetValue<int>()

            Expect.equal (executed [] []) 1 "shared"
            Expect.equal (executed (as' "avx2") strict) 1 "not accepted by strict"
            Expect.equal (executed (as' "avx2") strict) 0 "its own is"

            let asked =
                Command.runIn (as' "default") folder.Path ([ "why"; "experiment.yaml"; "tasks/fine" ] @ strict)

            expect asked 0 [ "numerics.isa "; "avx2 → "; "default" ]
            Expect.equal (executed (as' "default") strict) 1 "another class"
            Expect.equal (executed [] []) 0 "shared takes what was there"
        }

        test "gets metrics and tables as JSON" {
            use folder = new Command.Folder()
            write folder (home "" + seen)
            expect (run folder []) 0 []
            let shown = Command.run folder.Path [ "show"; "experiment.yaml"; "--json" ]
            expect shown 0 []
            let probe = (nonNull shown.Json["probes"])[0] |> nonNull
            Expect.equal (string probe["member"]) "seen" "the probe"
            Expect.isGreaterThan ((nonNull probe["metrics"]).AsObject().Count) 0 "its numbers"
        }
    ]
