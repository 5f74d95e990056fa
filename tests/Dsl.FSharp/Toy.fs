/// The kinds of tests/Kinds, to try the language without any neuroscience.
module Spindle.Tests.Dsl.Toy

open System
open System.IO
open System.Text
open Spindle.Catalog
open Spindle.Dsl
open Spindle.Tests.Kinds

let catalog =
    let documentation () : Stream | null =
        File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Spindle.Tests.Kinds.xml"))

    KindCatalog.Of [| KindSource(typeof<Walk>.Assembly, Func<Stream | null> documentation) |]

/// What a text means as an experiment, and what is wrong with it.
let read (text: string) =
    ExperimentReader.read "toy.yaml" (Encoding.UTF8.GetBytes text)

/// The code and the place of a diagnostic.
let place (diagnostic: Spindle.Contracts.Diagnostic) =
    diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Span.Length
