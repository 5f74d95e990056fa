namespace Spindle

open System
open System.Linq.Expressions
open System.Reflection
open Spindle.Dsl

/// A part of an experiment that gives a value to what follows it: `let! value = statement`.
type Statement<'Value> internal (value: 'Value, sayings: Saying list) =
    member internal _.Value = value
    member internal _.Sayings = sayings

/// The declaration of a kind in use. It gives a handle by which others refer to it.
type Declaration<'Spec, 'Handle> internal (handle: 'Handle, declaration: SpecDeclaration) =
    inherit Statement<'Handle>(handle, [ Declared declaration ])

    /// Gives a parameter several values, so that there is a member of the declaration for each:
    ///
    ///     let! standard = declare.training("standard", SystemIdentification()).sweep((fun s -> s.LearningRate), [ 1e-4; 3e-4 ])
    member _.sweep(parameter: Expression<Func<'Spec, 'Value>>, values: 'Value list) : Declaration<'Spec, 'Handle> =
        let property =
            match parameter.Body with
            | :? MemberExpression as access when
                (access.Expression :? ParameterExpression) && (access.Member :? PropertyInfo)
                ->
                Some access.Member.Name
            | _ -> None

        let sweep = {
            Property = property
            Values = values |> List.map box
        }

        Declaration(
            handle,
            {
                declaration with
                    Sweeps = declaration.Sweeps @ [ sweep ]
            }
        )

    /// Says what each of its steps may take before it is ended: `.limits(time = Duration(1800m), memory = MemorySize(4m))`.
    member _.limits
        (?time: Spindle.Contracts.Duration, ?memory: Spindle.Contracts.MemorySize)
        : Declaration<'Spec, 'Handle> =
        Declaration(
            handle,
            {
                declaration with
                    Limits = LimitFields.fields declaration.Name.Span time memory
            }
        )

/// The declaration of a model. It gives a handle by which probes refer to it.
type ModelDeclaration<'Handle> internal (handle: 'Handle, model: Model) =
    inherit Statement<'Handle>(handle, [ Modelled model ])

    /// Says what each of its steps may take before it is ended: `.limits(time = Duration(1800m), memory = MemorySize(4m))`.
    member _.limits
        (?time: Spindle.Contracts.Duration, ?memory: Spindle.Contracts.MemorySize)
        : ModelDeclaration<'Handle> =
        ModelDeclaration(
            handle,
            {
                model with
                    Limits = LimitFields.fields model.Name.Span time memory
            }
        )
