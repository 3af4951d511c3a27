import Corridor
import Foundation
import Testing

/// What the issue of digitising asks of the lines; measured here with geodesics that
/// GeographicLib's published cases have tested.
@Suite struct AlignmentTests {
  @Test func `no straight stretch on land is longer than 60 km`() throws {
    for link in try BundledStudy.study.get().links where link.mode != .sea {
      if link.linkClass == "power-submarine" { continue }
      let points = link.line.coordinates
      for (from, to) in zip(points, points.dropFirst()) {
        let length = Geodesic.distance(from: from, to: to)
        #expect(length <= Length(kilometres: 60), "\(link.id) at \(from): \(length.kilometres) km")
      }
    }
  }

  @Test func `the Trans-Siberian has at least 200 vertices and 8,500 km`() throws {
    let route = try BundledStudy.corridor("tsr")
    #expect(route.parts.map(\.line.coordinates.count).reduce(0, +) >= 200)
    #expect(route.traced >= Length(kilometres: 8500))
    #expect(route.lengthByCountry.map(\.country) == ["RU"])
  }

  /// Published: the platform obelisk at Vladivostok says 9,288 km, actual kilometres via Yaroslavl.
  @Test func `the declared lengths of the Trans-Siberian sum to 9,288 km in one series`() throws {
    let route = try BundledStudy.corridor("tsr")
    let declared = route.parts.compactMap(\.link.declared)
    #expect(declared.count == route.parts.count)
    #expect(Set(declared.map(\.series)).count == 1)
    #expect(abs(declared.map(\.kilometres).reduce(0, +) - 9288) < 0.5)
  }

  /// Published: 2,757 and 2,100 km in the construction series (Oil & Gas Journal 2009).
  @Test func `the oil pipeline's declared length is the construction series alone`() throws {
    let declared = try BundledStudy.corridor("espo").parts.compactMap(\.link.declared)
    #expect(declared.map(\.kilometres) == [2757, 2100])
    #expect(Set(declared.map(\.series)).count == 1)
  }

  @Test func `every vertex of a digitised line has its provenance on file`() throws {
    for link in try BundledStudy.study.get().links where link.mode != .sea {
      let path = BundledStudy.root + "/Geo/alignments/\(link.id).csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let rows = text.split(separator: "\n").dropFirst()
      let points = rows.map { row in row.split(separator: ",").prefix(2).compactMap { Double($0) } }
      let expected = link.line.coordinates.map { [$0.longitude, $0.latitude] }
      #expect(points == expected, "\(link.id): the line and its alignment differ")
      #expect(rows.allSatisfy { $0.last != "," }, "\(link.id): a vertex without provenance")
    }
  }

  @Test func `no file of alignments is left over`() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: BundledStudy.root + "/Geo/alignments")
    let links = Set(try BundledStudy.study.get().links.map { "\($0.id).csv" })
    #expect(names.filter { !links.contains($0) }.isEmpty)
  }

  @Test func `route factors of railways lie within 0.99 and 1.35`() throws {
    for measured in try BundledStudy.network.get().links where measured.link.mode == .rail {
      guard let factor = measured.routeFactor else { continue }
      #expect((0.99...1.35).contains(factor), "\(measured.link.id): \(factor)")
    }
  }

  @Test func `the Cape route passes south of 34 S between 15 and 30 E`() throws {
    let points = try BundledStudy.corridor("sea-cape").parts.flatMap(\.line.coordinates)
    #expect(points.contains { (15...30).contains($0.longitude) && $0.latitude < -34 })
  }
}
