import CorridorAppraisal

/// How one process goes on: as its chances have it from a regime, held in a regime, or not at all.
enum PoliticalCourse: Hashable {
  case running(from: Int)
  case held(in: Int)
  case leftOut
}

/// What politics are expected to do to a route in each year, by the chances of every regime.
///
/// Processes are independent, hence means of products are products of means, year by year.
struct PoliticalExpectation {
  private let parts: [(process: RegimeModel.Process, effects: RegimeModel.Effects)]
  /// The number of years, and the first in which the route operates and may tilt the chances.
  private let years: Int
  private let opening: Int

  init(_ model: RegimeModel, _ exposure: RouteExposure, years: Int, opening: Int) {
    parts = zip(model.processes, exposure.effects).compactMap { process, place in
      place.flatMap { place in
        process.effects.indices.contains(place) ? (process, process.effects[place]) : nil
      }
    }
    self.years = years
    self.opening = opening
  }

  /// The processes that matter, in the order of the study.
  var processes: [RegimeModel.Process] { parts.map(\.process) }

  /// What is expected when each process takes its course.
  func columns(_ courses: [PoliticalCourse]) -> PoliticsColumns {
    var means = (0..<years).map { _ in Means() }
    for (part, course) in zip(parts, courses) where course != .leftOut {
      for (year, mean) in self.means(of: part, course).enumerated() { means[year].join(mean) }
    }
    var columns = PoliticsColumns.none(years: years)
    for (year, mean) in means.enumerated() {
      columns.open[year] = Column(mean.open)
      columns.demand[year] = Column(mean.open > 0 ? mean.passing / mean.open : 0)
      columns.fee[year] = Column(mean.passing > 0 ? mean.fee / mean.passing : 1)
      columns.delay[year] = Column(mean.passing > 0 ? mean.delay / mean.passing : 0)
      columns.loss[year] = Column(mean.loss)
    }
    return columns
  }

  /// The mean share of each year in which the route is open.
  func open(_ courses: [PoliticalCourse]) -> [Double] {
    var open = [Double](repeating: 1, count: years)
    for (part, course) in zip(parts, courses) where course != .leftOut {
      for (year, mean) in means(of: part, course).enumerated() { open[year] *= mean.open }
    }
    return open
  }

  /// Means of a year, of one process or of several that are independent.
  private struct Means {
    /// Of the share of the year that the route is open, and of that times demand.
    var open = 1.0
    var passing = 1.0
    /// Of what passes times the multiple of the fee, and times the days of delay.
    var fee = 1.0
    var delay = 0.0
    /// Of the share of the assets that is lost.
    var loss = 0.0

    mutating func join(_ other: Means) {
      open *= other.open
      fee *= other.fee
      delay = delay * other.passing + passing * other.delay
      passing *= other.passing
      loss += other.loss
    }
  }

  private func means(
    of part: (process: RegimeModel.Process, effects: RegimeModel.Effects), _ course: PoliticalCourse
  ) -> [Means] {
    let count = part.process.chain.states.count
    var chances = [Double](repeating: 0, count: count)
    var isHeld = false
    switch course {
    case .running(let place): if chances.indices.contains(place) { chances[place] = 1 }
    case .held(let place):
      if chances.indices.contains(place) { chances[place] = 1 }
      isHeld = true
    case .leftOut: return []
    }
    var means: [Means] = []
    for year in 0..<years {
      var loss = 0.0
      if year > 0, !isHeld {
        let matrix = (year < opening ? part.process.chain : part.process.operating).matrix
        var next = [Double](repeating: 0, count: count)
        for from in 0..<count where chances[from] > 0 {
          for to in 0..<count {
            let chance = chances[from] * matrix[from, to]
            next[to] += chance
            if from != to { loss += chance * part.effects.entryLoss[to] }
          }
        }
        chances = next
      }
      means.append(Self.mean(part.effects, chances, loss))
    }
    return means
  }

  private static func mean(_ effects: RegimeModel.Effects, _ chances: [Double], _ loss: Double)
    -> Means
  {
    var mean = Means(open: 0, passing: 0, fee: 0, delay: 0, loss: loss)
    for (place, chance) in chances.enumerated() {
      let open = chance * effects.availability[place]
      let passing = open * effects.demand[place]
      mean.open += open
      mean.passing += passing
      mean.fee += passing * effects.fee[place]
      mean.delay += passing * effects.delayDays[place]
    }
    return mean
  }
}
