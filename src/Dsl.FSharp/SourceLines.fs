namespace Spindle.Dsl

open System

/// A text and its lines, which end with \n, \r\n or \r as in editors. A byte order mark is no part of it.
type SourceLines(source: string) =
    let text = source.TrimStart '\uFEFF'

    let starts =
        let found = ResizeArray [ 0 ]

        for index in 0 .. text.Length - 1 do
            let ends =
                match text[index] with
                | '\n' -> true
                | '\r' -> index + 1 = text.Length || text[index + 1] <> '\n'
                | _ -> false

            if ends then
                found.Add(index + 1)

        found.ToArray()

    /// The whole text.
    member _.Text = text

    /// How many lines there are; one that is empty after a final line break counts.
    member _.Count = starts.Length

    /// The line and the column of a place in the text, both counted from 1.
    member _.Place(index: int) : struct (int * int) =
        let index = Math.Clamp(index, 0, text.Length)
        let found = Array.BinarySearch(starts, index)
        let line = if found >= 0 then found else ~~~found - 1
        struct (line + 1, index - starts[line] + 1)

    /// Where a line ends, its break left out.
    member _.End(number: int) : int =
        let mutable last =
            if number >= starts.Length then
                text.Length
            else
                starts[number]

        while last > starts[number - 1] && (text[last - 1] = '\n' || text[last - 1] = '\r') do
            last <- last - 1

        last

    /// A line without its break; empty where there is no such line.
    member lines.Line(number: int) : string =
        if number < 1 || number > starts.Length then
            ""
        else
            text[starts[number - 1] .. lines.End number - 1]
