/// A study of toy kinds, which come as a plugin: it runs in a blink.
module Spindle.Tests.EndToEnd.ToyStudy

open Spindle.Tests.Kinds

let private plugin = typeof<Walk>.Assembly.Location

/// An experiment that begins as all of them do.
let withBody (body: string) =
    $"spindle: 1\nexperiment: toys\nplugins: [\"{plugin}\"]\n{body}"

/// A walk, a training of two segments for two seeds, and two probes.
let text =
    withBody
        """seed: 7
tasks:
  home: { kind: walk, steps: 200 }
architectures:
  small: { kind: net }
trainings:
  standard: { kind: drill, learning_rate: 1e-4 }
models:
  fly: { task: home, architecture: small, training: standard, seeds: [1, 2] }
probes:
  seen: { kind: size, of: home }
  state: { kind: size, of: fly }
"""

/// A task that gives something else every time.
let weather =
    withBody
        """seed: 7
tasks:
  sky: { kind: weather }
  home: { kind: walk, steps: 20 }
probes:
  seen: { kind: size, of: sky }
"""
