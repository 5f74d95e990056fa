/// OpenSim's own numbers, from the shared data.
module Spindle.Tests.Biomechanics.OpenSimData

open System
open System.Collections.Generic
open System.Globalization
open System.IO
open System.Threading
open Spindle.Biomechanics
open Spindle.Biomechanics.OpenSim
open Spindle.Tests

/// A model of the shared data.
let model (path: string) =
    use file = File.OpenRead(Shared.file path)
    OsimReader.Read(file, CancellationToken.None)

/// Rows of text, with the place of each column.
type Rows = {
    Columns: IReadOnlyDictionary<string, int>
    Cells: string[][]
} with

    member rows.Number (row: int) (column: string) =
        Double.Parse(rows.Cells[row][rows.Columns[column]], CultureInfo.InvariantCulture)

let private rows (separator: char) (lines: string list) =
    let cells = [| for line in lines -> line.Split separator |]

    {
        Columns = dict [ for at, name in Array.indexed cells[0] -> name, at ] |> Dictionary
        Cells = cells[1..]
    }

/// A comma separated table of the shared data.
let table (path: string) =
    File.ReadAllLines(Shared.file path) |> List.ofArray |> rows ','

/// The rows of a storage file of the shared data, below its header.
let storage (path: string) =
    File.ReadAllLines(Shared.file path)
    |> List.ofArray
    |> List.skipWhile (fun line -> line <> "endheader")
    |> List.tail
    |> rows '\t'

/// The models with tables of 200 poses: the tables' name and the model's file.
let models = [
    "mobl_arms", "MoBL_ARMS_module5_scaleIK.osim"
    "macaque_snap", "Snap_scaled_fin1.osim"
    "macaque_butter", "ButterScaledArm_ale.osim"
]

/// The pose of a row of a table with columns `q.coordinate`.
let pose (posed: PosedModel) (poses: Rows) (row: int) = [|
    for coordinate in posed.Model.Coordinates -> poses.Number row $"q.{coordinate.Name}"
|]

/// The largest difference and where it is.
let largest (differences: (float * string) seq) = Seq.maxBy fst differences
