using ScottPlot;
using SkiaSharp;

namespace Spindle.Reports.Drawing;

/// <summary>
/// The one font of all figures, Inter, which comes with the program: a machine without any font draws the same figures.
/// </summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>The family as drawings name it.</summary>
    public const string Family = "Inter";

    /// <summary>The family of its bold letters.</summary>
    public const string HeavyFamily = "Inter SemiBold";

    /// <summary>What a reader of the SVG uses where the family is not installed.</summary>
    public const string Families = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

    private static readonly Lazy<FigureFont> Registered = new(Register);

    private readonly SKTypeface regular = Load("Inter-Regular.ttf");
    private readonly SKTypeface bold = Load("Inter-SemiBold.ttf");

    private FigureFont()
    {
    }

    /// <summary>The font, known to the plotting library.</summary>
    public static FigureFont Instance => Registered.Value;

    /// <summary>How wide a text is.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="size">The size of the font in pixels.</param>
    /// <param name="heavy">Whether the text is bold.</param>
    public float Width(string text, float size, bool heavy)
    {
        using var font = new SKFont(heavy ? bold : regular, size) { Subpixel = true, LinearMetrics = true };
        return font.MeasureText(text);
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        weight >= FontWeight.SemiBold ? bold : regular;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => bold ? this.bold : regular;

    private static FigureFont Register()
    {
        var font = new FigureFont();
        Fonts.FontResolvers.Insert(0, font);
        Fonts.Default = Family;
        return font;
    }

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream($"Spindle.Reports.Fonts.{file}")
            ?? throw new InvalidOperationException($"the font {file} is not part of the program");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"the font {file} cannot be read");
    }
}
