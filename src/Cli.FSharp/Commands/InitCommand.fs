/// `spindle init`: a small experiment to begin with.
module Spindle.Cli.InitCommand

open System.IO

let private template (name: string) =
    $"""# A first study. Check it with: spindle check {name}/experiment.yaml
spindle: 1
experiment: {name}
seed: 1

tasks:
  compass: {{ kind: ring_attractor, trials: 40, steps: 300 }}

architectures:
  separated: {{ kind: input_separated_rnn, units: 150, input_units: 50 }}

trainings:
  brief: {{ kind: system_identification, updates: 600, checkpoint_every: 300, learning_rate: 1e-3 }}

models:
  fly: {{ task: compass, architecture: separated, training: brief, seed: 1 }}

probes:
  wiring: {{ kind: connectivity, of: fly, truth: compass }}
"""

/// Makes the folder with an experiment in it; the line to print, or what is wrong.
let run (folder: string) : Result<string, string> =
    let file = Path.Combine(folder, "experiment.yaml")

    if File.Exists file then
        Error $"'{file}' is there already"
    else
        Directory.CreateDirectory folder |> ignore
        File.WriteAllText(file, template (DirectoryInfo(folder).Name))
        Ok $"made {file}"
