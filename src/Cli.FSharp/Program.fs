module Spindle.Cli.Program

[<EntryPoint>]
let main _ = 0
