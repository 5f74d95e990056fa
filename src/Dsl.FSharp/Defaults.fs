/// What holds where an experiment says nothing.
module Spindle.Dsl.Defaults

/// The version of the language that this Spindle reads: `spindle: 1`.
let version = 1

/// The experiment's seed.
let seed = 0L

/// The seed of a model that gives none.
let modelSeed = 1L
