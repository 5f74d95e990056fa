using System.Xml;
using Spindle.Contracts;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads the XML of a model file: no document types, hence no entities; bounded in size and depth; nothing outside the file.</summary>
internal static class OsimXml
{
    private const int MostCharacters = 64 << 20;
    private const int MostDepth = 100;

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
            throw Refused(problem.LineNumber, problem.Message.TrimEnd('.'), problem);
        }
    }

    private static OsimElement Elements(XmlReader reader, CancellationToken cancellation)
    {
        var open = new Stack<OsimElement>();
        var root = default(OsimElement);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    cancellation.ThrowIfCancellationRequested();
                    var line = ((IXmlLineInfo)reader).LineNumber;
                    if (open.Count == MostDepth) throw Refused(line, $"elements are nested deeper than {MostDepth}");
                    var element = new OsimElement(reader.LocalName, reader.GetAttribute("name") ?? "", reader.GetAttribute("Version") ?? "", line);
                    if (open.TryPeek(out var parent)) parent.Children.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement) open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().Text += reader.Value;
                    break;
            }
        }
        return root!;
    }

    private static SpindleException Refused(int line, string message, Exception? cause = null) =>
        new(DiagnosticCodes.MalformedModel, $"line {line}: {message}", cause);
}
