open Spindle
open Spindle.Tasks.Cognitive
open Spindle.Architectures.Recurrent
open Spindle.Training
open Spindle.Probes.Maturation

let study =
    experiment "brain-maturation-variations" {
        description
            "Size, activation, cell, initial weights, learning rate, delay and mix of tasks of the brain-maturation networks."

        seed 0

        let! six = declare.task("six", RuleSet(Published = PublishedRules.AllNew))

        let! alone =
            declare.task("alone", RuleSet(Published = PublishedRules.AllNew, Trained = [ "odr" ]))

        let! alone_distracted =
            declare.task("alone_distracted", RuleSet(Published = PublishedRules.AllNew, Trained = [ "odrd" ]))

        let! memory =
            declare.task("memory", RuleSet(Published = PublishedRules.AllNew, Trained = [ "odr"; "odrd" ]))

        let! alone_gap =
            declare.task("alone_gap", RuleSet(Published = PublishedRules.AllNew, Trained = [ "gap" ]))

        let! alone_zero_gap =
            declare.task("alone_zero_gap", RuleSet(Published = PublishedRules.AllNew, Trained = [ "zero_gap" ]))

        let! alone_overlap =
            declare.task("alone_overlap", RuleSet(Published = PublishedRules.AllNew, Trained = [ "overlap" ]))

        let! longer =
            declare
                .task("longer", RuleSet())
                .sweep(
                    (fun s -> s.Published),
                    ([
                        PublishedRules.AllNewOdr3000
                        PublishedRules.AllNewOdr6000
                        PublishedRules.AllNewOdr15000
                    ]
                    : PublishedRules list)
                )

        let! matching =
            declare
                .task("matching", RuleSet())
                .sweep(
                    (fun s -> s.Published),
                    ([ PublishedRules.MixMatchOrNon; PublishedRules.MixPassiveMatchOrNon ]: PublishedRules list)
                )

        let! softplus = declare.architecture("softplus", LeakyRnn())

        let! size =
            declare.architecture("size", LeakyRnn()).sweep((fun s -> s.Units), ([ 64L; 128L; 512L; 1024L ]: int64 list))

        let! activation =
            declare
                .architecture("activation", LeakyRnn())
                .sweep(
                    (fun s -> s.Activation),
                    ([ Activation.Tanh; Activation.Relu; Activation.Elu; Activation.Power ]: Activation list)
                )

        let! start =
            declare
                .architecture("start", LeakyRnn())
                .sweep(
                    (fun s -> s.RecurrentStart),
                    ([ RecurrentStart.Diag; RecurrentStart.Randgauss ]: RecurrentStart list)
                )

        let! leaky_gru = declare.architecture("leaky_gru", LeakyGru())
        let! gru = declare.architecture("gru", Gru())

        let! standard =
            declare.training("standard", TrialTraining(Updates = 30000, CheckpointEvery = 200, EvaluateEvery = 40))

        let! rate =
            declare
                .training("rate", TrialTraining(Updates = 30000, CheckpointEvery = 200, EvaluateEvery = 40))
                .sweep((fun s -> s.LearningRate), ([ 0.0001; 0.01; 0.1 ]: float list))

        let! networks =
            declare.model("networks", six, [ softplus; size; activation; start; leaky_gru; gru ], standard, seeds = 0)

        let! rates = declare.model("rates", six, softplus, rate, seeds = 0)

        let! mixes =
            declare.model(
                "mixes",
                [
                    alone
                    alone_distracted
                    memory
                    alone_gap
                    alone_zero_gap
                    alone_overlap
                    longer
                    matching
                ],
                softplus,
                standard,
                seeds = 0
            )

        declare.probe("growth", Performance(Of = networks))
        declare.probe("growth_rates", Performance(Of = rates))
        declare.probe("growth_mixes", Performance(Of = mixes))

        declare
            .probe(
                "response",
                PopulationResponse(
                    Of = networks,
                    Checkpoints = CheckpointRange(Every = 4),
                    Stages = StageCriteria(Method = StageMethod.Ranges),
                    Rule = "odr"
                )
            )
            .sweep((fun s -> s.Rule), ([ "odr"; "odrd" ]: string list))
    }
