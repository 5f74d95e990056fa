/// Finds columns in a script. The compiler tells the line of a declaration alone; its words are looked up in the text,
/// and where they are not found the place stays the declaration's beginning.
module Spindle.Dsl.ScriptPlaces

open System.Text.RegularExpressions
open Spindle.Contracts

let private quoted (text: string) = $"\"({Regex.Escape text})\""

let private word (text: string) = $@"\b({Regex.Escape text})\b"

let private within (block: ScriptBlock) (patterns: string list) (value: 'T) : Spanned<'T> = {
    Value = value
    Span = block.Find patterns
}

/// The values of a sweep are told apart where the list is written out.
let private sweep (block: ScriptBlock) (key: string) (items: Node list) : Node list =
    let places =
        block.Captures($@"\.\s*{ScriptValues.property key}\s*\)\s*,\s*\[\s*(?:([^;\]]+?)\s*(?:;\s*|(?=\])))+\]")

    if places.Length = items.Length then
        List.map2 (fun (item: Node) span -> { item with Span = span }) items places
    else
        let list =
            block.Find [
                $@"\.\s*{ScriptValues.property key}\s*\)\s*,\s*(\[[^\]]*\]?)"
                $@"\.\s*({ScriptValues.property key})\b"
            ]

        items |> List.map (fun item -> { item with Span = list })

let private parameter (block: ScriptBlock) (field: Field) : Field =
    let name = ScriptValues.property field.Key.Value

    let key =
        within block [ $@"\b({name})\s*="; $@"\.\s*({name})\s*\)" ] field.Key.Value

    let given = block.Captures($@"\b{name}\s*=\s*((?:\([^()]*\)|\[[^\]]*\]|[^,()\n])+)")

    let value =
        match given, field.Value.Value with
        | [], Items items -> Items(sweep block field.Key.Value items)
        | _, scalarOrParts ->
            match block.After $@"\b{name}\s*=\s*", scalarOrParts with
            | Some region, (Items _ | Fields _) -> (ScriptValues.placed block region field.Value).Value
            | _ -> (Node.allAt key.Span field.Value).Value

    {
        Key = key
        Value = {
            Value = value
            Span = given |> List.tryHead |> Option.defaultValue key.Span
        }
    }

let private limits (block: ScriptBlock) (given: Field list) : Field list =
    let limit (field: Field) =
        let before = $@"\blimits\s*\([\s\S]*?\b"
        let key = Regex.Escape field.Key.Value

        {
            Key = within block [ before + $@"({key})\s*=" ] field.Key.Value
            Value = within block [ before + $@"{key}\s*=\s*((?:\([^()]*\)|[^,()\n])+)" ] field.Value.Value
        }

    List.map limit given

let private declaration (block: ScriptBlock) (declaration: Declaration) : Declaration =
    let name = declaration.Name.Value

    {
        declaration with
            Name = within block [ quoted name ] name
            Kind = within block [ $@"""{Regex.Escape name}""\s*,\s*([\w.]+)\s*\(" ] declaration.Kind.Value
            Parameters = List.map (parameter block) declaration.Parameters
            Limits = limits block declaration.Limits
    }

let private model (block: ScriptBlock) (model: Model) : Model =
    let name = model.Name.Value
    let after = $@"""{Regex.Escape name}""[\s\S]*?"

    let part (named: Spanned<string>) =
        within block [ after + word named.Value ] named.Value

    let seed (seed: Spanned<int64>) =
        within block [ $@"\bseeds\s*=\s*(\[[^\]]*\]|\w+)" ] seed.Value

    {
        Name = within block [ quoted name ] name
        Task = List.map part model.Task
        Architecture = List.map part model.Architecture
        Training = List.map part model.Training
        Seeds = List.map seed model.Seeds
        Limits = limits block model.Limits
    }

let private metricOf (that: string) = that[that.LastIndexOf '.' + 1 ..]

let private expectation (block: ScriptBlock) (expectation: Expectation) : Expectation =
    let spanned (that: Spanned<string>) =
        within block [ quoted that.Value; quoted (metricOf that.Value) ] that.Value

    {
        expectation with
            That = spanned expectation.That
            Bound = Bound.mapThat spanned expectation.Bound
            Span = block.Start
    }

/// Gives the parts of an experiment from a script their columns.
/// `linesOf` reads a file that the script consists of, and `rename` names a file as the user would.
let find (linesOf: string -> string[]) (rename: string -> string) (experiment: Experiment) : Experiment =
    let starts = [
        experiment.Name.Span
        yield! experiment.Plugins |> List.map _.Span
        yield! experiment.Limits |> List.map _.Key.Span
        yield! experiment.Declarations |> List.map _.Name.Span
        yield! experiment.Models |> List.map _.Name.Span
        yield! experiment.Expectations |> List.map _.Span
    ]

    let files =
        starts
        |> List.groupBy _.Path
        |> List.map (fun (path, spans) -> path, (linesOf path, spans |> List.map _.Line |> List.distinct |> List.sort))
        |> Map.ofList

    let block (span: SourceSpan) =
        let lines, starts = files[span.Path]

        let next =
            starts
            |> List.tryFind (fun line -> line > span.Line)
            |> Option.defaultValue (lines.Length + 1)

        let belonging =
            lines
            |> Array.skip (min lines.Length (max 0 (span.Line - 1)))
            |> Array.truncate (next - span.Line)

        ScriptBlock(rename span.Path, span.Line, List.ofArray belonging)

    let quotedThere (named: Spanned<string>) =
        within (block named.Span) [ quoted named.Value ] named.Value

    {
        experiment with
            Name = quotedThere experiment.Name
            Plugins = List.map quotedThere experiment.Plugins
            Limits =
                match experiment.Limits with
                | [] -> []
                | first :: _ -> limits (block first.Key.Span) experiment.Limits
            Declarations = experiment.Declarations |> List.map (fun d -> declaration (block d.Name.Span) d)
            Models = experiment.Models |> List.map (fun m -> model (block m.Name.Span) m)
            Expectations = experiment.Expectations |> List.map (fun e -> expectation (block e.Span) e)
    }
