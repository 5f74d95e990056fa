using ScottPlot;
using ScottPlot.Panels;

namespace Spindle.Reports.Drawing;

/// <summary>Breaks the labels that are longer than their axis into lines.</summary>
internal static class LongLabels
{
    private const float AxisSharesHeight = 0.95f;

    /// <summary>Breaks the labels of a plot that has been laid out; tells whether any was too long.</summary>
    public static bool Wrap(Plot plot, PixelRect place)
    {
        using var paint = Paint.NewDisposablePaint();
        var inner = plot.Layout.LayoutEngine.GetLayout(new PixelRect(0, place.Width, place.Height, 0), plot, paint).DataRect;
        var wrapped = Wrap(plot.Axes.Bottom.Label, inner.Width) | Wrap(plot.Axes.Left.Label, place.Height * AxisSharesHeight) | Wrap(plot.Axes.Title.Label, place.Width);
        foreach (var bar in plot.Axes.GetPanels().OfType<ColorBar>()) wrapped |= Wrap(bar.LabelStyle, place.Height * AxisSharesHeight);
        return wrapped;
    }

    private static bool Wrap(LabelStyle label, float length)
    {
        if (Width(label.Text, label) <= length) return false;
        var lines = new List<string>();
        foreach (var word in label.Text.Split(' '))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", label) <= length) lines[^1] += $" {word}";
            else lines.Add(word);
        }
        label.Text = string.Join('\n', lines);
        return lines.Count > 1;
    }

    private static float Width(string text, LabelStyle label) => FigureFont.Instance.Width(text, label.FontSize, label.Bold);
}
