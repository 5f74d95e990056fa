namespace Spindle.Dsl

open Spindle.Contracts

/// Collects what is wrong with a text. After some hundred findings the rest is dropped: nobody reads it, and a hostile
/// text could hold hundreds of thousands.
type Findings() =
    static let most = 200
    let found = ResizeArray<Diagnostic>()

    /// Whether further findings are dropped.
    member _.IsFull = found.Count >= most

    /// Whether nothing was found.
    member _.IsEmpty = found.Count = 0

    /// Adds a finding.
    member findings.Add(finding: Diagnostic) =
        if not findings.IsFull then
            found.Add finding

    /// Adds an error.
    member findings.Add(code: string, span: SourceSpan, message: string, ?hint: string) =
        findings.Add(Diagnostic.Error(code, span, message, Option.toObj hint))

    /// The findings in the order of their places.
    member _.InOrder =
        found
        |> Seq.sortBy (fun finding -> finding.Span.Line, finding.Span.Column)
        |> List.ofSeq
