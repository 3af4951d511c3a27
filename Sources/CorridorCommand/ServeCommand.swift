import ArgumentParser
import Corridor
import CorridorViewer
import Foundation

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves a page to play with: move assumptions and see the comparison answer.",
    discussion: """
      corridor serve container:westport-eastport
      corridor serve --port 0                            any port that is free

      The page is for this machine alone unless --host says otherwise. The same address answers a JSON API \
      (/api/v1/openapi.json describes it) and OGC API - Features, which QGIS and ogrinfo read as \
      OAPIF:http://127.0.0.1:8080/. Ctrl-C ends it.
      """)

  @Argument(
    help: "The comparison to open with, such as container:westport-eastport.",
    completion: StudyWords.comparisons)
  var comparison: String?

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      "The address to bind, in numbers.",
      discussion: "Beyond this machine anybody who reaches the port may read the study.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "Folder with leaflet.js and leaflet.css.", discussion: "Default: where packages put it.",
      valueName: "folder"), completion: .directory)
  var leaflet: String?

  @OptionGroup var options: StudyOptions

  func run() async throws {
    do { try await serve() } catch let code as ExitCode { throw code } catch {
      throw Failure(error)
    }
  }

  private func serve() async throws {
    let viewer = try viewer()
    let server = Server(host: host, port: port) { await viewer.respond($0) }
    let host = host.contains(":") ? "[\(host)]" : host
    let task = Task {
      try await server.run { port in
        Output.complain("serving http://\(host):\(port)/ ; Ctrl-C ends it")
      }
    }
    let interrupt = Interrupt { _ in task.cancel() }
    defer { interrupt.end() }
    try await task.value
    await viewer.stop()
  }

  private func viewer() throws -> Viewer {
    let session = try Session(options)
    if let comparison { _ = try session.comparison(comparison) }
    let study = session.original
    try requireOpening(session)
    let borders = try session.borders()
    let bench = Workbench(
      study: study, scenarios: try StudyReader.scenarios(folder: study.folder, study: study),
      lines: try session.lines(borders: borders), borders: borders,
      zones: try StudyReader.zones(folder: study.folder, study: study),
      regimes: try session.regimes(), version: CorridorCommand.configuration.version)
    return Viewer(
      bench: bench, leaflet: try library(), host: host,
      opening: Viewer.Opening(
        comparison: comparison,
        state: Circumstances(
          scenario: options.scenario, asOf: options.asOf, changes: options.overrides)),
      threads: max(1, ProcessInfo.processInfo.activeProcessorCount / 2))
  }

  /// Refuses to open with a state that no comparison can be worked out in, as `compare` would.
  private func requireOpening(_ session: Session) throws {
    guard let first = try comparison.map(session.comparison) ?? session.study.comparisons.first
    else { return }
    _ = try session.result(of: first)
  }

  /// The map library; without it the map is a picture, unless a folder was named.
  private func library() throws -> Leaflet? {
    if let leaflet { return try LeafletFiles.read(folder: leaflet) }
    do { return try LeafletFiles.read(folder: nil) } catch let failure as Failure {
      Output.complain("\(failure.message); until then the map is a picture")
      return nil
    }
  }
}
