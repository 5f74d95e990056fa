module Spindle.Tests.EndToEnd.TrainingTests

open Expecto
open Spindle.Tests.EndToEnd

let private study (hurt: string) =
    $"""spindle: 1
experiment: trials
seed: 1
tasks:
  dark: {{ kind: gap, fixation: 140 ms, darkness: 20 ms, go: 260 ms }}
  over: {{ kind: overlap, fixation: 140 ms, go: 260 ms }}
  away: {{ kind: rule_set, tasks: [ dark, over ] }}
architectures:
  net: {{ kind: leaky_rnn, units: 8 }}
  large: {{ kind: leaky_rnn, units: 9 }}
trainings:
  standard: {{ kind: trial_training, updates: 8, checkpoint_every: 4, evaluate_every: 4, evaluation_batches: 1, trials: 4, target_performance: 1 }}
  warm: {{ kind: trial_training, updates: 4, checkpoint_every: 4, evaluate_every: 4, evaluation_batches: 1, trials: 4, warm_start: animal, phases: [ {{ rules: [gap] }} ] }}
  silenced: {{ kind: lesion, of: animal, units: [ 3 ] }}
models:
  animal: {{ task: away, architecture: net, training: standard, seeds: [1] }}
  hurt: {hurt}
  again: {{ task: away, architecture: net, training: warm, seeds: [1] }}
"""

[<Tests>]
let tests =
    testList "training on trials, from the command" [
        test "a training, a warm start and a lesion run, and a second run executes nothing" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", study "{ task: away, architecture: net, training: silenced, seeds: [1] }")
            let first = Command.run folder.Path [ "run"; "experiment.yaml" ]
            Expect.equal first.Exit 0 first.Error
            Expect.stringContains first.Error "models/hurt/train/lesion" "the lesion"
            let second = Command.run folder.Path [ "run"; "experiment.yaml" ]
            Expect.equal second.Exit 0 second.Error
            Expect.isFalse (second.Error.Contains "executed  models") "nothing is executed"
        }

        test "a lesion of a model with another network, or of a task with other channels, is a mistake" {
            use folder = new Command.Folder()

            for hurt in
                [
                    "{ task: away, architecture: large, training: silenced, seeds: [1] }"
                    "{ task: dark, architecture: net, training: silenced, seeds: [1] }"
                ] do
                folder.Write("experiment.yaml", study hurt)
                let finished = Command.run folder.Path [ "check"; "experiment.yaml" ]
                Expect.equal finished.Exit 1 "refused"
                Expect.stringContains finished.Error "experiment.yaml:17:3: error SPN4001" finished.Error
        }
    ]
