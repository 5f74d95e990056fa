/// What is wrong with tasks of trials is told before anything runs, at the parameter where it is.
module Spindle.Tests.Tasks.Cognitive.CheckTests

open Expecto
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Grammar
open Spindle.Tasks.Cognitive.Saccades

let private ms (milliseconds: float) =
    Duration.Milliseconds(decimal milliseconds)

let private fix = TrialEpoch(Name = "fix1", Lasts = ms 500.0)
let private stim = TrialEpoch(Name = "stim1", Lasts = ms 500.0)

let private go =
    TrialEpoch(Name = "go1", Lasts = ms 500.0, Fixation = false, Respond = true)

let private cue = TrialStimulus(Name = "cue", During = "stim1")
let private look = TrialResponse(To = [| "cue" |])

/// A sound task, apart from what is given.
let private trials
    (epochs: TrialEpoch list)
    (stimuli: TrialStimulus list)
    (responses: TrialResponse list)
    (contrasts: TrialContrast list)
    =
    Trials(
        Epochs = Array.ofList epochs,
        Stimuli = Array.ofList stimuli,
        Responses = Array.ofList responses,
        Contrasts = Array.ofList contrasts
    )

let private finds name (task: TrialTaskSpec) (expected: (string * string * string) list) =
    test name {
        let found = [ for problem in task.Validate() -> problem.Code, problem.Property ]
        Expect.equal found [ for code, place, _ in expected -> code, place ] "codes and places"

        for problem, (_, _, words) in Seq.zip (task.Validate()) expected do
            Expect.stringContains $"{problem.Message}; {problem.Hint}" words "message"
    }


let private epochs =
    testList "of epochs" [
        finds "a sound task has none" (trials [ fix; stim; go ] [ cue ] [ look ] []) []
        finds "no epochs" (trials [] [ cue ] [] []) [
            DiagnosticCodes.EmptyList, "Epochs", "needs an epoch"
            DiagnosticCodes.DanglingReference, "Stimuli[0].During", "there is no epoch 'stim1'"
        ]
        finds
            "a length off the grid, with the nearest ones"
            (trials [ fix; stim; TrialEpoch(Name = "delay1", Lasts = ms 750.0); go ] [ cue ] [ look ] [])
            [
                DiagnosticCodes.TimeGrid, "Epochs[2].Lasts", "the nearest times that are: 740 ms and 760 ms"
            ]
        finds
            "one of several lengths off the grid, and the length in tests"
            (trials
                [
                    fix
                    TrialEpoch(
                        Name = "stim1",
                        LastsOneOf = [| ms 200.0; ms 310.0 |],
                        InTest = ms 210.0,
                        InPsychometric = ms 0.0
                    )
                    go
                ]
                [ cue ] [ look ] [])
            [
                DiagnosticCodes.TimeGrid, "Epochs[1].LastsOneOf[1]", "300 ms and 320 ms"
                DiagnosticCodes.TimeGrid, "Epochs[1].InTest", "200 ms and 220 ms"
                DiagnosticCodes.TimeGrid, "Epochs[1].InPsychometric", "less than a step"
            ]
        finds
            "a drawn length may be off the grid, but not the one that tests have"
            (trials
                [
                    TrialEpoch(Name = "fix1", LastsAtLeast = ms 310.0, LastsAtMost = ms 790.0, InTest = ms 500.0)
                    TrialEpoch(Name = "stim1", LastsAtLeast = ms 310.0, LastsAtMost = ms 790.0)
                    go
                ]
                [ cue ] [ look ] [])
            [ DiagnosticCodes.TimeGrid, "Epochs[1].LastsAtMost", "'stim1' in test trials" ]
        finds
            "no length, two lengths, half a range, a range upside down"
            (trials
                [
                    TrialEpoch(Name = "a")
                    TrialEpoch(Name = "b", Lasts = ms 100.0, LastsOneOf = [| ms 100.0 |])
                    TrialEpoch(Name = "c", LastsAtLeast = ms 100.0)
                    TrialEpoch(Name = "d", LastsAtLeast = ms 200.0, LastsAtMost = ms 100.0)
                    stim
                    go
                ]
                [ cue ] [ look ] [])
            [
                DiagnosticCodes.MissingParameter, "Epochs[0]", "nothing tells how long 'a' lasts"
                DiagnosticCodes.ConflictingKeys, "Epochs[1]", "only one can be"
                DiagnosticCodes.MissingParameter, "Epochs[2]", "both lasts_at_least and lasts_at_most"
                DiagnosticCodes.OutOfRange, "Epochs[3].LastsAtMost", "at least 0.2 s and at most 0.1 s"
            ]
        finds
            "names that are taken, unusable or unknown"
            (trials
                [
                    fix
                    stim
                    TrialEpoch(Name = "fix1", Lasts = ms 20.0)
                    TrialEpoch(Name = "Go 2", Lasts = ms 20.0, With = "later")
                    go
                ]
                [ cue ] [ look ] [])
            [
                DiagnosticCodes.DuplicateName, "Epochs[2].Name", "another epoch 'fix1'"
                DiagnosticCodes.UnusableName, "Epochs[3].Name", "'Go 2'"
                DiagnosticCodes.DanglingReference, "Epochs[3].With", "there are: fix1, stim1, fix1"
            ]
        finds "no response, or two" (trials [ fix; stim ] [ cue ] [ look ] []) [
            DiagnosticCodes.MissingParameter, "Epochs", "when the response is wanted"
        ]
        finds
            "two responses"
            (trials [ fix; stim; go; TrialEpoch(Name = "go2", Lasts = ms 500.0, Respond = true) ] [ cue ] [ look ] [])
            [
                DiagnosticCodes.ConflictingKeys, "Epochs[3].Respond", "wanted in 'go1' already"
            ]
        finds
            "no time to answer after the time to react"
            (trials [ fix; stim; TrialEpoch(Name = "go1", Lasts = ms 100.0, Respond = true) ] [ cue ] [ look ] [])
            [ DiagnosticCodes.TimeGrid, "Epochs[2]", "no longer than the time to react" ]
    ]

let private stimuli =
    testList "of stimuli" [
        finds "no stimuli" (trials [ fix; stim; go ] [] [] []) [
            DiagnosticCodes.EmptyList, "Stimuli", "needs a stimulus"
        ]
        finds
            "epochs that are not there, or that end before it begins"
            (trials
                [ fix; stim; go ]
                [
                    TrialStimulus(Name = "cue", During = "stim2")
                    TrialStimulus(Name = "other", During = "stim1", Until = "stim3")
                    TrialStimulus(Name = "third", During = "go1", Until = "fix1")
                ] [ look ] [])
            [
                DiagnosticCodes.DanglingReference, "Stimuli[0].During", "there are: fix1, stim1, go1"
                DiagnosticCodes.DanglingReference, "Stimuli[1].Until", "no epoch 'stim3'"
                DiagnosticCodes.TimeGrid, "Stimuli[2].Until", "before it appears in 'go1'"
            ]
        finds
            "rings that are not there"
            (trials
                [ fix; stim; go ]
                [
                    TrialStimulus(Name = "cue", During = "stim1", Ring = 2L)
                    TrialStimulus(Name = "other", During = "go1", RingOneOf = [| 1L; 3L |])
                ] [ look ] [])
            [
                DiagnosticCodes.ImpossibleShape, "Stimuli[0].Ring", "rings: 2"
                DiagnosticCodes.ImpossibleShape, "Stimuli[1].RingOneOf[1]", "on ring 3, and there is 1"
            ]
        finds
            "angles that contradict each other"
            (trials
                [ fix; stim; go ]
                [
                    cue
                    TrialStimulus(Name = "a", During = "go1", From = "cue", Angle = Angle 90m)
                    TrialStimulus(Name = "b", During = "go1", From = "later")
                    TrialStimulus(Name = "c", During = "fix1", TurnedBy = [| Angle 90m |])
                    TrialStimulus(Name = "d", During = "fix1", From = "c", TurnedAtLeast = Angle 90m)
                    TrialStimulus(
                        Name = "e",
                        During = "fix1",
                        From = "c",
                        TurnedAtLeast = Angle 90m,
                        TurnedAtMost = Angle 10m,
                        AnglesInTest = [| Angle 1m |]
                    )
                ] [ look ] [])
            [
                DiagnosticCodes.ConflictingKeys, "Stimuli[1]", "only one can be"
                DiagnosticCodes.DanglingReference, "Stimuli[2].From", "there are: cue, a"
                DiagnosticCodes.MissingParameter, "Stimuli[3]", "from which stimulus 'c' is turned"
                DiagnosticCodes.MissingParameter, "Stimuli[4]", "both turned_at_least and turned_at_most"
                DiagnosticCodes.OutOfRange, "Stimuli[5].TurnedAtMost", "at least 90 deg and at most 10 deg"
                DiagnosticCodes.WithoutEffect, "Stimuli[5].AnglesInTest", "'e' is none"
            ]
        finds
            "two at a time on one ring at angles that have nothing to do with each other"
            (trials [ fix; stim; go ] [ cue; TrialStimulus(Name = "other", During = "stim1", Until = "go1") ] [ look ] [])
            [
                DiagnosticCodes.OverlappingStimuli, "Stimuli[1]", "'cue' and 'other' are on one ring"
            ]
        finds
            "two at a time that are turned from each other, fixed, apart in time or in contrast"
            (trials
                [ fix; stim; go ]
                [
                    cue
                    TrialStimulus(Name = "turned", During = "stim1", From = "cue", TurnedBy = [| Angle 90m |])
                    TrialStimulus(Name = "later", During = "go1")
                    TrialStimulus(Name = "contrasted", During = "go1")
                    TrialStimulus(Name = "north", During = "fix1", Angle = Angle 90m)
                    TrialStimulus(Name = "south", During = "fix1", Angle = Angle 270m)
                ] [ look ] [ TrialContrast(Between = [| "later"; "contrasted" |], Coherences = [| 0.1 |]) ])
            []
    ]

let private responses =
    testList "of contrasts and responses" [
        finds
            "contrasts of one, of strangers, of the same again, of nothing"
            (trials [ fix; stim; go ] [ cue; TrialStimulus(Name = "other", During = "go1") ] [ look ] [
                TrialContrast(Between = [| "cue" |], Coherences = [| 0.1 |])
                TrialContrast(Between = [| "other"; "nobody" |], Coherences = [||])
                TrialContrast(Between = [| "cue"; "other" |], Coherences = [| 0.1 |], MeanAtLeast = 2.0)
            ])
            [
                DiagnosticCodes.ImpossibleShape, "Contrasts[0].Between", "between two stimuli, not 1"
                DiagnosticCodes.DanglingReference, "Contrasts[1].Between[1]", "no stimulus 'nobody'"
                DiagnosticCodes.EmptyList, "Contrasts[1].Coherences", "needs a coherence"
                DiagnosticCodes.ConflictingKeys, "Contrasts[2].Between[0]", "set by a contrast already"
                DiagnosticCodes.ConflictingKeys, "Contrasts[2].Between[1]", "set by a contrast already"
                DiagnosticCodes.OutOfRange, "Contrasts[2].MeanAtMost", "at least 2 and at most 1.2"
            ]
        finds
            "responses to strangers, without what they compare, and after one that is always right"
            (trials [ fix; stim; go ] [ cue ] [
                TrialResponse(To = [| "nobody" |], When = Relation.Match, Comparing = [| "cue" |])
                TrialResponse(To = [||], Comparing = [| "cue"; "cue" |])
                look
            ] [])
            [
                DiagnosticCodes.DanglingReference, "Responses[0].To[0]", "no stimulus 'nobody'"
                DiagnosticCodes.ImpossibleShape, "Responses[0].Comparing", "compares two stimuli, not 1"
                DiagnosticCodes.EmptyList, "Responses[1].To", "needs a stimulus"
                DiagnosticCodes.WithoutEffect, "Responses[1].Comparing", "compares nothing"
                DiagnosticCodes.WithoutEffect, "Responses[2]", "never counts"
            ]
        finds "a task without a response wants fixation to the end" (trials [ fix; stim; go ] [ cue ] [] []) []
    ]

let private readyMade =
    testList "of ready-made tasks" [
        finds "a delay off the grid, at the delay" (DelayedResponse(Delay = ms 750.0)) [
            DiagnosticCodes.TimeGrid,
            "Delay",
            "'delay' lasts 750 ms, which is no whole number of steps of 20 ms; the nearest times that are: 740 ms and 760 ms"
        ]
        finds "a step that times fixed by the study do not fit" (Yang.MatchGo(TimeStep = ms 30.0)) [
            DiagnosticCodes.TimeGrid, "Cost.LeadIn", "90 ms and 120 ms"
            DiagnosticCodes.TimeGrid, "Cost.Grace", "90 ms and 120 ms"
            DiagnosticCodes.TimeGrid, "TimeStep", "'fix1' lasts 200 ms"
        ]
        finds "too few rings" (Yang.Decision2(Rings = 1L)) [
            DiagnosticCodes.ImpossibleShape, "Rings", "on ring 2, and there is 1"
        ]
        finds
            "an unusable name of a rule, and a cost off the grid"
            (Overlap(Rule = "My rule", Cost = TrialCost(Grace = ms 90.0)))
            [
                DiagnosticCodes.UnusableName, "Rule", "'My rule'"
                DiagnosticCodes.TimeGrid, "Cost.Grace", "80 ms and 100 ms"
            ]
    ]

let private sets =
    testList "of sets" [
        finds "nothing in it" (RuleSet()) [ DiagnosticCodes.MissingParameter, "Tasks", "needs tasks" ]
        finds "its own tasks and published ones" (RuleSet(Published = PublishedRules.Ozg, Tasks = [| Overlap() |])) [
            DiagnosticCodes.ConflictingKeys, "Published", "its own tasks"
        ]
        finds "two rules of one name" (RuleSet(Tasks = [| DelayedResponse(); DelayedResponse(Delay = ms 3000.0) |])) [
            DiagnosticCodes.DuplicateName, "Tasks[1].Rule", "another rule 'odr'"
        ]
        finds
            "steps, rings and ring units that differ"
            (RuleSet(Tasks = [| Overlap(); Gap(TimeStep = ms 10.0); Yang.FixedGo() |]))
            [
                DiagnosticCodes.TimeGrid, "Tasks[1].TimeStep", "'gap' has steps: 10 ms, and 'overlap' 20 ms"
                DiagnosticCodes.ImpossibleShape, "Tasks[2].RingUnits", "32, and 'overlap' 8"
                DiagnosticCodes.ImpossibleShape, "Tasks[2].Rings", "2, and 'overlap' 1"
            ]
        finds "weights that are too few" (RuleSet(Tasks = [| Overlap(); Gap() |], Weights = [| 1.0 |])) [
            DiagnosticCodes.ImpossibleShape, "Weights", "1 weights for 2 rules"
        ]
        finds "nothing to train" (RuleSet(Tasks = [| Overlap(); Gap() |], Weights = [| 0.0; 0.0 |])) [
            DiagnosticCodes.WithoutEffect, "Weights", "no rule is trained"
        ]
        finds
            "a rule to train that is not there"
            (RuleSet(Published = PublishedRules.Ozg, Trained = [| "gap"; "odr" |]))
            [
                DiagnosticCodes.DanglingReference, "Trained[1]", "there are: overlap, zero_gap, gap"
            ]
    ]

[<Tests>]
let tests =
    testList "mistakes in tasks of trials" [ epochs; stimuli; responses; readyMade; sets ]
