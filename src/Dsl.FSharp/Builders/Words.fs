namespace Spindle

open System.Runtime.CompilerServices
open System.Runtime.InteropServices
open Spindle.Dsl

/// A length of time: `Duration(1.5m)` in seconds, or `Duration.Milliseconds 1500m`.
type Duration = Spindle.Contracts.Duration

/// An angle: `Angle(90m)` in degrees.
type Angle = Spindle.Contracts.Angle

/// A speed of turning: `AngularVelocity(1.2m)` in radians a second.
type AngularVelocity = Spindle.Contracts.AngularVelocity

/// An amount of memory: `MemorySize(4m)` in gigabytes.
type MemorySize = Spindle.Contracts.MemorySize

/// A file, relative to the experiment's: `DataFile "cells.csv"`.
type DataFile = Spindle.Contracts.DataFile

/// A declared task, of whatever kind.
type TaskRef = Spindle.Contracts.TaskRef

/// The words that open an experiment and that stand alone in it.
[<AbstractClass; Sealed; AutoOpen>]
type Words =
    /// An experiment:
    ///
    ///     let study =
    ///         experiment "ring-attractor" {
    ///             seed 7
    ///             let! compass = declare.task("compass", RingAttractor(Neurons = 100))
    ///             let! net = declare.architecture("net", InputSeparatedRnn(Units = 200))
    ///             let! standard = declare.training("standard", SystemIdentification(Updates = 10000))
    ///             let! fly = declare.model("fly", compass, net, standard, seeds = [ 1 .. 3 ])
    ///             let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))
    ///             expect(wiring["element_match"], atLeast 0.35, source = "reference, section 9")
    ///         }
    static member experiment
        (
            name: string,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : ExperimentBuilder =
        ExperimentBuilder(Place.spanned path line name)

    /// What the experiment is about.
    static member description
        (
            text: string,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Statement<unit> =
        Statement((), [ Description(Place.spanned path line text) ])

    /// The seed from which every random stream of the experiment derives.
    static member seed
        (
            value: int64,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Statement<unit> =
        Statement((), [ Seed(Place.spanned path line value) ])

    /// Plugins whose kinds the experiment uses, relative to its file. The script says `#r` as well, for their types.
    static member plugins
        (
            paths: string list,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Statement<unit> =
        Statement((), [ Plugins(paths |> List.map (Place.spanned path line)) ])

    /// What every step may take before it is ended, where its declaration says nothing else.
    static member limits
        (?time: Duration, ?memory: MemorySize, [<CallerFilePath>] ?path: string, [<CallerLineNumber>] ?line: int)
        : Statement<unit> =
        let span = Place.at (defaultArg path "") (defaultArg line 0)

        Statement(
            (),
            [
                Limited {
                    Value = LimitFields.fields span time memory
                    Span = span
                }
            ]
        )

/// The word that declares.
[<AutoOpen>]
module Declaring =
    /// Declares the parts of an experiment: `let! compass = declare.task("compass", …)`.
    let declare = Declare()
