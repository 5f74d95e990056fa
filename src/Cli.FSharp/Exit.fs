/// The exit codes of the command, and nothing else.
module Spindle.Cli.Exit

/// Done.
let done' = 0

/// The experiment is invalid, or an expectation is not met.
let invalid = 1

/// The command line is wrong.
let usage = 2

/// A step failed.
let stepFailed = 3

/// The store or the machine failed.
let machine = 4

/// Interrupted.
let interrupted = 130
