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

        let! compass_at_rest =
            declare.task("compass_at_rest", RingAttractor(Perturbation = 0.0))

        let! separated = declare.architecture("separated", InputSeparatedRnn())
        let! mixed = declare.architecture("mixed", InputSeparatedRnn(Units = 100))

        let! half_observed =
            declare.architecture("half_observed", InputSeparatedRnn(ObservedUnits = 50L))

        let! standard = declare.training("standard", SystemIdentification())

        let! quiet_rates =
            declare.training("quiet_rates", SystemIdentification(RatePenalty = 0.1))

        let! small_weights =
            declare.training("small_weights", SystemIdentification(WeightPenalty = 0.1))

        let! fly =
            declare.model("fly", compass, [ separated; mixed ], standard, seeds = [ 1; 2; 3; 4; 5 ])

        let! partial = declare.model("partial", compass, half_observed, standard)
        let! unperturbed = declare.model("unperturbed", compass_at_rest, separated, standard)

        let! penalised =
            declare.model("penalised", compass, separated, [ quiet_rates; small_weights ])

        declare.probe("teacher_maps", RateMaps(Of = compass))
        let! tuning = declare.probe("tuning", RateMaps(Of = fly))
        let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))
        let! fit = declare.probe("fit", IdentificationFit(Of = fly))
        let! partial_tuning = declare.probe("partial_tuning", RateMaps(Of = partial))

        let! partial_wiring =
            declare.probe("partial_wiring", Connectivity(Of = partial, Truth = compass))

        declare.probe("partial_fit", IdentificationFit(Of = partial))
        declare.probe("unperturbed_tuning", RateMaps(Of = unperturbed))
        declare.probe("unperturbed_wiring", Connectivity(Of = unperturbed, Truth = compass_at_rest))
        declare.probe("unperturbed_fit", IdentificationFit(Of = unperturbed))
        declare.probe("penalised_tuning", RateMaps(Of = penalised))
        declare.probe("penalised_wiring", Connectivity(Of = penalised, Truth = compass))
        declare.probe("penalised_fit", IdentificationFit(Of = penalised))

        expect(fit.where(separated)["test_fit"], atMost 0.0015, source = "suggested mark; reference run 0.00083")

        expect(
            tuning.where(separated)["map_match_median"],
            atLeast 0.98,
            source = "suggested mark; reference run 0.992"
        )

        expect(
            tuning.where(separated)["velocity_modulation_observed_median"],
            atMost 0.02,
            source = "suggested mark; reference run 0.002"
        )

        expect(
            tuning.where(separated)["velocity_modulated_input_fraction"],
            atLeast 0.8,
            source = "suggested mark; reference run 0.95"
        )

        expect(wiring.where(separated)["element_match"], atLeast 0.35, source = "suggested mark; reference run 0.424")

        expect(
            wiring.where(separated)["circulant_fraction"],
            atLeast 0.18,
            source = "suggested mark; reference run 0.248"
        )

        expect(
            wiring.where(separated)["shifter_element_match"],
            atLeast 0.7,
            source = "suggested mark; reference run 0.827"
        )

        expect(
            wiring.where(separated)["shifter_offset_positive"],
            atMost 0.0,
            source = "opposite signs; reference run -1.34 rad"
        )

        expect(
            wiring.where(separated)["shifter_offset_negative"],
            atLeast 0.0,
            source = "opposite signs; reference run +1.47 rad"
        )

        expect(
            tuning.where(mixed)["velocity_modulation_observed_median"],
            atLeast 0.05,
            source = "suggested mark; reference run 0.120"
        )

        expect(wiring.where(mixed)["circulant_fraction"], atMost 0.12, source = "suggested mark; reference run 0.069")

        expect(
            wiring.where(mixed)["element_match"],
            atMost(0.667 * wiring.where(separated)["element_match"]),
            over = Over.Mean,
            source = "suggested mark: two thirds; reference run 0.215 to 0.424"
        )

        expect(partial_tuning["velocity_modulation_observed_median"], atMost 0.02, source = "reference run 0.008")
        expect(partial_tuning["velocity_modulated_input_fraction"], atLeast 0.8, source = "reference run 0.88")
        expect(partial_wiring["element_match"], atLeast 0.35, source = "reference run 0.46 for the observed block")
    }
