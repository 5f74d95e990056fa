namespace Spindle.Dsl

open System
open System.Collections.Generic

/// The F# names of what an experiment declares: the declared ones wherever F# and the words of the language allow.
type internal FSharpNames(experiment: Experiment) =
    static let keywords =
        "abstract and as asr assert atomic base begin break checked class component const constraint constructor continue
         default delegate do done downcast downto elif else end event exception extern external false finally fixed for fun
         function functor global if in include inherit inline interface internal land lazy let lor lsl lsr lxor match member
         method mixin mod module mutable namespace new not null object of open or override parallel private process protected
         public pure rec return sealed select sig static struct tailcall then to trait true try type upcast use val virtual
         void volatile when while with yield"
            .Split([| ' '; '\n' |], StringSplitOptions.RemoveEmptyEntries)

    static let words = [
        "experiment"
        "description"
        "seed"
        "plugins"
        "declare"
        "expect"
        "near"
        "times"
        "study"
    ]

    let taken = HashSet<string>(Seq.append keywords words)
    let names = Dictionary<struct (string * string), string>()

    do
        for noun, name in Names.declared experiment do
            let rec free candidate =
                if taken.Add candidate then
                    candidate
                else
                    free $"{candidate}_{noun}"

            names.TryAdd(struct (noun, name.Value), free name.Value) |> ignore

    /// The F# name of a declaration, if there is one of this noun and name.
    member _.Find(noun: string, name: string) : string option =
        match names.TryGetValue(struct (noun, name)) with
        | true, found -> Some found
        | _ -> None
