module Spindle.Tests.Probes.RunTrialsTests

open System.Collections.Generic
open System.Text.Json.Nodes
open Expecto
open Spindle.Architectures
open Spindle.Contracts
open Spindle.Probes.Maturation
open Spindle.Probes.Population
open Spindle.Probes.Trials
open Spindle.Recordings
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Grammar
open Spindle.Training
open Spindle.Tests.Runtime
open Spindle.Tests.Probes
open Spindle.Tests.Training.Saccade

let private state = lazy (initial network both)

let private run rule experiment =
    InMemoryStepContext(
        [
            "task", box both
            "architecture", box network
            "rule", box rule
            "repetitions", box 16L
            "staged", box false
        ],
        [ "state", box state.Value ],
        experiment = experiment,
        seed = 1L
    )
        .Run(RunTrials())

let private read (context: InMemoryStepContext) =
    InMemoryStepContext(
        [],
        [
            "activity", box (context.Tensors "activity")
            "epochs", box (context.Table "epochs")
        ]
    )
    |> ActivityArtifact.ReadActivity

let private rules = [ for rule in both.Rules() -> rule.Name ]

let private model architecture =
    PlannedModel(
        "saccade",
        PlannedTask("both", both, Dictionary()),
        architecture,
        TrialTraining(Updates = 20L),
        1L,
        [| Checkpoint(0L, ArtifactRef("models/saccade/initial", "state"), null) |]
    )

let private problems (probe: PopulationProbe) subject = [
    for problem in probe.Validate(subject: PlannedSubject) -> problem.Property, problem.Code
]

[<Tests>]
let tests =
    testSequenced
    <| testList "activity over test trials" [
        test "holds every unit at every step of sixteen repetitions of each location, and the epochs of the rule" {
            let activity = read (run rules[0] 1L)
            Expect.equal (activity.Trials, activity.Units) (both.Layout().RingUnits * 16, 16) "trials and units"
            Expect.sequenceEqual activity.Cue [ for trial in 0 .. activity.Trials - 1 -> trial / 16 ] "cues in order"
            Expect.sequenceEqual activity.Epochs (both.EpochsOf rules[0]) "epochs"

            Expect.notEqual
                (activity.At(3, 0).ToArray())
                (activity.At(3, 1).ToArray())
                "repetitions differ by recurrent noise"
        }

        test "is the same for the same seeds, and other for others" {
            let rates experiment =
                (read (run rules[0] experiment)).Rates.ToArray()

            Expect.equal (rates 1L) (rates 1L) "the same"
            Expect.notEqual (rates 1L) (rates 2L) "other noise"
        }

        test "is planned once for a model, whatever is measured on it" {
            let planner = Ring.Planner()
            let probe = Pca(Of = ModelRef "saccade", Rule = rules[1])
            probe.Plan(planner, model network) |> ignore
            Expect.equal [ for step in planner.Steps -> step.Operation ] [ "trial_activity/run"; "pca/measure" ] "steps"
            Expect.equal (planner.Steps[0].Parameters["rule"] :?> string) rules[1] "of the rule"
        }

        test "of a stage is that of the network that stands for it" {
            let planner = Ring.Planner()

            let probe =
                Dpca(Of = ModelRef "saccade", Rule = rules[0], Stage = MaturationStage.Mid)

            Expect.isEmpty (problems probe (model network)) "nothing against it"
            probe.Plan(planner, model network) |> ignore

            Expect.equal
                [ for step in planner.Steps -> step.Operation ]
                [ "maturation/select"; "trial_activity/run"; "dpca/measure" ]
                "steps"

            let rates =
                PlannedRecording("session", TrialRates(File = DataFile "rates.txt"), Dictionary())

            Expect.equal
                (problems (Dpca(Of = RecordingRef "session", Stage = MaturationStage.Mid)) rates)
                [ "Stage", DiagnosticCodes.UnmetRequirement ]
                "a recording has none"
        }

        test "of a stage that was not reached leaves all numbers out and says so" {
            let chosen = JsonObject()
            chosen["reason"] <- "it was never judged"

            let none =
                InMemoryStepContext(
                    [ "task", box both; "rule", box rules[0]; "staged", box true ],
                    [ "chosen", box chosen ]
                )
                    .Run(RunTrials())

            let inputs = [
                "activity", box (none.Tensors "activity")
                "epochs", box (none.Table "epochs")
                "absence", box (none.Record "absence")
            ]

            let probes: (PopulationProbe * IOperation) list = [
                Pca(Of = ModelRef "saccade", Rule = rules[0]), PcaMeasure()
                Dpca(Of = ModelRef "saccade", Rule = rules[0]), DpcaMeasure()
                CrossTemporalDecoding(Of = ModelRef "saccade", Rule = rules[0]), CrossTemporalDecodingMeasure()
            ]

            for probe, operation in probes do
                let context = InMemoryStepContext([ "probe", box probe ], inputs).Run operation

                let absent = context.Record "absent"
                Expect.isEmpty (Ring.written context) "no number"

                Expect.equal
                    [ for pair in absent |> Seq.sortBy _.Key -> pair.Key ]
                    (Ring.promised probe (model network))
                    "all of them"

                for pair in absent do
                    Expect.equal ((nonNull pair.Value).GetValue<string>()) "it was never judged" "why"

                let planner = Ring.Planner()
                probe.Plan(planner, model network) |> ignore
                let outputs = set [ for output in (List.last planner.Steps).Outputs -> output.Name ]
                Expect.equal context.Outputs outputs "every promised output is there"
        }

        test "needs a rule where a model has several, and none of a recording" {
            let pca rule =
                Pca(Of = ModelRef "saccade", Rule = rule)

            Expect.isEmpty (problems (pca rules[0]) (model network)) "a rule"
            Expect.equal (problems (pca "") (model network)) [ "Rule", DiagnosticCodes.UnmetRequirement ] "which"
            Expect.equal (problems (pca "odd") (model network)) [ "Rule", DiagnosticCodes.UnmetRequirement ] "unknown"

            Expect.equal
                (problems (pca rules[0]) (model (InputSeparatedRnn())))
                [ "Of", DiagnosticCodes.UnmetRequirement ]
                "no network of trials"

            let recording spec =
                PlannedRecording("session", spec, Dictionary())

            let rates = recording (TrialRates(File = DataFile "rates.txt"))
            Expect.isEmpty (problems (pca "") rates) "a recording of trials"
            Expect.equal (problems (pca "odr") rates) [ "Rule", DiagnosticCodes.UnmetRequirement ] "no rules"

            Expect.equal
                (problems (pca "") (recording (Csv(File = DataFile "x.csv"))))
                [ "Of", DiagnosticCodes.UnmetRequirement ]
                "a recording of something else"
        }

        test "windows and metrics of a decoder follow the trials" {
            let decode window =
                CrossTemporalDecoding(Of = ModelRef "saccade", Rule = rules[0], Window = Duration.Milliseconds window)

            Expect.isEmpty (problems (decode 200m) (model network)) "fits"
            Expect.equal (problems (decode 90_000m) (model network)) [ "Window", DiagnosticCodes.TimeGrid ] "too long"
            Expect.equal (problems (decode 1m) (model network)) [ "Window", DiagnosticCodes.TimeGrid ] "too short"

            let decoded =
                InMemoryStepContext(
                    [ "probe", box (decode 200m) ],
                    [
                        let activity = run rules[0] 1L
                        "activity", box (activity.Tensors "activity")
                        "epochs", box (activity.Table "epochs")
                        "absence", box (activity.Record "absence")
                    ],
                    seed = 1L
                )
                    .Run(CrossTemporalDecodingMeasure())

            Expect.equal (List.ofSeq (Ring.written decoded)) (Ring.promised (decode 200m) (model network)) "metrics"
        }

        test "as many held-out trials as a location has are told in a check, where the task says how many it has" {
            let probe held =
                CrossTemporalDecoding(Of = ModelRef "saccade", Rule = rules[0], Repetitions = 5L, HeldOut = held)

            Expect.equal
                (problems (probe 5L) (model network))
                [ "HeldOut", DiagnosticCodes.UnmetRequirement ]
                "none is left"

            Expect.isEmpty (problems (probe 4L) (model network)) "one is left"
            let problem = Seq.exactlyOne ((probe 9L).Validate(model network :> PlannedSubject))
            Expect.stringContains problem.Message "does 5 of some: none is left to train on" "how many there are"
            Expect.equal problem.Hint "at most 4, or more repetitions" "the hint"
        }

        test "test trials of one location only are told in a check: there is nothing to decode" {
            let looking (angles: decimal list) =
                Trials(
                    Epochs = [|
                        TrialEpoch(Name = "fix1", Lasts = Duration.Milliseconds 200m)
                        TrialEpoch(Name = "go1", Lasts = Duration.Milliseconds 200m, Fixation = false, Respond = true)
                    |],
                    Stimuli = [|
                        TrialStimulus(
                            Name = "cue",
                            During = "fix1",
                            AngleOneOf = [| for angle in angles -> Angle angle |]
                        )
                    |],
                    Responses = [| TrialResponse(To = [| "cue" |]) |]
                )

            let told angles =
                let subject =
                    PlannedModel(
                        "looking",
                        PlannedTask("looking", looking angles, Dictionary()),
                        network,
                        TrialTraining(Updates = 20L),
                        1L,
                        [| Checkpoint(0L, ArtifactRef("models/looking/initial", "state"), null) |]
                    )

                List.ofSeq (CrossTemporalDecoding(Of = ModelRef "looking").Validate(subject :> PlannedSubject))

            let problem = List.exactlyOne (told [ 90m ])
            Expect.equal (problem.Property, problem.Code) ("Of", DiagnosticCodes.UnmetRequirement) "which"
            Expect.equal problem.Message "the test trials of 'looking' are of one location only" "what is told"
            // Both are nearest to one channel.
            Expect.hasLength (told [ 88m; 92m ]) 1 "two angles of one location"
            Expect.isEmpty (told [ 0m; 90m ]) "two locations"
        }
    ]
