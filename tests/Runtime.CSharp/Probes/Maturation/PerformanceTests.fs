module Spindle.Tests.Probes.Maturation.PerformanceTests

open Expecto
open Spindle.Contracts
open Spindle.Probes.Maturation
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Maturation.Growing

let private net = ModelRef "net"

[<Tests>]
let tests =
    testList "performance along a training" [
        test "trials to a criterion are those of the first evaluation above it" {
            let probe = Performance(Of = net, Rules = [ "odr" ], Criterion = 0.6)
            let context = measure (PerformanceMeasure()) probe training (fun _ -> [])
            let found = metrics context
            Expect.equal found["performance_odr"] 0.96 "at the end"
            Expect.equal found["trials"] 6400.0 "100 updates of 64 trials"
            Expect.equal found["trials_to_criterion_odr"] 5120.0 "0.6 itself is not above 0.6"
            Expect.equal found["trials_to_leave_chance_odr"] 2560.0 "0.5"
            Expect.equal (set found.Keys) (promised probe) "what was promised"
        }

        test "a rule that was not learnt has no such number, and says how far it came" {
            let probe = Performance(Of = net, Rules = [ "odr" ])

            let context =
                measure (PerformanceMeasure()) probe (List.take 4 training) (fun _ -> [])

            Expect.isFalse ((metrics context).ContainsKey "trials_to_criterion_odr") "no number"

            Expect.equal
                (absence context "trials_to_criterion_odr")
                "odr was never above 0.95: at most 0.6"
                "the reason"
        }

        test "the stages of a rule: how many checkpoints, and which stands for each" {
            let probe = StagesOfTraining(Of = net, Rules = [ "odr" ])
            let context = measure (StagesOfTrainingMeasure()) probe training (fun _ -> [])
            let found = metrics context

            Expect.equal
                [
                    for stage in [ "early"; "mid"; "mature" ] -> found[$"checkpoints_odr_{stage}"]
                ]
                [ 2.0; 2.0; 2.0 ]
                "counts"

            Expect.equal
                [ for stage in [ "early"; "mid"; "mature" ] -> found[$"trials_odr_{stage}"] ]
                [ 1280.0; 3840.0; 6400.0 ]
                "nearest to the targets"
        }
    ]
