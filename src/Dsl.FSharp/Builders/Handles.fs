namespace Spindle

open Spindle.Contracts

/// A declared architecture.
[<Sealed>]
type ArchitectureHandle internal (name: string, spec: ArchitectureSpec) =
    /// The name under which it is declared.
    member _.Name = name

    /// The declared spec, to be put into another.
    member _.Spec = spec

/// A declared training.
[<Sealed>]
type TrainingHandle internal (name: string, spec: TrainingSpec) =
    /// The name under which it is declared.
    member _.Name = name

    /// The declared spec, to be put into another.
    member _.Spec = spec

/// One architecture or several: a handle, or a list of handles.
[<Sealed>]
type Architectures internal (names: string list) =
    member internal _.Names = names
    static member op_Implicit(one: ArchitectureHandle) : Architectures = Architectures [ one.Name ]

    static member op_Implicit(several: ArchitectureHandle list) : Architectures =
        Architectures(several |> List.map _.Name)

/// One training or several: a handle, or a list of handles.
[<Sealed>]
type Trainings internal (names: string list) =
    member internal _.Names = names
    static member op_Implicit(one: TrainingHandle) : Trainings = Trainings [ one.Name ]
    static member op_Implicit(several: TrainingHandle list) : Trainings = Trainings(several |> List.map _.Name)

/// One seed or several: a whole number, or a list of whole numbers.
[<Sealed; AllowNullLiteral>]
type Seeds internal (values: int64 list) =
    member internal _.Values = values
    static member op_Implicit(one: int) : Seeds = Seeds [ int64 one ]
    static member op_Implicit(one: int64) : Seeds = Seeds [ one ]
    static member op_Implicit(several: int list) : Seeds = Seeds(several |> List.map int64)
    static member op_Implicit(several: int64 list) : Seeds = Seeds several
