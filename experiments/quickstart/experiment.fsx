open Spindle
open Spindle.Tasks.RingAttractor
open Spindle.Architectures
open Spindle.Training
open Spindle.Probes

let study =
    experiment "quickstart" {
        description "A small compass circuit, identified from its activity in under a minute."
        seed 7

        let! compass = declare.task("compass", RingAttractor(Trials = 40, Steps = 300))

        let! separated =
            declare.architecture("separated", InputSeparatedRnn(Units = 150, InputUnits = 50))

        let! brief =
            declare.training("brief", SystemIdentification(Updates = 1200, CheckpointEvery = 300, LearningRate = 0.001))

        let! fly = declare.model("fly", compass, separated, brief, seeds = [ 1; 2 ])

        let! tuning = declare.probe("tuning", RateMaps(Of = fly))
        let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))
        declare.probe("fit", IdentificationFit(Of = fly, Horizons = [ 1L; 10L; 49L; 200L ]))

        expect(wiring["ring_profile_correlation"], atLeast 0.6, source = "0.85 after the study's 10 000 updates")

        expect(
            wiring["shifter_offset_positive"],
            atMost 0.0,
            source = "input units of either sign push the bump to opposite sides"
        )

        expect(
            wiring["shifter_offset_negative"],
            atLeast 0.0,
            source = "input units of either sign push the bump to opposite sides"
        )

        expect(tuning["velocity_modulated_input_fraction"], atLeast 0.8, source = "the study's mark")
    }
