module Spindle.Tests.Tasks.Cognitive.RuleSetTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Tasks.Cognitive.Batches

let private tasks: TrialSpec[] = [|
    Overlap()
    ZeroGap()
    Gap()
    DelayedResponse()
    DistractedResponse()
    LongGap()
|]

let private six = RuleSet(Tasks = tasks)

[<Tests>]
let tests =
    testList "rule sets" [
        test "the six tasks have fifteen inputs and nine outputs" {
            let layout = six.Layout()
            Expect.equal (layout.Inputs, layout.Outputs, layout.FirstRule) (15, 9, 9) "channels"

            Expect.equal
                [ for rule in six.Rules() -> rule.Name, rule.Weight ]
                [
                    for name in [ "overlap"; "zero_gap"; "gap"; "odr"; "odrd"; "gap500" ] -> name, 1.0
                ]
                "rules"
        }

        test "a batch of a set is that of its task, with the rule on a channel of its own" {
            for index, task in Seq.indexed tasks do
                let alone =
                    task.Draw(task.RuleName, TrialMode.Random 3, Objective.SquaredError, 0.0, stream 4L)

                let batch =
                    six.Draw(task.RuleName, TrialMode.Random 3, Objective.SquaredError, 0.0, stream 4L)

                Expect.equal batch.Rule task.RuleName "rule"
                Expect.equal batch.Targets alone.Targets "targets"
                Expect.equal batch.Mask alone.Mask "mask"

                for step in 0 .. batch.Steps - 1 do
                    for trial in 0..2 do
                        for channel in 0..8 do
                            Expect.equal
                                (input six batch step trial channel)
                                (input task alone step trial channel)
                                "input"

                        let rules = Array.init 6 (fun rule -> input six batch step trial (9 + rule))
                        Expect.equal rules (Array.init 6 (fun rule -> if rule = index then 1.0f else 0.0f)) "rules"
        }

        test "a rule that is not trained keeps its channel and has weight 0" {
            let some =
                RuleSet(Tasks = tasks, Trained = [| "odr"; "odrd" |], Weights = [| 1.0; 1.0; 1.0; 5.0; 2.0; 1.0 |])

            Expect.equal [ for rule in some.Rules() -> rule.Weight ] [ 0.0; 0.0; 0.0; 5.0; 2.0; 0.0 ] "weights"
            Expect.equal (some.Layout()) (six.Layout()) "channels"
        }

        test "the signature is that of the longest task with the channels of all" {
            let signature = six.Signature()
            Expect.equal signature.Steps 175L "steps"

            Expect.equal
                [ for port in signature.Inputs -> port.Name, port.Size ]
                [ "fixation", 1L; "ring", 8L; "rule", 6L ]
                "inputs"

            Expect.equal
                [ for port in signature.Targets -> port.Name, port.Size ]
                [ "fixation", 1L; "ring", 8L ]
                "targets"

            Expect.equal
                [ for port in signature.Variables -> port.Name ]
                [ "cue"; "response"; "distractor" ]
                "variables"
        }

        testList "published sets have their rules in order" [
            for set, rules in
                [
                    PublishedRules.AllNew, "overlap zero_gap gap odr odrd gap500"
                    PublishedRules.Ozg, "overlap zero_gap gap"
                    PublishedRules.OdrDelayCheck, "odr500 odr750 odr1000 odr1100 odr1200 odr1300 odr1400 odr"
                    PublishedRules.AllNewOdr3000, "overlap zero_gap gap odr3000 odrd gap500"
                    PublishedRules.AllNewOdr6000, "overlap zero_gap gap odr6000 odrd gap500"
                    PublishedRules.AllNewOdr15000, "overlap zero_gap gap odr15000 odrd gap500"
                    PublishedRules.MatchOrNon, "match_or_non match_or_non_easy"
                    PublishedRules.MixMatchOrNon, "match_or_non match_or_non_easy overlap zero_gap gap odr odrd gap500"
                    PublishedRules.MixPassiveMatchOrNon,
                    "match_or_non match_or_non_easy match_or_non_passive overlap zero_gap gap odr odrd gap500"
                    PublishedRules.SeqTrainTest, "odr500 odrd overlap zero_gap gap"
                    PublishedRules.Yang,
                    "fdgo reactgo delaygo fdanti reactanti delayanti dm1 dm2 contextdm1 contextdm2 multidm delaydm1 delaydm2 "
                    + "contextdelaydm1 contextdelaydm2 multidelaydm dmsgo dmsnogo dmcgo dmcnogo"
                    PublishedRules.Mante, "contextdm1 contextdm2"
                ] ->
                test $"{set}" {
                    let published = RuleSet(Published = set)
                    Expect.isEmpty (published.Validate()) "problems"
                    Expect.equal (String.concat " " [ for rule in published.Rules() -> rule.Name ]) rules "rules"
                }
        ]

        test "Yang's set trains the context-dependent decisions five times as often" {
            let weights = [ for rule in RuleSet(Published = PublishedRules.Yang).Rules() -> rule.Weight ]
            Expect.equal weights (List.init 20 (fun rule -> if rule = 8 || rule = 9 then 5.0 else 1.0)) "weights"
        }

        test "a delay of 750 ms is truncated to 37 steps, as in the published code" {
            let set = RuleSet(Published = PublishedRules.OdrDelayCheck)
            let batch = set.Draw("odr750", random 1, Objective.SquaredError, 0.0, stream 0L)
            Expect.equal (batch.ResponseOnset, batch.Steps) (112, 137) "R and T"
        }

        test "a name given to a task is its rule's" {
            let set =
                RuleSet(
                    Tasks = [|
                        DelayedResponse()
                        DelayedResponse(Rule = "odr3000", Delay = Duration.Milliseconds 3000m)
                    |]
                )

            Expect.equal [ for rule in set.Rules() -> rule.Name ] [ "odr"; "odr3000" ] "rules"
            Expect.equal (set.EpochsOf "odr3000" |> Seq.last) (Epoch("go1", 225L, 250L)) "go1"

            Expect.throwsT<Collections.Generic.KeyNotFoundException>
                (fun () -> set.EpochsOf "gap" |> ignore)
                "no such rule"
        }
    ]
