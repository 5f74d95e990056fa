using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>One trial's movement: the agent's velocities and the headings they lead to.</summary>
/// <param name="Start">Heading before the first step, in radians.</param>
/// <param name="Velocity">Velocity applied in each step, in radians a second.</param>
/// <param name="Heading">Heading after each step, in [0, 2π), or clipped to [0, 2π] where the circle is cut.</param>
public sealed record Trajectory(float Start, float[] Velocity, float[] Heading)
{
    private const double Turn = 2 * Math.PI;

    /// <summary>Moves for one trial. The agent's momentum evolves during the settling, too; its velocity is then not applied.</summary>
    /// <param name="task">The task.</param>
    /// <param name="agent">The trial's own stream: the start heading if that is random, then one number a step.</param>
    public static Trajectory Draw(RingAttractor task, RandomStream agent)
    {
        var heading = task.RandomStart ? agent.Uniform(0, Turn) : task.Periodic ? task.StartHeading.Radians % Turn : task.StartHeading.Radians;
        var start = heading;
        var velocity = 0.0;
        for (var step = 0; step < task.Settling; step++) velocity = Next(task, velocity, agent);
        var (velocities, headings) = (new float[task.Steps], new float[task.Steps]);
        var timeStep = (double)task.TimeStep.Seconds;
        for (var step = 0; step < velocities.Length; step++)
        {
            velocity = Next(task, velocity, agent);
            heading = task.Periodic ? Wrap(heading + (velocity * timeStep)) : Math.Clamp(heading + (velocity * timeStep), 0, Turn);
            velocities[step] = (float)velocity;
            headings[step] = Narrow(heading, task.Periodic);
        }
        return new(Narrow(start, task.Periodic), velocities, headings);
    }

    private static double Next(RingAttractor task, double velocity, RandomStream agent) => task.Agent == Agent.Constant
        ? (double)task.ConstantVelocity.RadiansPerSecond
        : ((double)task.VelocitySd.RadiansPerSecond * agent.Normal()) + (task.Momentum * velocity);

    private static double Wrap(double heading)
    {
        var rest = heading % Turn;
        return rest < 0 ? rest + Turn : rest;
    }

    /// <summary>The nearest single; one that rounding brought to a full turn is 0 again.</summary>
    private static float Narrow(double heading, bool periodic) => periodic && (float)heading >= (float)Turn ? 0 : (float)heading;
}
