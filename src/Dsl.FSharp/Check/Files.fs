/// Rules on files: those that an experiment names are there.
module Spindle.Dsl.Files

open System.Collections.Generic
open Spindle.Contracts

/// What is known of the files so far: the digest of each, or why there is none.
type Digests = Dictionary<string, Result<string, string>>

/// Digests the files of a declaration; those that cannot be read are problems.
let inDeclaration (environment: Environment) (digests: Digests) (declaration: TypedDeclaration) : Diagnostic list = [
    for path, node in Typed.files declaration do
        if not (digests.ContainsKey path) then
            digests[path] <- environment.Digest path

        match digests[path] with
        | Ok _ -> ()
        | Error why ->
            Diagnostic.Error(
                DiagnosticCodes.MissingFile,
                node.Span,
                $"cannot read '{path}': {why}",
                "paths are relative to the experiment's file"
            )
]
