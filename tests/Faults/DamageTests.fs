module Spindle.Tests.Faults.DamageTests

open System
open System.IO
open Expecto
open Spindle.Store
open Spindle.Tests.EndToEnd
open Spindle.Tests.Faults.InProcess

[<Tests>]
let tests =
    testList "faults: damage anywhere in the store" [
        test "is noticed, told, set aside and computed again, and never used" {
            use folder = new Command.Folder()
            let root = folder.File "store"
            let expected = (run (folder.File "undisturbed")).Digests
            run root |> ignore

            let one (random: Random) =
                let file, files = Damage.target root random
                let name, damage = Damage.pick random Damage.all
                let place = Path.GetRelativePath(root, file)
                let deed = damage random file files
                let asked = if random.Next 3 = 0 then ask root else []
                let early = if random.Next 3 = 0 then Some(verify root) else None

                // Contents that keep their size are read when something needs them, here after a run that needed none.
                let ran =
                    try
                        run root
                    with :? DamagedBlobException as problem ->
                        let again = run root

                        {
                            again with
                                Told = problem.Code :: again.Told
                        }

                Expect.equal ran.Digests expected $"{name}: {place}: every artifact"
                let _, lateTold = verify root

                let told =
                    asked
                    @ ran.Told
                    @ lateTold
                    @ (early |> Option.map snd |> Option.defaultValue [])

                match deed with
                | Damage.Changed -> Expect.isNonEmpty told $"{name}: {place}: told"
                | Damage.Gone
                | Damage.Added -> ()

                let after, _ = verify root
                Expect.isEmpty after.DamagedRuns $"{name}: {place}: the records are sound afterwards"
                Expect.isTrue after.IsSound $"{name}: {place}: the store is sound afterwards: {after}"
                Expect.equal (run root).Executed 0 $"{name}: {place}: everything is known again"

                forgetRuns root

            Campaign.run
                "damage anywhere in the store, met within one process"
                (Campaign.faults 500 2000)
                (fun random _ ->
                    try
                        one random
                    with _ ->
                        // A fault that was lost does not make the next ones fail.
                        Directory.Delete(root, true)
                        run root |> ignore
                        reraise ())
        }
    ]
