using System.Text;
using System.Xml;
using Spindle.Contracts;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads the XML of a model file: no document types, hence no entities; bounded in size and depth; nothing outside the file.</summary>
internal static class OsimXml
{
    private const int MostCharacters = 64 << 20;
    private const int MostDepth = 100;
    private const int MostElements = 1_000_000;

    /// <summary>The root element.</summary>
    /// <exception cref="SpindleException">The file is not such XML.</exception>
    public static OsimElement Read(Stream stream, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        using var reader = XmlReader.Create(stream, settings);
        try
        {
            return Elements(reader, cancellation);
        }
        catch (XmlException problem)
        {
            throw Refused(Math.Max(problem.LineNumber, 1), Words(problem), problem);
        }
    }

    private static OsimElement Elements(XmlReader reader, CancellationToken cancellation)
    {
        var open = new Stack<(OsimElement Element, StringBuilder Text)>();
        var root = default(OsimElement);
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    cancellation.ThrowIfCancellationRequested();
                    var line = ((IXmlLineInfo)reader).LineNumber;
                    if (open.Count == MostDepth) throw Refused(line, $"elements are nested deeper than {MostDepth}");
                    var element = new OsimElement(reader.LocalName, reader.GetAttribute("name") ?? "", reader.GetAttribute("Version") ?? "", line);
                    if (++count > MostElements) throw Refused(line, "there are more than a million elements");
                    if (open.TryPeek(out var parent)) parent.Element.Children.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement) open.Push((element, new()));
                    break;
                case XmlNodeType.EndElement:
                    var (closed, text) = open.Pop();
                    closed.Text = text.ToString();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().Text.Append(reader.Value);
                    break;
            }
        }
        return root!;
    }

    // What the reader says of its settings is meant for programmers. It is known by its beginning, where no name from the file stands.
    // The place stands before the message already.
    private static string Words(XmlException problem)
    {
        var message = problem.Message;
        if (message.StartsWith("The input document has exceeded a limit", StringComparison.Ordinal)) return "the file is longer than 64 million characters";
        if (message.StartsWith("For security reasons DTD is prohibited", StringComparison.Ordinal)) return "the file has a document type, and those are refused";
        var place = $" Line {problem.LineNumber}, position {problem.LinePosition}.";
        return (message.EndsWith(place, StringComparison.Ordinal) ? message[..^place.Length] : message).TrimEnd('.');
    }

    private static SpindleException Refused(int line, string message, Exception? cause = null) =>
        new(DiagnosticCodes.MalformedModel, $"line {line}: {message}", cause);
}
