/// A study that takes seconds, and its variations.
module Spindle.Tests.EndToEnd.Study

let text =
    """spindle: 1
experiment: tiny
seed: 3
tasks:
  compass: { kind: ring_attractor, trials: 8, steps: 80, settling: 60 }
architectures:
  separated: { kind: input_separated_rnn, units: 120, input_units: 20 }
trainings:
  brief: { kind: system_identification, updates: 60, checkpoint_every: 20, window: 20, learning_rate: 1e-3 }
models:
  fly: { task: compass, architecture: separated, training: brief, seeds: [1, 2] }
probes:
  tuning: { kind: rate_maps, of: fly }
  wiring: { kind: connectivity, of: fly, truth: compass }
"""

/// The half of it: one model and one probe.
let small =
    text
        .Replace("seeds: [1, 2]", "seeds: [1]")
        .Replace("  wiring: { kind: connectivity, of: fly, truth: compass }\n", "")

/// The same study with its keys in another order and with comments.
let reordered =
    """# the same study, written differently
experiment: tiny
probes:
  wiring: { truth: compass, of: fly, kind: connectivity }   # the wiring
  tuning: { of: fly, kind: rate_maps }
models:
  fly: { seeds: [1, 2], training: brief, architecture: separated, task: compass }
trainings:
  brief:
    learning_rate: 0.001
    window: 20
    checkpoint_every: 20
    updates: 60
    kind: system_identification
architectures:
  separated: { input_units: 20, units: 120, kind: input_separated_rnn }
tasks:
  compass: { settling: 60, steps: 80, trials: 8, kind: ring_attractor, neurons: 100 }
seed: 3
spindle: 1
"""
