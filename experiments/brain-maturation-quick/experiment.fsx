open Spindle
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tasks.Cognitive
open Spindle.Architectures.Recurrent
open Spindle.Training
open Spindle.Probes.Maturation
open Spindle.Probes.Population

let study =
    experiment "brain-maturation-quick" {
        description "Three tasks of eye movements in a network of 100 units, and its units through training."
        seed 0

        let! overlap = declare.task("overlap", Overlap())
        let! gap = declare.task("gap", Gap())

        let! odr =
            declare.task(
                "odr",
                DelayedResponse(Fixation = Duration(0.5m), Cue = Duration(0.3m), Delay = Duration(0.5m))
            )

        let! three =
            declare.task("three", RuleSet(Tasks = ([ overlap.Spec; gap.Spec; odr.Spec ]: TrialSpec list)))

        let! small = declare.architecture("small", LeakyRnn(Units = 100))

        let! brief =
            declare.training("brief", TrialTraining(Updates = 4000, EvaluationBatches = 8))

        let! network = declare.model("network", three, small, brief, seeds = 0)

        let! growth = declare.probe("growth", Performance(Of = network))
        declare.probe("stages", StagesOfTraining(Of = network))
        declare.probe("units", SelectivityThroughTraining(Of = network, Rule = "odr"))

        let! response =
            declare
                .probe("response", PopulationResponse(Of = network, Rule = "odr"))
                .sweep((fun s -> s.Epoch), ([ "stim1"; "delay1" ]: string list))

        let! delay =
            declare.probe("delay", EpochGrowth(Of = network, Rule = "odr", Epoch = "delay1", Followed = [ "delay1" ]))

        let! tuning = declare.probe("tuning", TuningCurves(Of = network, Rule = "odr"))

        let! saccades =
            declare
                .probe("saccades", SaccadeDistribution(Of = network, Rule = "overlap", Repetitions = 32))
                .sweep((fun s -> s.Rule), ([ "overlap"; "odr" ]: string list))

        declare.probe("unit", UnitDisplay(Of = network, Rule = "odr", Epoch = "delay1"))
        declare.probe("components", Pca(Of = network, Rule = "odr"))
        declare.probe("demixed", Dpca(Of = network, Rule = "odr"))

        let! decoding =
            declare
                .probe("decoding", CrossTemporalDecoding(Of = network, Rule = "odr", Stride = Duration(0.04m)))
                .sweep(
                    (fun s -> s.Stage),
                    ([
                        System.Nullable(MaturationStage.Early)
                        System.Nullable(MaturationStage.Mature)
                    ]
                    : System.Nullable<MaturationStage> list)
                )

        expect(growth["performance"], atLeast 0.95, source = "the training's criterion")

        expect(
            growth["trials_to_criterion_gap"],
            atMost(1.0 * growth["trials_to_criterion_odr"]),
            source = "antisaccades are learnt before the delayed response (Liu et al. 2021)"
        )

        expect(
            response.where("epoch", "stim1")["peak_stim1_mature"],
            atLeast(1.0 * response.where("epoch", "stim1")["peak_stim1_early"]),
            source = "the response to the cue grows with training (Liu et al. 2021)"
        )

        expect(
            delay["rate_delay1_mature"],
            atLeast(1.0 * delay["rate_delay1_early"]),
            source = "delay activity grows with training (Liu et al. 2021)"
        )

        expect(
            tuning["tuning_height_mature"],
            atLeast(1.0 * tuning["tuning_height_early"]),
            source = "tuning grows higher with training (Liu et al. 2021)"
        )

        expect(
            saccades["saccade_error_mature"],
            atMost 36.0,
            source = "errors collapse to less than 36 degrees in mature networks (Liu et al. 2021)"
        )

        expect(
            decoding.where("stage", "mature")["diagonal_accuracy_delay1"],
            atLeast(1.0 * decoding.where("stage", "early")["diagonal_accuracy_delay1"]),
            source = "decoding in the delay improves with training (Liu et al. 2021)"
        )
    }
