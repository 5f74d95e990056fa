/// What the types of an assembly refer to, read from its metadata and its code without loading it.
module Spindle.Tests.Layers.References

open System
open System.Collections.Generic
open System.Collections.Immutable
open System.IO
open System.Reflection.Emit
open System.Reflection.Metadata
open System.Reflection.Metadata.Ecma335
open System.Reflection.PortableExecutable

/// A type by the namespace and name of its outermost type.
type TypeName = { Namespace: string; Name: string }

let private definitionName (metadata: MetadataReader) (handle: TypeDefinitionHandle) =
    let mutable definition = metadata.GetTypeDefinition handle

    while not (definition.GetDeclaringType().IsNil) do
        definition <- metadata.GetTypeDefinition(definition.GetDeclaringType())

    {
        Namespace = metadata.GetString definition.Namespace
        Name = metadata.GetString definition.Name
    }

let private referenceName (metadata: MetadataReader) (handle: TypeReferenceHandle) =
    let mutable reference = metadata.GetTypeReference handle

    while reference.ResolutionScope.Kind = HandleKind.TypeReference do
        reference <- metadata.GetTypeReference(TypeReferenceHandle.op_Explicit reference.ResolutionScope)

    {
        Namespace = metadata.GetString reference.Namespace
        Name = metadata.GetString reference.Name
    }

/// Every type that a signature mentions.
type private Mentioned() =
    interface ISignatureTypeProvider<TypeName list, unit> with
        member _.GetPrimitiveType _ = []
        member _.GetTypeFromDefinition(metadata, handle, _) = [ definitionName metadata handle ]
        member _.GetTypeFromReference(metadata, handle, _) = [ referenceName metadata handle ]

        member provider.GetTypeFromSpecification(metadata, context, handle, _) =
            (metadata.GetTypeSpecification handle).DecodeSignature(provider, context)

        member _.GetSZArrayType element = element
        member _.GetArrayType(element, _) = element
        member _.GetByReferenceType element = element
        member _.GetPointerType element = element
        member _.GetPinnedType element = element
        member _.GetGenericInstantiation(generic, arguments) = generic @ List.concat arguments
        member _.GetGenericTypeParameter(_, _) = []
        member _.GetGenericMethodParameter(_, _) = []
        member _.GetModifiedType(modifier, unmodified, _) = modifier @ unmodified

        member _.GetFunctionPointerType signature =
            signature.ReturnType @ List.concat signature.ParameterTypes

let private provider = Mentioned() :> ISignatureTypeProvider<TypeName list, unit>

let private ofMethodSignature (signature: MethodSignature<TypeName list>) =
    signature.ReturnType @ List.concat signature.ParameterTypes

/// The types that a token in code stands for or mentions.
let rec private ofEntity (metadata: MetadataReader) (handle: EntityHandle) : TypeName list =
    match handle.Kind with
    | HandleKind.TypeDefinition -> [ definitionName metadata (TypeDefinitionHandle.op_Explicit handle) ]
    | HandleKind.TypeReference -> [ referenceName metadata (TypeReferenceHandle.op_Explicit handle) ]
    | HandleKind.TypeSpecification ->
        (metadata.GetTypeSpecification(TypeSpecificationHandle.op_Explicit handle)).DecodeSignature(provider, ())
    | HandleKind.MemberReference ->
        let reference =
            metadata.GetMemberReference(MemberReferenceHandle.op_Explicit handle)

        let signature =
            match reference.GetKind() with
            | MemberReferenceKind.Field -> reference.DecodeFieldSignature(provider, ())
            | _ -> ofMethodSignature (reference.DecodeMethodSignature(provider, ()))

        ofEntity metadata reference.Parent @ signature
    | HandleKind.MethodDefinition ->
        let definition =
            metadata.GetMethodDefinition(MethodDefinitionHandle.op_Explicit handle)

        [ definitionName metadata (definition.GetDeclaringType()) ]
    | HandleKind.FieldDefinition ->
        let definition =
            metadata.GetFieldDefinition(FieldDefinitionHandle.op_Explicit handle)

        [ definitionName metadata (definition.GetDeclaringType()) ]
    | HandleKind.MethodSpecification ->
        let specification =
            metadata.GetMethodSpecification(MethodSpecificationHandle.op_Explicit handle)

        ofEntity metadata specification.Method
        @ List.concat (specification.DecodeSignature(provider, ()))
    | _ -> []

/// The operand of every instruction, by its code.
let private operands =
    Dictionary(
        typeof<OpCodes>.GetFields()
        |> Seq.map (fun field -> field.GetValue null :?> OpCode)
        |> Seq.map (fun code -> KeyValuePair(code.Value, code.OperandType))
    )

/// The tokens in a method's code.
let private tokens (code: ImmutableArray<byte>) : int list =
    let found = ResizeArray<int>()
    let bytes = code.AsSpan()
    let mutable at = 0

    while at < bytes.Length do
        let wide = bytes[at] = 0xFEuy

        let value =
            if wide then
                int16 (0xFE00 ||| int bytes[at + 1])
            else
                int16 bytes[at]

        at <- at + (if wide then 2 else 1)

        match operands[value] with
        | OperandType.InlineNone -> ()
        | OperandType.ShortInlineBrTarget
        | OperandType.ShortInlineI
        | OperandType.ShortInlineVar -> at <- at + 1
        | OperandType.InlineVar -> at <- at + 2
        | OperandType.InlineI8
        | OperandType.InlineR -> at <- at + 8
        | OperandType.InlineSwitch -> at <- at + 4 + 4 * BitConverter.ToInt32(bytes.Slice(at, 4))
        | OperandType.InlineField
        | OperandType.InlineMethod
        | OperandType.InlineTok
        | OperandType.InlineType ->
            found.Add(BitConverter.ToInt32(bytes.Slice(at, 4)))
            at <- at + 4
        | _ -> at <- at + 4

    List.ofSeq found

let private ofMethod (file: PEReader) (metadata: MetadataReader) (handle: MethodDefinitionHandle) =
    let definition = metadata.GetMethodDefinition handle
    let signature = ofMethodSignature (definition.DecodeSignature(provider, ()))

    if definition.RelativeVirtualAddress = 0 then
        signature
    else
        let body = file.GetMethodBody definition.RelativeVirtualAddress

        let locals =
            if body.LocalSignature.IsNil then
                []
            else
                let signature = metadata.GetStandaloneSignature body.LocalSignature
                List.concat (signature.DecodeLocalSignature(provider, ()))

        let inCode =
            tokens (body.GetILContent())
            |> List.collect (fun token -> ofEntity metadata (MetadataTokens.EntityHandle token))

        signature @ locals @ inCode

let private ofType (file: PEReader) (metadata: MetadataReader) (handle: TypeDefinitionHandle) =
    let definition = metadata.GetTypeDefinition handle

    [
        if not definition.BaseType.IsNil then
            yield! ofEntity metadata definition.BaseType
        for implemented in definition.GetInterfaceImplementations() do
            yield! ofEntity metadata (metadata.GetInterfaceImplementation implemented).Interface
        for field in definition.GetFields() do
            yield! (metadata.GetFieldDefinition field).DecodeSignature(provider, ())
        for method in definition.GetMethods() do
            yield! ofMethod file metadata method
    ]

/// Which type of an assembly refers to which, each pair once.
let ofAssembly (path: string) : (TypeName * TypeName) list =
    use file = new PEReader(File.OpenRead path)
    let metadata = file.GetMetadataReader()

    [
        for handle in metadata.TypeDefinitions do
            let name = definitionName metadata handle

            for mentioned in ofType file metadata handle do
                name, mentioned
    ]
    |> List.distinct

/// The assemblies that an assembly refers to.
let assembliesOf (path: string) : string list =
    use file = new PEReader(File.OpenRead path)
    let metadata = file.GetMetadataReader()

    [
        for handle in metadata.AssemblyReferences -> metadata.GetString((metadata.GetAssemblyReference handle).Name)
    ]

/// The types of another assembly that an assembly refers to.
let into (assembly: string) (path: string) : TypeName list =
    use file = new PEReader(File.OpenRead path)
    let metadata = file.GetMetadataReader()

    let assemblyOf (handle: TypeReferenceHandle) =
        let mutable reference = metadata.GetTypeReference handle

        while reference.ResolutionScope.Kind = HandleKind.TypeReference do
            reference <- metadata.GetTypeReference(TypeReferenceHandle.op_Explicit reference.ResolutionScope)

        match reference.ResolutionScope.Kind with
        | HandleKind.AssemblyReference ->
            let scope = AssemblyReferenceHandle.op_Explicit reference.ResolutionScope
            metadata.GetString((metadata.GetAssemblyReference scope).Name)
        | _ -> ""

    [
        for handle in metadata.TypeReferences do
            if assemblyOf handle = assembly then
                referenceName metadata handle
    ]
    |> List.distinct
