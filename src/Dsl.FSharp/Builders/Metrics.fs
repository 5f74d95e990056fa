namespace Spindle

open System
open Spindle.Contracts
open Spindle.Dsl

/// A metric of a probe, as expectations speak of it: `wiring["element_match"]`.
[<Sealed>]
type ProbeMetric internal (text: string) =
    /// As YAML writes it: `wiring[architecture=separated].element_match`.
    member _.Text = text

    /// A factor times a metric, to bound another one with.
    static member (*)(factor: float, metric: ProbeMetric) : Multiple = Multiple(factor, metric.Text)

/// A factor times a metric.
and [<Sealed>] Multiple internal (factor: float, that: string) =
    member internal _.Factor = factor
    member internal _.That = that

/// A declared probe, or those of its members that `where` picks.
[<Sealed>]
type ProbeHandle internal (name: string, choices: (string * string) list) =
    let choosing axis value =
        ProbeHandle(name, choices @ [ axis, value ])

    /// The name under which it is declared.
    member _.Name = name

    /// What refers to the probe from another declaration. Which of several members is meant follows from what that is about.
    static member op_Implicit(handle: ProbeHandle) : ProbeRef =
        if handle.IsNarrowed then
            invalidArg (nameof handle) $"a reference to '{handle.Name}' names the whole probe: leave out its where"

        ProbeRef handle.Name

    member private _.IsNarrowed = not (List.isEmpty choices)

    /// A metric of the probe, by its name.
    member _.Item
        with get (metric: string): ProbeMetric =
            match choices with
            | [] -> ProbeMetric $"{name}.{metric}"
            | _ ->
                let written =
                    String.Join(",", choices |> List.map (fun (axis, value) -> $"{axis}={value}"))

                ProbeMetric $"{name}[{written}].{metric}"

    /// Only the members with this architecture.
    member _.where(architecture: ArchitectureHandle) : ProbeHandle =
        choosing "architecture" architecture.Name

    /// Only the members with this training.
    member _.where(training: TrainingHandle) : ProbeHandle = choosing "training" training.Name

    /// Only the members on this task.
    member _.where(task: TaskRef) : ProbeHandle = choosing "task" task.Name

    /// Only the members with this seed.
    member _.where(seed: int64) : ProbeHandle = choosing "seed" (string seed)

    /// Only the members with this value along an axis, such as a swept parameter.
    member _.where(axis: string, value: string) : ProbeHandle = choosing axis value

    /// Only the members with this value along an axis, such as a swept parameter.
    member _.where(axis: string, value: float) : ProbeHandle = choosing axis (Written.number value)
