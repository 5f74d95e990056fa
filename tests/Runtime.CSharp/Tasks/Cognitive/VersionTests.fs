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
    "contextdelaydm1", 1, "2ad8dc29 dd15457a 4a25371b e4ad0b4e"
    "contextdelaydm2", 1, "e074593b a5990ba1 ca20d748 7692a875"
    "contextdm1", 1, "8f7c0868 2e04f10c aee0c3d2 cdd48a84"
    "contextdm2", 1, "c004f695 6a6f9435 1e59fa7e c140c095"
    "delayanti", 1, "dabc2680 5dc199e5 ef6c06ed 0e681796"
    "delaydm1", 1, "3f2bb9b0 4e16d5c4 f3307ccf cbcd8055"
    "delaydm2", 1, "5c02b929 5dfe2692 8551eabd d834b2ad"
    "delaygo", 1, "35203549 74873151 7a1d28ab acd8d42a"
    "dm1", 1, "ceefd000 1fe86f10 e29d5bf2 d45546be"
    "dm2", 1, "1846f34f 45b24b5d fef545c7 03ffbbc9"
    "dmcgo", 1, "84028e93 9e5616d1 d6f81ce0 06ee0798"
    "dmcnogo", 1, "6bb8203b 78265c8e bd5314cc 3bc85745"
    "dmsgo", 1, "f3b6c1bf d038fac0 34b3bbd8 104f9f5a"
    "dmsnogo", 1, "1bce3df5 23b27dfd 03792c96 76a12b73"
    "fdanti", 1, "db71c6d4 5978d087 f5d3d3ae 6055569a"
    "fdgo", 1, "96ef745c 41b37fe5 41543173 9713d7e6"
    "gap", 1, "564b2ac6 3329ff59 c31e3a62 2194de02"
    "gap500", 1, "92fe0ab4 0ca2d283 dc53581b d036fef7"
    "match_or_non", 1, "bffc789c 449a9f9d a242a28b 36dedf64"
    "match_or_non_easy", 1, "a6201f87 98d7d518 f08e87c9 88f04b48"
    "match_or_non_passive", 1, "64a25387 912c0332 6b6b78d8 667f90db"
    "multidelaydm", 1, "cf240bc7 b934a73c 719634bf faecb98c"
    "multidm", 1, "bccf2694 e606b8cb 26a58a75 e5a0b7bd"
    "odr", 1, "df63a044 54bbe295 6ba2c98b 18385ef9"
    "odrd", 1, "bb61c4e7 2f5badc0 b94fc858 71e43eb9"
    "overlap", 1, "9138ccfa 401d6eab 4099f051 d412b646"
    "reactanti", 1, "06322b98 b61f3df4 4ad3298b c3c892bf"
    "reactgo", 1, "a8f95bf7 93e96046 09f897f5 f31db2b1"
    "zero_gap", 1, "1a7e80de f7d42eeb a72cde19 e41d87e1"
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
            Expect.equal (small set) "73eb8a1c 0e83938b 1d6c1862 6c1c2581" "digests of rule_set"
        }
    ]
