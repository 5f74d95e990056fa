using Spindle.Contracts;

namespace Spindle.Reports;

/// <summary>All that a report says, as plain data.</summary>
public sealed record ReportContent
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>What the experiment is about; empty where it does not say.</summary>
    public string Description { get; init; } = "";

    /// <summary>The experiment's file as the user named it.</summary>
    public string SourcePath { get; init; } = "";

    /// <summary>The experiment's text.</summary>
    public string Source { get; init; } = "";

    /// <summary>The run that the report is about.</summary>
    public required RunFacts Run { get; init; }

    /// <summary>Whether what was expected came true.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>The models and what they are made of.</summary>
    public IReadOnlyList<ModelFacts> Models { get; init; } = [];

    /// <summary>The measurements.</summary>
    public IReadOnlyList<ProbeResults> Probes { get; init; } = [];

    /// <summary>How every result was made.</summary>
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];

    /// <summary>What was found damaged or missing while the results were read: a run makes it again.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];
}

/// <summary>A named value.</summary>
public sealed record Fact(string Name, string Value);

/// <summary>What is told of a run.</summary>
/// <param name="Id">The run's name.</param>
/// <param name="Started">When it started, in UTC; null where that is not known.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Executed">How many steps ran.</param>
/// <param name="Cached">How many steps' results were there.</param>
/// <param name="Failed">How many steps failed.</param>
/// <param name="Skipped">How many steps did not run.</param>
public sealed record RunFacts(string Id, DateTimeOffset? Started, double Seconds, int Executed, int Cached, int Failed, int Skipped)
{
    /// <summary>Whether the run was ended from outside.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The machine.</summary>
    public IReadOnlyList<Fact> Machine { get; init; } = [];

    /// <summary>The versions of the program and of what it computes with.</summary>
    public IReadOnlyList<Fact> Versions { get; init; } = [];

    /// <summary>The steps that failed, each with its message.</summary>
    public IReadOnlyList<Fact> Failures { get; init; } = [];
}

/// <summary>A model of a family.</summary>
/// <param name="Member">Its full name, as <c>fly[seed=1]</c>.</param>
/// <param name="Parts">What it is made of: task, architecture, training, seed and what else tells it from the others.</param>
public sealed record ModelFacts(string Member, IReadOnlyList<Fact> Parts);

/// <summary>What a probe found.</summary>
/// <param name="Name">The probe's name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Summary">What the kind measures.</param>
/// <param name="Members">What it found in each member of what it measures.</param>
public sealed record ProbeResults(string Name, string Kind, string Summary, IReadOnlyList<ProbeMember> Members);

/// <summary>What a probe found in one subject.</summary>
/// <param name="Member">The full name, as <c>wiring[architecture=mixed,seed=1]</c>.</param>
/// <param name="Axes">The values that tell it from the other members, by axis.</param>
public sealed record ProbeMember(string Member, IReadOnlyDictionary<string, string> Axes)
{
    /// <summary>Why there is no result; empty where there is one.</summary>
    public string Missing { get; init; } = "";

    /// <summary>The numbers.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>The step that measured, whose explanation is linked.</summary>
    public string Step { get; init; } = "";
}

/// <summary>A number with its meaning.</summary>
/// <param name="Metric">What it means.</param>
/// <param name="Value">The number; null where the probe gave none.</param>
public sealed record MetricValue(Metric Metric, double? Value);

/// <summary>A drawn figure.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Svg">The figure as SVG.</param>
/// <param name="Step">The step that drew it, whose explanation is linked.</param>
public sealed record ReportFigure(string Name, string Title, string Caption, string Svg, string Step);

/// <summary>A table, cut after some rows.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Columns">The columns with the rows that are shown.</param>
/// <param name="Rows">How many rows the table has.</param>
public sealed record ReportTable(string Name, IReadOnlyList<ReportColumn> Columns, int Rows);

/// <summary>A column of a table, as text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">The unit of its values, empty for none.</param>
/// <param name="Numeric">Whether its values are numbers.</param>
/// <param name="Cells">The cells that are shown.</param>
public sealed record ReportColumn(string Name, string Unit, bool Numeric, IReadOnlyList<string> Cells);

/// <summary>How the artifacts of a step were made.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Operation">What ran.</param>
/// <param name="Version">The operation's version.</param>
/// <param name="Key">The digest by which the result is found.</param>
public sealed record Explanation(string Step, string Operation, int Version, string Key)
{
    /// <summary>The parameters as JSON.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>The seeds that its random numbers came from; empty where it draws none.</summary>
    public IReadOnlyList<Fact> Seeds { get; init; } = [];

    /// <summary>What it read.</summary>
    public IReadOnlyList<InputFacts> Inputs { get; init; } = [];

    /// <summary>What it made.</summary>
    public IReadOnlyList<OutputFacts> Outputs { get; init; } = [];

    /// <summary>The machine and the versions of what it computed with.</summary>
    public IReadOnlyList<Fact> Environment { get; init; } = [];

    /// <summary>The run that executed it.</summary>
    public string Run { get; init; } = "";

    /// <summary>When it started.</summary>
    public string Started { get; init; } = "";

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }
}

/// <summary>An artifact that a step read.</summary>
/// <param name="Name">The name under which the step read it.</param>
/// <param name="Step">The step that made it.</param>
/// <param name="Output">Its name there.</param>
/// <param name="Digest">The SHA-256 of its content.</param>
public sealed record InputFacts(string Name, string Step, string Output, string Digest);

/// <summary>An artifact that a step made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Digest">The SHA-256 of its content.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record OutputFacts(string Name, ArtifactType Type, string Digest, long Size);
