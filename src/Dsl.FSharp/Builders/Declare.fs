namespace Spindle

open System.Runtime.CompilerServices
open System.Runtime.InteropServices
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl

/// Declares the parts of an experiment. Each member gives a statement for `let!`, whose value refers to what is declared.
/// The compiler fills in `path` and `line`.
[<Sealed>]
type Declare internal () =
    static let declaration section (name: string) (spec: #Spec) path line : SpecDeclaration = {
        Section = section
        Name = Place.spanned path line name
        Spec = spec
        Sweeps = []
        Limits = []
    }

    static let modelled
        name
        (tasks: TaskRef list)
        (architectures: Architectures)
        (trainings: Trainings)
        (seeds: Seeds)
        path
        line
        =
        let spanned values =
            values |> List.map (Place.spanned path line)

        {
            Name = Place.spanned path line name
            Task = tasks |> List.map _.Name |> spanned
            Architecture = spanned architectures.Names
            Training = spanned trainings.Names
            Seeds =
                match seeds with
                | null -> spanned [ Defaults.modelSeed ]
                | seeds -> spanned seeds.Values
            Limits = []
        }

    /// A task, what is to be solved: `let! compass = declare.task("compass", RingAttractor(Neurons = 100))`.
    member _.task<'Task when 'Task :> TaskSpec>
        (
            name: string,
            spec: 'Task,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Declaration<'Task, TaskRef<'Task>> =
        Declaration(TaskRef<'Task>(name, Spec = spec), declaration Section.Tasks name (spec :> TaskSpec) path line)

    /// An architecture, a network: `let! net = declare.architecture("net", InputSeparatedRnn(Units = 200))`.
    member _.architecture<'Architecture when 'Architecture :> ArchitectureSpec>
        (
            name: string,
            spec: 'Architecture,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Declaration<'Architecture, ArchitectureHandle> =
        Declaration(
            ArchitectureHandle(name, spec),
            declaration Section.Architectures name (spec :> ArchitectureSpec) path line
        )

    /// A training, how networks learn: `let! standard = declare.training("standard", SystemIdentification())`.
    member _.training<'Training when 'Training :> TrainingSpec>
        (
            name: string,
            spec: 'Training,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Declaration<'Training, TrainingHandle> =
        Declaration(TrainingHandle(name, spec), declaration Section.Trainings name (spec :> TrainingSpec) path line)

    /// A recording, data from outside: `let! cells = declare.recording("cells", Csv(File = DataFile "cells.csv"))`.
    member _.recording<'Recording when 'Recording :> RecordingSpec>
        (
            name: string,
            spec: 'Recording,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Declaration<'Recording, RecordingRef> =
        Declaration(RecordingRef name, declaration Section.Recordings name (spec :> RecordingSpec) path line)

    /// A probe, a measurement: `let! wiring = declare.probe("wiring", Connectivity(Of = fly, Truth = compass))`.
    member _.probe<'Probe when 'Probe :> ProbeSpec>
        (
            name: string,
            spec: 'Probe,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Declaration<'Probe, ProbeHandle> =
        Declaration(ProbeHandle(name, []), declaration Section.Probes name (spec :> ProbeSpec) path line)

    /// A model, or a family of models where an argument is a list:
    ///
    ///     let! fly = declare.model("fly", compass, [ separated; mixed ], standard, seeds = [ 1 .. 3 ])
    member _.model<'Task when 'Task :> TaskSpec>
        (
            name: string,
            task: TaskRef<'Task>,
            architecture: Architectures,
            training: Trainings,
            [<Optional; DefaultParameterValue(null: Seeds)>] seeds: Seeds,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : ModelDeclaration<ModelRef<'Task>> =
        ModelDeclaration(ModelRef<'Task> name, modelled name [ task ] architecture training seeds path line)

    /// A family of models over tasks of one kind.
    member _.model<'Task when 'Task :> TaskSpec>
        (
            name: string,
            tasks: TaskRef<'Task> list,
            architecture: Architectures,
            training: Trainings,
            [<Optional; DefaultParameterValue(null: Seeds)>] seeds: Seeds,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : ModelDeclaration<ModelRef<'Task>> =
        let tasks = tasks |> List.map (fun task -> task :> TaskRef)
        ModelDeclaration(ModelRef<'Task> name, modelled name tasks architecture training seeds path line)

    /// A family of models over tasks of several kinds: `([ compass; odr ]: TaskRef list)`.
    member _.model
        (
            name: string,
            tasks: TaskRef list,
            architecture: Architectures,
            training: Trainings,
            [<Optional; DefaultParameterValue(null: Seeds)>] seeds: Seeds,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : ModelDeclaration<ModelRef> =
        ModelDeclaration(ModelRef name, modelled name tasks architecture training seeds path line)
