/// Words for the case that results are of.
enum CaseWords {
  /// Where what is open is open, as maps have it: "today", or "in this scenario".
  static func open(in scenario: String?) -> String {
    scenario == nil ? "today" : "in this scenario"
  }

  /// The title of the column that says whether a route is open, on two lines.
  static func openTitle(in scenario: String?) -> String {
    scenario == nil ? "open\ntoday" : "open in\nscenario"
  }
}
