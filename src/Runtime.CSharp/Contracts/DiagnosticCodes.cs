using System.Reflection;

namespace Spindle.Contracts;

/// <summary>A diagnostic code with its title. A number is never used again for another meaning.</summary>
public sealed record DiagnosticCode(string Id, string Title);

/// <summary>
/// Every code that Spindle prints. Bands: 1xxx the text, 2xxx names and references, 3xxx values, 4xxx what parts of an
/// experiment need of each other, 5xxx files and plugins, 6xxx expectations, 7xxx the store and the machine, 8xxx steps.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        .. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => new DiagnosticCode((string)field.GetRawConstantValue()!, field.GetCustomAttribute<TitleAttribute>()?.Title ?? ""))
            .OrderBy(code => code.Id, StringComparer.Ordinal),
    ];

    /// <summary>The text is not UTF-8.</summary>
    [Title("text that is not UTF-8")]
    public const string NotUtf8 = "SPN1001";

    /// <summary>A character that may not stand in YAML, or that editors take for a line's end.</summary>
    [Title("character that YAML does not allow")]
    public const string ForbiddenCharacter = "SPN1002";

    /// <summary>The text is larger than any experiment.</summary>
    [Title("text too large")]
    public const string TextTooLarge = "SPN1003";

    /// <summary>A line is indented with a tab, whose width nobody knows.</summary>
    [Title("tab as indentation")]
    public const string TabIndentation = "SPN1004";

    /// <summary>The text is not YAML.</summary>
    [Title("malformed YAML")]
    public const string MalformedYaml = "SPN1005";

    /// <summary>A quote or a bracket that is opened and never closed.</summary>
    [Title("never closed")]
    public const string Unclosed = "SPN1006";

    /// <summary>Lists and maps are nested deeper than any experiment.</summary>
    [Title("nested too deeply")]
    public const string NestedTooDeeply = "SPN1007";

    /// <summary>More values than any experiment has, once aliases are written out.</summary>
    [Title("too many values")]
    public const string TooManyValues = "SPN1008";

    /// <summary>An alias of an anchor that is not set before it.</summary>
    [Title("alias of nothing")]
    public const string UnknownAnchor = "SPN1009";

    /// <summary>A tag; the type of a value follows from the kind.</summary>
    [Title("tag")]
    public const string TagRefused = "SPN1010";

    /// <summary>A merge key, which YAML 1.2 does not have.</summary>
    [Title("merge key")]
    public const string MergeKeyRefused = "SPN1011";

    /// <summary>A key that stands twice in one map.</summary>
    [Title("duplicate key")]
    public const string DuplicateKey = "SPN1012";

    /// <summary>A key that is empty, a list, a map or an alias.</summary>
    [Title("key that is no text")]
    public const string KeyNotText = "SPN1013";

    /// <summary>A text holds several YAML documents.</summary>
    [Title("several documents")]
    public const string SeveralDocuments = "SPN1014";

    /// <summary>The text holds no value.</summary>
    [Title("empty text")]
    public const string EmptyText = "SPN1015";

    /// <summary>A key that an experiment, a declaration, a model or an expectation cannot do without.</summary>
    [Title("missing key")]
    public const string MissingKey = "SPN1016";

    /// <summary>A version of the language that this Spindle does not read.</summary>
    [Title("unsupported version")]
    public const string UnsupportedVersion = "SPN1017";

    /// <summary>Keys of which only one may be given.</summary>
    [Title("conflicting keys")]
    public const string ConflictingKeys = "SPN1018";

    /// <summary>An F# script does not compile.</summary>
    [Title("script does not compile")]
    public const string ScriptDoesNotCompile = "SPN1101";

    /// <summary>An F# script failed while it ran.</summary>
    [Title("script failed")]
    public const string ScriptFailed = "SPN1102";

    /// <summary>An F# script hands over no study, or several.</summary>
    [Title("not one study")]
    public const string NotOneStudy = "SPN1103";

    /// <summary>An F# script says twice what may be said once.</summary>
    [Title("said twice")]
    public const string SaidTwice = "SPN1104";

    /// <summary>A sweep in an F# script names no parameter, or one that is swept already.</summary>
    [Title("unusable sweep")]
    public const string UnusableSweep = "SPN1105";

    /// <summary>A key that nothing reads.</summary>
    [Title("unknown key")]
    public const string UnknownKey = "SPN2001";

    /// <summary>A section that an experiment does not have.</summary>
    [Title("unknown section")]
    public const string UnknownSection = "SPN2002";

    /// <summary>Two declarations share a name.</summary>
    [Title("duplicate name")]
    public const string DuplicateName = "SPN2003";

    /// <summary>A reference names nothing that is declared.</summary>
    [Title("dangling reference")]
    public const string DanglingReference = "SPN2004";

    /// <summary>A name that could not be told apart in selectors and file names.</summary>
    [Title("unusable name")]
    public const string UnusableName = "SPN2005";

    /// <summary>A kind that nobody registers.</summary>
    [Title("unknown kind")]
    public const string UnknownKind = "SPN2006";

    /// <summary>A kind that belongs to another section.</summary>
    [Title("kind of another section")]
    public const string MisplacedKind = "SPN2007";

    /// <summary>A reference names something of another sort than is wanted there.</summary>
    [Title("reference to something else")]
    public const string WrongReference = "SPN2008";

    /// <summary>A matrix or a sweep makes two members of one name.</summary>
    [Title("two members of one name")]
    public const string DuplicateMember = "SPN2009";

    /// <summary>A parameter that its kind cannot do without is not given.</summary>
    [Title("missing parameter")]
    public const string MissingParameter = "SPN2010";

    /// <summary>A path of an override that leads nowhere.</summary>
    [Title("override of nothing")]
    public const string UnknownOverride = "SPN2011";

    /// <summary>Declarations need each other in a circle.</summary>
    [Title("cycle")]
    public const string Cycle = "SPN2012";

    /// <summary>A reference to a family where it is not clear which member is meant.</summary>
    [Title("ambiguous reference")]
    public const string AmbiguousReference = "SPN2013";

    /// <summary>Stimuli on one ring at the same time, at angles that have nothing to do with each other.</summary>
    [Title("overlapping stimuli")]
    public const string OverlappingStimuli = "SPN2090";

    /// <summary>A part of a task that changes nothing, or a task in which nothing is trained.</summary>
    [Title("without effect")]
    public const string WithoutEffect = "SPN2091";

    /// <summary>A value is of another type than its parameter's.</summary>
    [Title("wrong type")]
    public const string WrongType = "SPN3001";

    /// <summary>A number stands where a quantity with a unit is wanted.</summary>
    [Title("missing unit")]
    public const string MissingUnit = "SPN3002";

    /// <summary>A unit that the quantity is not measured in.</summary>
    [Title("unknown unit")]
    public const string UnknownUnit = "SPN3003";

    /// <summary>A value lies outside the range that its parameter allows.</summary>
    [Title("out of range")]
    public const string OutOfRange = "SPN3004";

    /// <summary>A whole number that not every program would read exactly.</summary>
    [Title("whole number beyond 2^53")]
    public const string BeyondExact = "SPN3005";

    /// <summary>A number that is infinite, not a number, or too large or too small to be held.</summary>
    [Title("not a finite number")]
    public const string InfiniteValue = "SPN3006";

    /// <summary>A word that is none of those to choose from.</summary>
    [Title("unknown choice")]
    public const string UnknownChoice = "SPN3007";

    /// <summary>A list of values for something that takes one value only.</summary>
    [Title("sweep that cannot be")]
    public const string CannotSweep = "SPN3008";

    /// <summary>A matrix or a sweep with more members than can be meant.</summary>
    [Title("too many members")]
    public const string TooManyMembers = "SPN3009";

    /// <summary>A list without values where at least one is needed.</summary>
    [Title("empty list")]
    public const string EmptyList = "SPN3010";

    /// <summary>A limit of a step's time or memory that no step could keep to, or that limits nothing.</summary>
    [Title("impossible limit")]
    public const string ImpossibleLimit = "SPN3011";

    /// <summary>Limits where no step comes from.</summary>
    [Title("limits of nothing")]
    public const string LimitsOfNothing = "SPN3012";

    /// <summary>Sizes do not fit: a subset larger than the whole, layers that do not match.</summary>
    [Title("impossible shape")]
    public const string ImpossibleShape = "SPN4001";

    /// <summary>A time does not fit the simulation or its grid.</summary>
    [Title("time outside the grid")]
    public const string TimeGrid = "SPN4002";

    /// <summary>A probe or training asks for something that its subject does not have.</summary>
    [Title("unmet requirement")]
    public const string UnmetRequirement = "SPN4003";

    /// <summary>A file that is not there or cannot be read.</summary>
    [Title("missing file")]
    public const string MissingFile = "SPN5001";

    /// <summary>A plugin that cannot be loaded, or whose kinds clash with others.</summary>
    [Title("unusable plugin")]
    public const string UnusablePlugin = "SPN5002";

    /// <summary>A recording's file does not have the form of its kind.</summary>
    [Title("malformed recording")]
    public const string MalformedRecording = "SPN5101";
    /// <summary>A musculoskeletal model's file is not the XML of such a model, or is refused as hostile.</summary>
    [Title("malformed model file")]
    public const string MalformedModel = "SPN5301";

    /// <summary>A musculoskeletal model holds something that would change the geometry and is not supported.</summary>
    [Title("unsupported model")]
    public const string UnsupportedModel = "SPN5302";

    /// <summary>A musculoskeletal model contradicts itself: names of nothing, numbers that cannot be.</summary>
    [Title("inconsistent model")]
    public const string InconsistentModel = "SPN5303";

    /// <summary>A file of poses does not have the form of one, or sets what the model does not have.</summary>
    [Title("malformed poses")]
    public const string MalformedPoses = "SPN5304";

    /// <summary>No movement of a letter was kept in as many draws as are allowed.</summary>
    [Title("no movement kept")]
    public const string NoMovement = "SPN5401";

    /// <summary>A model of an arm lacks muscles, coordinates or markers that a task reads.</summary>
    [Title("arm without what is read")]
    public const string UnfitArm = "SPN5402";

    /// <summary>An expectation on a probe that is not declared.</summary>
    [Title("expectation on no probe")]
    public const string UnknownProbe = "SPN6001";

    /// <summary>An expectation on a metric that the probe does not measure.</summary>
    [Title("unknown metric")]
    public const string UnknownMetric = "SPN6002";

    /// <summary>A selector on an axis or a value that the probe's members do not have.</summary>
    [Title("selector that matches nothing")]
    public const string UnmatchedSelector = "SPN6003";

    /// <summary>An expectation that cannot be read.</summary>
    [Title("unreadable expectation")]
    public const string UnreadableExpectation = "SPN6004";

    /// <summary>A tolerance that is negative or not a number.</summary>
    [Title("impossible tolerance")]
    public const string ImpossibleTolerance = "SPN6005";

    /// <summary>There is no room left for the store.</summary>
    [Title("disk full")]
    public const string DiskFull = "SPN7001";

    /// <summary>The store's folder cannot be made, read or written.</summary>
    [Title("unusable store")]
    public const string StoreUnusable = "SPN7002";

    /// <summary>A stored artifact is gone.</summary>
    [Title("missing artifact")]
    public const string BlobMissing = "SPN7003";

    /// <summary>A stored artifact does not have the bytes of its name; it has been set aside.</summary>
    [Title("damaged artifact")]
    public const string BlobDamaged = "SPN7004";

    /// <summary>The entry of a step does not read back; it has been set aside.</summary>
    [Title("damaged entry")]
    public const string EntryDamaged = "SPN7005";

    /// <summary>A step gave another result than the one that is stored; the first one stays.</summary>
    [Title("results disagree")]
    public const string Disagreement = "SPN7006";

    /// <summary>The store's folder may not be written: permission is missing, or it is read-only.</summary>
    [Title("no access to the store")]
    public const string StoreForbidden = "SPN7007";

    /// <summary>A path in the store is longer than the system allows.</summary>
    [Title("store path too long")]
    public const string StorePathTooLong = "SPN7008";

    /// <summary>The record of a run does not read back; it has been set aside.</summary>
    [Title("damaged run record")]
    public const string RunDamaged = "SPN7009";

    /// <summary>A file stood where a folder of the store belongs, or the reverse; it has been set aside.</summary>
    [Title("something in the way")]
    public const string InTheWay = "SPN7010";

    /// <summary>libtorch was not found, or could not be loaded.</summary>
    [Title("libtorch not found")]
    public const string NoLibTorch = "SPN7101";

    /// <summary>The libtorch that was named does not fit this Spindle.</summary>
    [Title("libtorch does not fit")]
    public const string LibTorchMismatch = "SPN7102";

    /// <summary>The device that was asked for is not there.</summary>
    [Title("no such device")]
    public const string NoDevice = "SPN7103";

    /// <summary>The class of device that computes could not be found out.</summary>
    [Title("unknown class of device")]
    public const string NoNumerics = "SPN7104";

    /// <summary>A file that a command was asked to write cannot be written.</summary>
    [Title("file that cannot be written")]
    public const string FileRefused = "SPN7201";

    /// <summary>The system refused file work that no other code speaks of.</summary>
    [Title("refused by the system")]
    public const string SystemRefused = "SPN7202";

    /// <summary>A frozen run was asked for, and there is no lock file.</summary>
    [Title("no lock file")]
    public const string LockAbsent = "SPN7301";

    /// <summary>The lock file is not as Spindle wrote it.</summary>
    [Title("damaged lock file")]
    public const string LockDamaged = "SPN7302";

    /// <summary>The lock file was written by a Spindle with another format.</summary>
    [Title("lock file of another format")]
    public const string LockOfAnotherFormat = "SPN7303";

    /// <summary>The plan and the lock file do not have the same steps.</summary>
    [Title("steps depart from the lock file")]
    public const string StepsDepart = "SPN7304";

    /// <summary>A step computes something else than the lock file pins.</summary>
    [Title("key departs from the lock file")]
    public const string KeyDeparts = "SPN7305";

    /// <summary>A step's result is not the one that the lock file pins.</summary>
    [Title("result departs from the lock file")]
    public const string ResultDeparts = "SPN7306";

    /// <summary>A step has no result, so no lock file was written.</summary>
    [Title("lock file not written")]
    public const string LockIncomplete = "SPN7307";

    /// <summary>A step that was computed again gave another result than the stored one.</summary>
    [Title("result that does not repeat")]
    public const string NotRepeated = "SPN7308";

    /// <summary>A step cannot be computed again, since what it reads is missing or damaged.</summary>
    [Title("step that cannot be repeated")]
    public const string NotRepeatable = "SPN7309";

    /// <summary>No run, or more than one, has the given name.</summary>
    [Title("no such run")]
    public const string NoSuchRun = "SPN7310";

    /// <summary>The record of a run does not say what the run measured.</summary>
    [Title("run without results")]
    public const string RunWithoutResults = "SPN7311";

    /// <summary>A word that should be a size in bytes with its unit.</summary>
    [Title("not a size")]
    public const string NotASize = "SPN7401";

    /// <summary>A word that should be a length of time with its unit.</summary>
    [Title("not a length of time")]
    public const string NotATime = "SPN7402";

    /// <summary>A tag of the store does not read back; it has been set aside, and nothing is collected in that moment.</summary>
    [Title("damaged tag")]
    public const string TagDamaged = "SPN7403";

    /// <summary>A name that no tag can have.</summary>
    [Title("impossible name of a tag")]
    public const string TagName = "SPN7404";

    /// <summary>A tag that the store does not have.</summary>
    [Title("unknown tag")]
    public const string UnknownTag = "SPN7405";

    /// <summary>Results of a study that a tag or an archive should hold are not known yet.</summary>
    [Title("results not known yet")]
    public const string NotComputed = "SPN7406";

    /// <summary>A file that is not an archive of a study's results, or one of a newer Spindle.</summary>
    [Title("not an archive")]
    public const string NotAnArchive = "SPN7407";

    /// <summary>An archive that ends early, or whose bytes are not those that it promises.</summary>
    [Title("damaged archive")]
    public const string ArchiveDamaged = "SPN7408";

    /// <summary>An archive with names, links or sizes that no archive of ours has.</summary>
    [Title("archive refused")]
    public const string ArchiveRefused = "SPN7409";

    /// <summary>A registered experiment cannot be planned now, so all that its runs reach is kept.</summary>
    [Title("registered experiment with a mistake")]
    public const string RootUnread = "SPN7410";

    /// <summary>A remote does not answer, or refuses what is asked of it.</summary>
    [Title("remote failed")]
    public const string RemoteFailed = "SPN7501";

    /// <summary>A remote sent something else than what was asked for; it is not used.</summary>
    [Title("answer of a remote refused")]
    public const string RemoteLied = "SPN7502";

    /// <summary>A remote failed too often, and is left alone for the rest of the run.</summary>
    [Title("remote set aside")]
    public const string RemoteSetAside = "SPN7503";

    /// <summary>An operation threw.</summary>
    [Title("failed operation")]
    public const string StepFailed = "SPN8001";

    /// <summary>The process that ran a step died.</summary>
    [Title("dead worker")]
    public const string WorkerDied = "SPN8002";

    /// <summary>A file is not what it was when the run was planned.</summary>
    [Title("file changed")]
    public const string FileChanged = "SPN8003";

    /// <summary>An operation does not keep to what its step declares.</summary>
    [Title("broken promise")]
    public const string BrokenPromise = "SPN8004";

    /// <summary>An operation wrote a number that is not finite into an output that must have none.</summary>
    [Title("number not finite")]
    public const string NotFinite = "SPN8005";

    /// <summary>A stored artifact that a step reads is missing or damaged, again and again.</summary>
    [Title("lost input")]
    public const string InputLost = "SPN8006";

    /// <summary>A training gave a loss that is not finite.</summary>
    [Title("diverged training")]
    public const string Diverged = "SPN8007";

    /// <summary>A step took longer than its limit allows.</summary>
    [Title("over the time limit")]
    public const string OverTime = "SPN8008";

    /// <summary>A step held more memory than its limit allows.</summary>
    [Title("over the memory limit")]
    public const string OverMemory = "SPN8009";
}
