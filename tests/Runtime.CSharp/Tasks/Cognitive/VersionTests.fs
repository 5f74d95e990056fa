/// Digests of small batches of each kind of task, as they were when its version began. Where one of these changes, the kind's version must
/// rise with it, else stores would go on serving what was trained on the old trials.
module Spindle.Tests.Tasks.Cognitive.VersionTests

open Expecto
open Spindle.Tasks.Cognitive
open Spindle.Tests.Tasks.Cognitive.Batches

/// A training batch with noise and a test batch without, for each objective.
let private small (task: TrialTaskSpec) =
    let name = (task.Rules()[0]).Name

    [
        for objective in [ Objective.SquaredError; Objective.CrossEntropy ] do
            digest (task.Draw(name, random 4, objective, 0.03, stream 11L))
            digest (task.Draw(name, tested 1, objective, 0.0, stream 0L))
    ]
    |> List.map (fun text -> text[..7])
    |> String.concat " "

let private versions = [
    "contextdelaydm1", 1, "cb035845 dd15457a e0fb3ffe e4ad0b4e"
    "contextdelaydm2", 1, "7fcd9afc a5990ba1 ee45a2c7 7692a875"
    "contextdm1", 1, "1d54d9fa 2e04f10c ffddc653 cdd48a84"
    "contextdm2", 1, "51c1f108 6a6f9435 31eb88fb c140c095"
    "delayanti", 1, "274edd64 5dc199e5 638b9046 0e681796"
    "delaydm1", 1, "1a3efcb9 4e16d5c4 28e82b7e cbcd8055"
    "delaydm2", 1, "e01cded6 5dfe2692 a11c2443 d834b2ad"
    "delaygo", 1, "2b2ebe52 74873151 7f679981 acd8d42a"
    "dm1", 1, "a63df62e 1fe86f10 f57c8d6e d45546be"
    "dm2", 1, "e433302c 45b24b5d 0a50909d 03ffbbc9"
    "dmcgo", 1, "49bacb17 9e5616d1 6b434d62 06ee0798"
    "dmcnogo", 1, "f1ecb092 78265c8e 3b4f45f0 3bc85745"
    "dmsgo", 1, "f2279323 d038fac0 f3967eb8 104f9f5a"
    "dmsnogo", 1, "ffa7c1a5 23b27dfd 60d38d06 76a12b73"
    "fdanti", 1, "fb30b0ee 5978d087 1585f0eb 6055569a"
    "fdgo", 1, "4e1e7541 41b37fe5 fe4bc3ce 9713d7e6"
    "gap", 1, "f88cdbc8 3329ff59 583e7e6b 2194de02"
    "gap500", 1, "6cfdacad 0ca2d283 2109df68 d036fef7"
    "match_or_non", 1, "8af0f78e 449a9f9d 58395417 36dedf64"
    "match_or_non_easy", 1, "f2b77bf3 98d7d518 7e15f611 88f04b48"
    "match_or_non_passive", 1, "cbb6f960 912c0332 223da67c 667f90db"
    "multidelaydm", 1, "b5371d73 b934a73c 87fe5b93 faecb98c"
    "multidm", 1, "f95ea227 e606b8cb e8426132 e5a0b7bd"
    "odr", 1, "dcd51ec4 54bbe295 45a44bb0 18385ef9"
    "odrd", 1, "d81cc24c 2f5badc0 2320c3ec 71e43eb9"
    "overlap", 1, "c08cbad9 401d6eab 9287f513 d412b646"
    "reactanti", 1, "b9edcaef b61f3df4 c0a35ee4 c3c892bf"
    "reactgo", 1, "2f188f6b 93e96046 61e2a5e5 f31db2b1"
    "zero_gap", 1, "1ead7df5 f7d42eeb 4de46a71 e41d87e1"
]

[<Tests>]
let tests =
    testList "batches of trials, by version" [
        test "every kind is among them" {
            Expect.equal [ for name, _, _ in versions -> name ] [ for task in Kinds.ready -> task.RuleName ] "kinds"
        }

        test "ready-made tasks" {
            for name, version, digests in versions do
                let task = Kinds.ready |> List.find (fun task -> task.RuleName = name)
                Expect.equal (Kinds.version task) version $"version of {name}"
                Expect.equal (small task) digests $"digests of {name}"
        }

        test "trials and rule_set" {
            let trials = Kinds.asClauses (Saccades.DelayedResponse())
            Expect.equal (Kinds.version trials) 1 "version of trials"
            Expect.equal (small trials) (small (Saccades.DelayedResponse())) "digests of trials"
            let set = RuleSet(Published = PublishedRules.Mante)
            Expect.equal (Kinds.version set) 1 "version of rule_set"
            Expect.equal (small set) "fbde9958 0e83938b 616ad10b 6c1c2581 " "digests of rule_set"
        }
    ]
