module Spindle.Tests.Faults.CommandDamageTests

open System.IO
open Expecto
open Spindle.Tests.EndToEnd

[<Tests>]
let tests =
    Campaign.inTurn
    <| testList "faults: damage met by the command" [
        test "is told in words, and the run goes on to the same results" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 5 6 0 0)
            let root = folder.File "store"

            let run () =
                Cloth.run folder.Path [ "run"; "study.yaml"; "--store"; root; "--json" ]

            Expect.equal (run ()).Exit 0 "at first"
            let expected = Command.digests root

            Campaign.run "damage anywhere in the store, met by the command" (Campaign.faults 40 100) (fun random _ ->
                let file, files = Damage.target root random
                let name, damage = Damage.pick random Damage.all
                let what = $"{name}: {Path.GetRelativePath(root, file)}"
                let deed = damage random file files

                // What a run need not read (contents that all have their size, earlier records, and files that are no entries) is for
                // the verification to find.
                let verified =
                    if file.Contains "/steps/" && file.EndsWith ".json" then
                        run ()
                    else
                        Cloth.run folder.Path [ "store"; "--store"; root; "verify" ]

                let finished = run ()
                let said = verified.Out + verified.Error + finished.Error
                Expect.isFalse (said.Contains "   at ") $"{what}: no stack trace: {said}"
                Expect.contains [ 0; 4 ] verified.Exit $"{what}: {said}"
                Expect.equal finished.Exit 0 $"{what}: {said}"

                // How many events there were, the head of the record knows; an earlier fault may have taken it.
                let isKnown =
                    not (file.EndsWith "events.jsonl")
                    || File.Exists(Path.Combine(string (Path.GetDirectoryName file), "run.json"))

                match deed with
                | Damage.Changed when not isKnown -> ()
                | Damage.Changed -> Expect.stringContains said "SPN70" $"{what}: told"
                | Damage.Gone
                | Damage.Added -> ()

                Expect.equal (Command.digests root) expected $"{what}: every artifact")

            let verified = Cloth.run folder.Path [ "store"; "--store"; root; "verify" ]
            let again = Cloth.run folder.Path [ "store"; "--store"; root; "verify" ]
            Expect.equal again.Exit 0 (verified.Out + again.Out)
        }
    ]
