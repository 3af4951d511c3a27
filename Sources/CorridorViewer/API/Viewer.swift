import CorridorGeoJSON
public import CorridorReport
public import CorridorStudy

/// Everything that `corridor serve` answers, as a function from request to answer.
///
/// Nothing is read from disk: the study is in memory, pages are part of the program.
public struct Viewer: Sendable {
  let bench: Workbench
  let leaflet: Leaflet?
  /// What the page opens with.
  let opening: Opening
  let runs: Runs
  let features: FeatureStore
  let maps: MapCache
  private let originGuard: OriginGuard

  /// What the page opens with when its address says nothing else.
  public struct Opening: Hashable, Sendable {
    /// Id of the comparison; nil for the first of the study.
    public var comparison: String?
    /// The scenario, the vintage and the changes.
    public var state: Circumstances

    /// Creates an opening.
    public init(comparison: String? = nil, state: Circumstances = Circumstances()) {
      self.comparison = comparison
      self.state = state
    }
  }

  /// Prepares the answers.
  ///
  /// - Parameters:
  ///   - bench: the study.
  ///   - leaflet: the map library; nil where there is none, and then the map is a picture.
  ///   - host: what the server is bound to.
  ///   - opening: what the page opens with.
  ///   - threads: threads that a run of many worlds takes.
  public init(
    bench: Workbench, leaflet: Leaflet?, host: String = "127.0.0.1", opening: Opening = Opening(),
    threads: Int = 1
  ) {
    self.bench = bench
    self.leaflet = leaflet
    self.opening = opening
    let words = ErrorWords(folder: bench.study.folder)
    runs = Runs(threads: threads, words: words)
    features = FeatureStore(bench: bench)
    maps = MapCache()
    originGuard = OriginGuard(host: host)
    router = Router(endpoints: [], words: words)
    router = Router(endpoints: pages + featuresAPI + api, words: words)
  }

  private var router: Router

  /// The answer to a request.
  public func respond(_ request: Request) async -> Response {
    do { try originGuard.check(request) } catch { return error.response }
    return await router.respond(request)
  }

  /// Stops the runs of many worlds.
  public func stop() async { await runs.stop() }

  /// The operations that the description tells of.
  var described: [Endpoint] { featuresAPI + api }
}
