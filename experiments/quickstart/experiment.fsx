// The same study as experiment.yaml: whichever runs second has nothing left to do.
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
            declare.training("brief", SystemIdentification(Updates = 1200, CheckpointEvery = 300, LearningRate = 1e-3))

        let! fly = declare.model("fly", compass, separated, brief, seeds = [ 1; 2 ])

        declare.probe("tuning", RateMaps(Of = fly))
        let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))
        declare.probe("fit", IdentificationFit(Of = fly, Horizons = [ 1L; 10L; 49L; 200L ]))

        expect(
            wiring["ring_profile_correlation"],
            atLeast 0.6,
            source = "a shorter training than the study's, where 0.85 is reached"
        )
    }
