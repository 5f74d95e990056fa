using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>What a <see cref="LeakyRnn"/> declares of its connections: which there are, their signs, and which may change.</summary>
internal sealed class LeakyConstraints(LeakyRnn spec)
{
    private readonly int units = (int)spec.Units;

    /// <summary>Whether some pairs of units are not connected.</summary>
    public bool Masked => spec.Density < 1 || spec.Connections.Count > 0 || !spec.SelfConnections;

    /// <summary>1 for every pair of units that is connected and 0 for the others, row i for the connections from unit i.</summary>
    /// <param name="stream">Item i draws row i: a number for every unit, connected or not.</param>
    public float[] Mask(RandomStream stream)
    {
        var mask = new float[units * units];
        for (var from = 0; from < units; from++)
        {
            var numbers = stream.At(from);
            for (var to = 0; to < units; to++)
            {
                var chosen = numbers.Uniform() < Between(from, to).Density;
                mask[(from * units) + to] = chosen && (spec.SelfConnections || from != to) ? 1 : 0;
            }
        }
        return mask;
    }

    /// <summary>The sign of every unit's connections to units: 1 for the first, excitatory units, −1 for the rest.</summary>
    public float[] Signs()
    {
        var excitatory = (int)Math.Round(spec.ExcitatoryFraction!.Value * units, MidpointRounding.AwayFromZero);
        return [.. Enumerable.Range(0, units).Select(unit => unit < excitatory ? 1f : -1f)];
    }

    /// <summary>
    /// Gives the weights their rows' signs. Inhibitory ones are made as many times stronger as there are more excitatory units,
    /// so that a unit that all reach with equal activity gets nothing on average.
    /// </summary>
    public float[] Signed(ReadOnlySpan<float> weights)
    {
        var signs = Signs();
        var excitatory = signs.Count(sign => sign > 0);
        var stronger = excitatory > 0 && excitatory < units ? excitatory / (float)(units - excitatory) : 1;
        var signed = new float[weights.Length];
        for (var at = 0; at < weights.Length; at++)
            signed[at] = Math.Abs(weights[at]) * (signs[at / units] > 0 ? 1 : -stronger);
        return signed;
    }

    /// <summary>1 for every parameter that may change and 0 for the others; null where all may.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="mask">The connections there are, units × units; null for all.</param>
    public Tensor? Learnable(ParameterVector parameters, Tensor? mask)
    {
        var kept = spec.Connections.Any(connection => connection.Fixed);
        if (mask is null && !kept && spec.Fixed.Count == 0) return null;
        using var scope = NewDisposeScope();
        var learnable = ones_like(parameters.Vector);
        if (mask is not null) parameters.View(learnable, "recurrent").copy_(mask);
        if (kept) parameters.View(learnable, "recurrent").mul_(tensor(Changing()).view(units, units));
        foreach (var name in spec.Fixed.SelectMany(Names).Where(parameters.Names.Contains)) parameters.View(learnable, name).zero_();
        return learnable.DetachFromDisposeScope();
    }

    private float[] Changing() =>
        [.. Enumerable.Range(0, units * units).Select(pair => Between(pair / units, pair % units).Fixed ? 0f : 1f)];

    private static string[] Names(FixedParameter parameter) => parameter switch
    {
        FixedParameter.Recurrent => ["recurrent"],
        FixedParameter.Bias => ["bias"],
        FixedParameter.InputWeights => ["input_weights", "input_bias"],
        FixedParameter.OutputWeights => ["output_weights"],
        _ => ["output_bias"],
    };

    private (double Density, bool Fixed) Between(int from, int to)
    {
        if (spec.Connections.Count == 0) return (spec.Density, false);
        var (source, target) = (PopulationOf(from), PopulationOf(to));
        var connection = spec.Connections.FirstOrDefault(connection => connection.From == source && connection.To == target);
        return connection is null ? (0, false) : (connection.Density * spec.Density, connection.Fixed);
    }

    private string PopulationOf(int unit)
    {
        var left = (long)unit;
        foreach (var population in spec.Populations)
        {
            if (left < population.Units) return population.Name;
            left -= population.Units;
        }
        return "";
    }
}
