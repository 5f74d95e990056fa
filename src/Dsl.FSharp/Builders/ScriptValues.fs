/// Finds columns inside the value of a parameter: items of lists, and arguments of the calls that make clauses and specs.
module internal Spindle.Dsl.ScriptValues

open Spindle.Contracts

/// A parameter as F# writes it: `learning_rate` is LearningRate; case is left to the search.
let property (key: string) = key.Replace("_", "")

/// A value with the places of its parts; what is not found has the place of what it stands in.
let rec placed (block: ScriptBlock) (region: ScriptRegion) (node: Node) : Node =
    let span = block.Place region

    match node.Value with
    | Items items ->
        let regions = ScriptRegion.items block.Text region

        if regions.Length = items.Length then
            {
                Value = Items(List.map2 (placed block) regions items)
                Span = span
            }
        else
            Node.allAt span node
    | Fields fields ->
        let field (field: Field) : Field =
            match ScriptRegion.argument block.Text (property field.Key.Value) region with
            | Some(key, value) -> {
                Key = {
                    field.Key with
                        Span = block.Place key
                }
                Value = placed block value field.Value
              }
            | None -> {
                Key = { field.Key with Span = span }
                Value = Node.allAt span field.Value
              }

        {
            Value = Fields(List.map field fields)
            Span = span
        }
    | _ -> Node.allAt span node
