/// Digests of steps by what they compute, without running anything.
module Spindle.Dsl.PlanDigest

open System.Collections.Generic
open Spindle.Plans

/// The digest of each step by its id: over all that enters its key, with the digests of the steps that make its inputs in
/// place of their content. Two steps of one digest give the same result; names play no part.
let structural (plan: Plan) : Map<string, string> =
    let digests = Dictionary<string, string>()

    for step in plan.Steps do
        let inputs = Dictionary<string, Digest>()

        for input in step.Inputs do
            inputs[input.Key] <- Digest.Of $"{digests[input.Value.Step]}#{input.Value.Output}"

        digests[step.Id] <- StepKey.Of(step, inputs).Digest.Hex

    Map.ofSeq (Seq.map (|KeyValue|) digests)
