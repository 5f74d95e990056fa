/// Texts of experiments, and where their problems stand.
module Spindle.Tests.Dsl.Texts

open System.Text
open Spindle.Contracts
open Spindle.Dsl

/// What a text means as an experiment, and what is wrong with it.
let read (text: string) : Experiment * Diagnostic list =
    ExperimentReader.read "toy.yaml" (Encoding.UTF8.GetBytes text)

/// The code and the place of a diagnostic: line, column, length.
let place (diagnostic: Diagnostic) =
    diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Span.Length

/// What a span underlines.
let underlined (text: string) (span: SourceSpan) =
    SourceLines(text).Line(span.Line).Substring(span.Column - 1, span.Length)
