module Spindle.Tests.Main

open System
open Expecto

[<EntryPoint>]
let main arguments =
    let plain =
        if Console.IsOutputRedirected then
            [ CLIArguments.Colours 0 ]
        else
            []

    let result = runTestsInAssemblyWithCLIArgs plain arguments
    Faults.Campaign.tell ()
    result
