// The same study as experiment.yaml: whichever runs second has nothing left to do.
open Spindle
open Spindle.Tasks.RingAttractor
open Spindle.Architectures
open Spindle.Training
open Spindle.Probes

let study =
    experiment "ring-attractor" {
        description "Identify the wiring of a ring attractor by training a recurrent network on its activity."
        seed 7

        let! compass = declare.task("compass", RingAttractor())
        let! compassAtRest = declare.task("compass_at_rest", RingAttractor(Perturbation = 0))

        let! separated =
            declare.architecture("separated", InputSeparatedRnn(Units = 200, InputUnits = 100))

        let! mixed =
            declare.architecture("mixed", InputSeparatedRnn(Units = 100, InputUnits = 100))

        let! halfObserved =
            declare.architecture("half_observed", InputSeparatedRnn(Units = 200, InputUnits = 100, ObservedUnits = 50))

        let! standard =
            declare.training("standard", SystemIdentification(Updates = 10000, CheckpointEvery = 1000))

        let! quietRates =
            declare.training(
                "quiet_rates",
                SystemIdentification(Updates = 10000, CheckpointEvery = 1000, RatePenalty = 0.1)
            )

        let! smallWeights =
            declare.training(
                "small_weights",
                SystemIdentification(Updates = 10000, CheckpointEvery = 1000, WeightPenalty = 0.1)
            )

        let! fly =
            declare.model("fly", compass, [ separated; mixed ], standard, seeds = [ 1; 2; 3 ])

        let! partial = declare.model("partial", compass, halfObserved, standard, seeds = 1)

        let! unperturbed =
            declare.model("unperturbed", compassAtRest, separated, standard, seeds = 1)

        let! penalised =
            declare.model("penalised", compass, separated, [ quietRates; smallWeights ], seeds = 1)

        declare.probe("teacher_maps", RateMaps(Of = compass))
        let! tuning = declare.probe("tuning", RateMaps(Of = fly))
        let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))
        let! fit = declare.probe("fit", IdentificationFit(Of = fly))
        let! partialTuning = declare.probe("partial_tuning", RateMaps(Of = partial))

        let! partialWiring =
            declare.probe("partial_wiring", Connectivity(Of = partial, Truth = compass))

        declare.probe("partial_fit", IdentificationFit(Of = partial))
        declare.probe("unperturbed_tuning", RateMaps(Of = unperturbed))
        declare.probe("unperturbed_wiring", Connectivity(Of = unperturbed, Truth = compassAtRest))
        declare.probe("unperturbed_fit", IdentificationFit(Of = unperturbed))
        declare.probe("penalised_tuning", RateMaps(Of = penalised))
        declare.probe("penalised_wiring", Connectivity(Of = penalised, Truth = compass))
        declare.probe("penalised_fit", IdentificationFit(Of = penalised))

        // The separated network recovers the circuit.
        let apart = tuning.where separated
        let wired = wiring.where separated
        let whole = tuning.where mixed
        expect(fit.where(separated)["test_fit"], atMost 0.0015, source = "suggested mark; reference run 0.00083")
        expect(apart["map_match_median"], atLeast 0.98, source = "suggested mark; reference run 0.992")

        expect(
            apart["velocity_modulation_observed_median"],
            atMost 0.02,
            source = "suggested mark; reference run 0.002"
        )

        expect(apart["velocity_modulated_input_fraction"], atLeast 0.8, source = "suggested mark; reference run 0.95")
        expect(wired["element_match"], atLeast 0.35, source = "suggested mark; reference run 0.424")
        expect(wired["circulant_fraction"], atLeast 0.18, source = "suggested mark; reference run 0.248")
        expect(wired["shifter_element_match"], atLeast 0.7, source = "suggested mark; reference run 0.827")
        expect(wired["shifter_offset_positive"], atMost 0, source = "opposite signs; reference run -1.34 rad")
        expect(wired["shifter_offset_negative"], atLeast 0, source = "opposite signs; reference run +1.47 rad")

        // The network without separation fits, and does not.
        expect(
            whole["velocity_modulation_observed_median"],
            atLeast 0.05,
            source = "suggested mark; reference run 0.120"
        )

        expect(wiring.where(mixed)["circulant_fraction"], atMost 0.12, source = "suggested mark; reference run 0.069")

        expect(
            wiring.where(mixed)["element_match"],
            atMost(0.667 * wired["element_match"]),
            over = Over.Mean,
            source = "suggested mark: two thirds; reference run 0.215 to 0.424"
        )

        // Observing half of the neurons: velocity-free observed units and modulated inputs all the same.
        expect(partialTuning["velocity_modulation_observed_median"], atMost 0.02, source = "reference run 0.008")
        expect(partialTuning["velocity_modulated_input_fraction"], atLeast 0.8, source = "reference run 0.88")
        expect(partialWiring["element_match"], atLeast 0.35, source = "reference run 0.46 for the observed block")
    }
