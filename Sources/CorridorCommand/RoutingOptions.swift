public import ArgumentParser
import Corridor

/// What may be asked of a route, by the verbs that look for one.
struct RoutingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What moves; default: the study's first service.", valueName: "id"),
    completion: StudyWords.services)
  var service: String?

  @Option(
    help: "Least distance, time, cost, generalised or risk; default: generalised cost, else cost.")
  var by: RouteObjective?

  @Option(
    help: ArgumentHelp(
      "Money per load and day in the study's money, such as 40; default: the study's mean.",
      valueName: "amount"))
  var valueOfTime: Double?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Take out a country, place, link, border, passage, mode or regime. Repeatable.",
      discussion:
        "Such as XB, sea, XA-XB, or with its kind before it: country:XB, regime:crisis.",
      valueName: "what"), completion: StudyWords.subjects)
  var avoid: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Pass a country, place, link, border, passage or mode. Repeatable.", valueName: "what"),
    completion: StudyWords.subjects)
  var require: [String] = []

  @Flag(help: "Only what is open today and needs no works.")
  var available = false

  @Option(
    help: ArgumentHelp(
      "Loads a year that every border, change of gauge, transfer, terminal and passage has to let pass.",
      valueName: "loads"))
  var flow: Double?

  @Flag(help: "Sail from port to port over the study's sea lanes too.")
  var lanes = false

  @Option(
    name: .customLong("open"), parsing: .singleValue,
    help: ArgumentHelp(
      "Open a passage of the sea lanes that is closed unless somebody asks. Repeatable.",
      valueName: "passage"), completion: StudyWords.passages)
  var opened: [String] = []

  @Option(help: ArgumentHelp("How far a position may be from its place.", valueName: "km"))
  var snapLimit: Double = 100

  func validate() throws {
    if let valueOfTime, !(0...1e15).contains(valueOfTime) {
      throw ValidationError(
        "--value-of-time takes an amount of money per load and day of 0 or more, at most 1e15.")
    }
    if let flow, !(flow > 0 && flow.isFinite) {
      throw ValidationError("--flow takes a number of loads a year above 0.")
    }
    guard snapLimit >= 0, snapLimit.isFinite else {
      throw ValidationError("--snap-limit takes kilometres, 0 or more.")
    }
    guard require.count <= 16 else {
      throw ValidationError("\(require.count) times --require; at most 16 can be asked at once.")
    }
  }
}

extension RouteObjective: ExpressibleByArgument {}
