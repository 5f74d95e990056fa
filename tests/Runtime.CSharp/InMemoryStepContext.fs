namespace Spindle.Tests.Runtime

open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Spindle.Contracts

/// Runs an operation without a store: parameters and inputs are values, outputs are kept by name.
type InMemoryStepContext
    (
        parameters: (string * objnull) list,
        inputs: (string * objnull) list,
        ?experiment: int64,
        ?seed: int64,
        ?cancellation: CancellationToken
    ) =
    let named (values: (string * objnull) list) =
        dict [ for name, value in values -> name, nonNull value ]

    let parameters = named parameters
    let inputs = named inputs
    let outputs = Dictionary<string, obj>()
    let files = Dictionary<string, byte[]>()
    let progress = List<struct (float * string)>()

    /// The arrays that the operation wrote under a name.
    member _.Tensors(output: string) =
        outputs[output] :?> IReadOnlyDictionary<string, TensorData>

    /// The table that the operation wrote under a name.
    member _.Table(output: string) = outputs[output] :?> Table

    /// The record that the operation wrote under a name.
    member _.Record(output: string) = outputs[output] :?> JsonObject

    /// The figure that the operation wrote under a name.
    member _.Figure(output: string) = outputs[output] :?> Figure

    /// The bytes that the operation wrote under a name.
    member _.Bytes(output: string) = outputs[output] :?> byte[]

    /// The names of what the operation wrote.
    member _.Outputs = set outputs.Keys

    /// What the operation told of its progress.
    member _.Reports = progress :> IReadOnlyList<_>

    /// Gives the file of a path a content.
    member this.WithFile(path: string, content: byte[]) =
        files[path] <- content
        this

    /// Runs an operation and gives back this context with its outputs.
    member this.Run(operation: IOperation) =
        operation.Run this
        this

    interface IStepContext with
        member _.Cancellation = defaultArg cancellation CancellationToken.None
        member _.Device = "cpu"
        member _.Parameter<'T>(name: string) = parameters[name] :?> 'T

        member _.Random(stream: string) =
            RandomStream.Derive(defaultArg experiment 7L, Option.toNullable seed, stream)

        member _.ReadTensors(input: string) =
            inputs[input] :?> IReadOnlyDictionary<string, TensorData>

        member _.ReadTable(input: string) = inputs[input] :?> Table
        member _.ReadRecord(input: string) = inputs[input] :?> JsonObject
        member _.ReadFigure(input: string) = inputs[input] :?> Figure

        member _.ReadFile(file: DataFile) =
            new MemoryStream(files[file.Path]) :> Stream

        member _.WriteTensors(output, tensors) = outputs.Add(output, tensors)
        member _.WriteTable(output, table) = outputs.Add(output, table)
        member _.WriteRecord(output, record) = outputs.Add(output, record)
        member _.WriteFigure(output, figure) = outputs.Add(output, figure)
        member _.WriteBytes(output, bytes) = outputs.Add(output, bytes.ToArray())
        member _.Progress(fraction, words) = progress.Add(struct (fraction, words))
