namespace Spindle.Bench.Scale;

/// <summary>Snakemake 7: what the users of this field run today. It fails on a chain of a thousand steps with a RecursionError.</summary>
internal sealed class SnakemakeTool : GraphTool
{
    public override string Name => "Snakemake";

    public override IReadOnlyList<string> Run => ["snakemake", "--cores", "2", "--quiet", "all"];

    public override IReadOnlyList<string> Plan => ["snakemake", "-n", "--quiet", "all"];

    public override int MostRun(GraphShape shape) => 100;

    public override int MostPlanned(GraphShape shape) => shape == GraphShape.Chain ? 100 : 10_000;

    public override void Write(string folder, GraphShape shape, int steps) => File.WriteAllText(Path.Combine(folder, "Snakefile"), shape == GraphShape.Fan
        ? $$"""
          rule gather:
              output: "out/gather"
              input: expand("out/{i}", i=range(1, {{steps - 1}}))
              shell: "echo 1 > {output}"
          rule all:
              input: "out/gather"
          rule source:
              output: "out/source"
              shell: "echo 1 > {output}"
          rule copy:
              output: "out/{i,[0-9]+}"
              input: "out/source"
              shell: "cp {input} {output}"
          """
        : $$"""
          rule all:
              input: "out/{{steps - 1}}"
          rule source:
              output: "out/0"
              shell: "echo 1 > {output}"
          rule copy:
              output: "out/{i,[1-9][0-9]*}"
              input: lambda wildcards: "out/%d" % (int(wildcards.i) - 1)
              shell: "cp {input} {output}"
          """);

    public override void Pretend(string folder, GraphShape shape, int steps) => TimeStamped.Make(folder, Files(shape, steps));
}
