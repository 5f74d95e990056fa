open Spindle
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tasks.Cognitive
open Spindle.Architectures.Recurrent
open Spindle.Training
open Spindle.Probes.Maturation
open Spindle.Probes.Population

let study =
    experiment "brain-maturation" {
        description
            "Six saccade tasks in one network of 256 units, and its single units through training, as the prefrontal cortex matures."

        seed 0

        let! odr = declare.task("odr", DelayedResponse())
        let! odrd = declare.task("odrd", DistractedResponse())
        let! overlap = declare.task("overlap", Overlap())
        let! zero_gap = declare.task("zero_gap", ZeroGap())
        let! gap = declare.task("gap", Gap())
        let! gap500 = declare.task("gap500", LongGap())

        let! six =
            declare.task(
                "six",
                RuleSet(
                    Tasks =
                        ([ overlap.Spec; zero_gap.Spec; gap.Spec; odr.Spec; odrd.Spec; gap500.Spec ]: TrialSpec list)
                )
            )

        let! softplus = declare.architecture("softplus", LeakyRnn())

        let! standard =
            declare.training("standard", TrialTraining(Updates = 12000, CheckpointEvery = 40, EvaluateEvery = 40))

        let! network = declare.model("network", six, softplus, standard, seeds = 0)

        let! growth = declare.probe("growth", Performance(Of = network))
        declare.probe("stages", StagesOfTraining(Of = network))

        declare.probe(
            "units",
            SelectivityThroughTraining(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr")
        )

        declare.probe(
            "units_distracted",
            SelectivityThroughTraining(
                Of = network,
                Checkpoints = CheckpointRange(From = 380000),
                Rule = "odrd",
                Epochs = [ "stim1"; "delay1"; "delay2" ]
            )
        )

        declare
            .probe(
                "response",
                PopulationResponse(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr")
            )
            .sweep((fun s -> s.Epoch), ([ "stim1"; "delay1" ]: string list))

        let! response_distracted =
            declare
                .probe(
                    "response_distracted",
                    PopulationResponse(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odrd")
                )
                .sweep((fun s -> s.Epoch), ([ "stim1"; "delay1"; "delay2" ]: string list))

        let! delay =
            declare
                .probe("delay", EpochGrowth(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr"))
                .sweep((fun s -> s.Epoch), ([ "stim1"; "delay1" ]: string list))

        declare.probe(
            "delay_distracted",
            EpochGrowth(
                Of = network,
                Checkpoints = CheckpointRange(From = 380000),
                Rule = "odrd",
                Followed = [ "stim1"; "delay2" ]
            )
        )

        declare
            .probe("tuning", TuningCurves(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr"))
            .sweep((fun s -> s.Epoch), ([ "stim1"; "delay1" ]: string list))

        let! tuning_distracted =
            declare.probe(
                "tuning_distracted",
                TuningCurves(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odrd")
            )

        let! delay_periods =
            declare.probe(
                "delay_periods",
                PeriodTests(
                    Of = network,
                    Checkpoints = CheckpointRange(From = 380000),
                    Rule = "odrd",
                    Period = "delay2"
                )
            )

        declare.probe(
            "unit",
            UnitDisplay(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr", Epoch = "delay1")
        )

        let! response_antisaccade =
            declare
                .probe(
                    "response_antisaccade",
                    PopulationResponse(Of = network, Checkpoints = CheckpointRange(To = 102400L), Rule = "overlap")
                )
                .sweep((fun s -> s.Rule), ([ "overlap"; "zero_gap"; "gap" ]: string list))

        let! cue_periods =
            declare
                .probe(
                    "cue_periods",
                    PeriodTests(
                        Of = network,
                        Checkpoints = CheckpointRange(To = 102400L),
                        Rule = "overlap",
                        From = Duration(1m),
                        To = Duration(1.26m)
                    )
                )
                .sweep((fun s -> s.Rule), ([ "overlap"; "zero_gap" ]: string list))

        declare.probe(
            "gap_period",
            PeriodTests(
                Of = network,
                Checkpoints = CheckpointRange(To = 102400L),
                Rule = "gap",
                From = Duration(1.1m),
                To = Duration(1.36m)
            )
        )

        let! same_cue =
            declare.probe(
                "same_cue",
                DirectionOverlap(
                    Of = network,
                    Checkpoints = CheckpointRange(From = 380000),
                    FirstRule = "odr",
                    SecondRule = "odrd"
                )
            )

        declare
            .probe(
                "same_delay",
                DirectionOverlap(
                    Of = network,
                    Checkpoints = CheckpointRange(From = 380000),
                    FirstRule = "odr",
                    FirstEpoch = "delay1",
                    SecondRule = "odrd"
                )
            )
            .sweep((fun s -> s.SecondEpoch), ([ "delay1"; "delay2" ]: string list))

        declare
            .probe(
                "same_throughout",
                DirectionOverlap(
                    Of = network,
                    Checkpoints = CheckpointRange(From = 380000),
                    FirstRule = "odrd",
                    SecondRule = "odrd",
                    SecondEpoch = "delay2"
                )
            )
            .sweep((fun s -> s.FirstEpoch), ([ "stim1"; "delay1" ]: string list))

        declare.probe(
            "same_antisaccade",
            DirectionOverlap(
                Of = network,
                Checkpoints = CheckpointRange(To = 102400L),
                FirstRule = "overlap",
                SecondRule = "odr"
            )
        )

        declare
            .probe(
                "saccades",
                SaccadeDistribution(Of = network, Checkpoints = CheckpointRange(From = 380000), Rule = "odr")
            )
            .sweep((fun s -> s.Rule), ([ "odr"; "odrd" ]: string list))

        let! antisaccades =
            declare
                .probe(
                    "antisaccades",
                    SaccadeDistribution(Of = network, Checkpoints = CheckpointRange(To = 102400L), Rule = "overlap")
                )
                .sweep((fun s -> s.Rule), ([ "overlap"; "zero_gap"; "gap"; "gap500" ]: string list))

        let! distractor =
            declare.probe(
                "distractor",
                DistractorResistance(Of = network, Checkpoints = CheckpointRange(From = 380000), Repetitions = 16)
            )

        declare
            .probe("components", Pca(Of = network, Rule = "odr", Checkpoints = CheckpointRange(From = 380000)))
            .sweep(
                (fun s -> s.Stage),
                ([
                    System.Nullable(MaturationStage.Early)
                    System.Nullable(MaturationStage.Mid)
                    System.Nullable(MaturationStage.Mature)
                ]
                : System.Nullable<MaturationStage> list)
            )

        declare
            .probe("demixed", Dpca(Of = network, Rule = "odr", Checkpoints = CheckpointRange(From = 380000)))
            .sweep(
                (fun s -> s.Stage),
                ([
                    System.Nullable(MaturationStage.Early)
                    System.Nullable(MaturationStage.Mid)
                    System.Nullable(MaturationStage.Mature)
                ]
                : System.Nullable<MaturationStage> list)
            )

        declare
            .probe(
                "demixed_distracted",
                Dpca(Of = network, Rule = "odrd", Checkpoints = CheckpointRange(From = 380000), Locations = [ 1L; 5L ])
            )
            .sweep(
                (fun s -> s.Stage),
                ([
                    System.Nullable(MaturationStage.Early)
                    System.Nullable(MaturationStage.Mid)
                    System.Nullable(MaturationStage.Mature)
                ]
                : System.Nullable<MaturationStage> list)
            )

        let! decoding =
            declare
                .probe("decoding", CrossTemporalDecoding(Of = network, Checkpoints = CheckpointRange(From = 380000)))
                .sweep((fun s -> s.Rule), ([ "odr"; "odrd" ]: string list))
                .sweep(
                    (fun s -> s.Stage),
                    ([
                        System.Nullable(MaturationStage.Early)
                        System.Nullable(MaturationStage.Mid)
                        System.Nullable(MaturationStage.Mature)
                    ]
                    : System.Nullable<MaturationStage> list)
                )

        expect(growth["performance"], atLeast 0.95, source = "the published criterion")

        expect(
            growth["trials_to_criterion_overlap"],
            atMost 100000.0,
            source = "Fig. S7: antisaccades are learnt by 80 000 to 100 000 trials"
        )

        expect(growth["trials_to_criterion_zero_gap"], atMost 100000.0, source = "Fig. S7")
        expect(growth["trials_to_criterion_gap"], atMost 100000.0, source = "Fig. S7")
        expect(growth["trials_to_criterion_gap500"], atMost 100000.0, source = "Fig. S7")

        expect(
            growth["trials_to_leave_chance_odr"],
            atLeast(4.0 * growth["trials_to_criterion_overlap"]),
            source = "Fig. S7: ODR leaves chance near 540 000 trials"
        )

        expect(
            growth["trials_to_criterion_odr"],
            atMost(1.0 * growth["trials_to_criterion_odrd"]),
            source = "Fig. S7: ODR before ODR with distractor"
        )

        expect(
            response_distracted.where("epoch", "stim1")["peak_stim1_mid"],
            atLeast(1.0 * response_distracted.where("epoch", "stim1")["peak_stim1_early"]),
            source = "Fig. 4: 2.8, 5.1 and 6.2 in early, mid and mature networks"
        )

        expect(
            response_distracted.where("epoch", "stim1")["peak_stim1_mature"],
            atLeast(1.0 * response_distracted.where("epoch", "stim1")["peak_stim1_mid"]),
            source = "Fig. 4"
        )

        expect(
            delay.where("epoch", "delay1")["rate_delay1_mid"],
            atLeast(1.0 * delay.where("epoch", "delay1")["rate_delay1_early"]),
            source = "Fig. S2B: 0.25 to 0.4 before, 1.0 to 1.8 in mature networks"
        )

        expect(
            delay.where("epoch", "delay1")["rate_delay1_mature"],
            atLeast 1.0,
            source = "Fig. S2B: 1.0 to 1.8 in mature networks"
        )

        expect(
            delay.where("epoch", "delay1")["performance_correlation_delay1"],
            atLeast 0.5,
            source = "Fig. S2B: delay activity grows with performance"
        )

        expect(response_distracted.where("epoch", "stim1")["peak_delay2_early"], atMost 0.5, source = "Fig. 4: −0.1")
        expect(response_distracted.where("epoch", "stim1")["peak_delay2_mature"], atLeast 1.5, source = "Fig. 4: 2.1")
        expect(delay_periods["anova_p"], atMost 0.05, source = "4.5e-3 with 2 and 579 degrees of freedom")

        expect(
            delay_periods["mean_mature"],
            atLeast(1.0 * delay_periods["mean_mid"]),
            source = "1.77, 1.99 and 3.38 in early, mid and mature networks"
        )

        expect(
            response_distracted.where("epoch", "stim1")["opposite_peak_distract1_mid"],
            atLeast(
                1.0
                * response_distracted.where("epoch", "stim1")["opposite_peak_distract1_early"]
            ),
            source = "Fig. 4: 2.75, 3.5 and 3.3"
        )

        expect(
            response_distracted.where("epoch", "stim1")["opposite_peak_distract1_mature"],
            atMost(1.1 * response_distracted.where("epoch", "stim1")["opposite_peak_distract1_mid"]),
            source = "Fig. 4: 2.75, 3.5 and 3.3"
        )

        expect(
            tuning_distracted["tuning_height_mature"],
            atLeast(1.0 * tuning_distracted["tuning_height_early"]),
            source = "Fig. S3B"
        )

        expect(tuning_distracted["tuning_height_p_early_mature"], atMost 0.05, source = "Fig. S3B: 2.7e-108")
        expect(tuning_distracted["tuning_height_p_mid_mature"], atMost 0.05, source = "Fig. S3B: 9.8e-10")

        expect(
            tuning_distracted["tuning_width_mature"],
            atLeast(0.9 * tuning_distracted["tuning_width_early"]),
            source = "Fig. S3B: 1.28, 1.33 and 1.34 places"
        )

        expect(
            tuning_distracted["tuning_width_mature"],
            atMost(1.1 * tuning_distracted["tuning_width_early"]),
            source = "Fig. S3B: 1.28, 1.33 and 1.34 places"
        )

        expect(
            response_antisaccade.where("rule", "overlap")["peak_stim1_mature"],
            atLeast(1.0 * response_antisaccade.where("rule", "overlap")["peak_stim1_early"]),
            source = "stronger activation in trained networks"
        )

        expect(cue_periods["anova_p"], atMost 0.05, source = "stronger activation in trained networks")
        expect(antisaccades["saccade_error_mature"], atMost 36.0, source = "errors collapse to less than 36 degrees")

        expect(
            antisaccades["saccade_near_early"],
            atMost 0.35,
            source = "nearly flat distributions in early networks; chance is 0.2"
        )

        expect(distractor["distractor_performance_early_4"], atMost 0.45, source = "0.17 to 0.31 from distance 0 to 4")

        expect(
            distractor["distractor_performance_mid_4"],
            atLeast(1.0 * distractor["distractor_performance_mid_0"]),
            source = "0.27 to 0.56"
        )

        expect(
            distractor["distractor_performance_mature_4"],
            atLeast(1.0 * distractor["distractor_performance_mature_0"]),
            source = "0.59 to 0.85"
        )

        expect(distractor["distractor_performance_mature_4"], atLeast 0.8, source = "0.85")

        expect(
            decoding.where("rule", "odr").where("stage", "mature")["diagonal_accuracy_delay1"],
            atLeast 0.9,
            source = "Fig. S5E: near-perfect from cue to response"
        )

        expect(
            decoding.where("rule", "odr").where("stage", "mature")["diagonal_accuracy_go1"],
            atLeast(
                1.0
                * decoding.where("rule", "odr").where("stage", "early")["diagonal_accuracy_go1"]
            ),
            source = "decoding improves with training"
        )

        expect(
            decoding.where("rule", "odr").where("stage", "mature")["off_diagonal_accuracy_delay1"],
            atMost 0.4,
            source = "Fig. S5E: a narrow band in the delay"
        )

        expect(
            decoding.where("rule", "odr").where("stage", "mature")["off_diagonal_accuracy_stim1"],
            atLeast(
                1.0
                * decoding.where("rule", "odr").where("stage", "mature")["off_diagonal_accuracy_delay1"]
            ),
            source = "Fig. S5E: square-shaped generalisation while the cue is shown"
        )

        expect(same_cue["both_mature"], atLeast 200.0, source = "200 to 250 units")
        expect(same_cue["different_mature"], atMost 20.0, source = "about 20 at most")
    }
