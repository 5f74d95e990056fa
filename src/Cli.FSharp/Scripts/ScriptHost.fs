module Spindle.Cli.Scripts.ScriptHost
open Spindle.Contracts
open Spindle.Dsl
let load (_: Spindle.Catalog.KindCatalog) (_: string) : Result<Experiment, Diagnostic list> = Error []
