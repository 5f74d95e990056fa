/// The frame of every command: a study that loads or its mistakes told, the store to look into, what was found printed.
module Spindle.Cli.Frame

open System
open Spindle.Store

/// Does something with a study that loads by the given digests of files, or tells what is wrong with it.
let withStudyBy digests (path: string) (assignments: string list) (work: Study.Study -> int) : int =
    match Study.loadBy digests path assignments with
    | Ok study -> work study
    | Error(source, problems) ->
        Mistakes.tell path source problems
        Exit.invalid

/// Does something with a study that loads, or tells what is wrong with it.
let withStudy (path: string) (assignments: string list) (work: Study.Study -> int) : int =
    withStudyBy (StudyFiles.reading false) path assignments work

/// Tells what a store or a remote met.
let warn (warning: StoreWarning) =
    Output.tell $"warning {warning.Code}: {warning.Message}"

/// A store, to look into it: a question leaves no folder behind.
let look (folder: string) : ContentStore = ContentStore.Look(folder, warn)

/// The store of an experiment, to look into it.
let storeOf (path: string) (given: string option) : ContentStore =
    look (StoreLocation.forExperiment path given)

/// The folder of the store of the folder that one works in.
let folderHere (given: string option) : string =
    StoreLocation.beside Environment.CurrentDirectory given

/// The store of the folder that one works in, to look into it.
let storeHere (given: string option) : ContentStore = look (folderHere given)

/// Prints what a command found; a problem is one with the words on the command line.
let told (result: Result<string list, string>) : int =
    match result with
    | Ok lines ->
        Output.print lines
        Exit.done'
    | Error problem ->
        Output.tell $"spindle: {problem}"
        Exit.usage
