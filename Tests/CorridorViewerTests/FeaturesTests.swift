import Corridor
import CorridorViewer
import Foundation
import Testing

/// OGC API - Features, held against the files of the study.
@Suite struct FeaturesTests {
  private typealias Object = [String: Any]

  private func places() throws -> [(id: String, lon: Double, lat: Double)] {
    let data = try Data(contentsOf: Bench.root.appending(path: "Geo/places.geojson"))
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    return try (file["features"] as? [Object] ?? []).map { feature in
      let geometry = try #require(feature["geometry"] as? Object)
      let position = try #require(geometry["coordinates"] as? [Double])
      return (try #require(feature["id"] as? String), position[0], position[1])
    }
  }

  private func ids(_ page: Object) -> [String] {
    (page["features"] as? [Object] ?? []).compactMap { $0["id"] as? String }
  }

  private func link(_ rel: String, of page: Object) -> String? {
    (page["links"] as? [[String: String]])?.first { $0["rel"] == rel }?["href"]
  }

  @Test func `the landing page leads to everything`() async throws {
    let landing = try await Bench.json("/", headers: [Request.Field("accept", "application/json")])
    for rel in ["self", "service-desc", "conformance", "data"] {
      let href = try #require(link(rel, of: landing), "\(rel)")
      let target = try #require(href.split(separator: "8080", maxSplits: 1).last)
      #expect(try await Bench.ask(String(target)).status == 200)
    }
    let list = try await Bench.json("/collections")
    #expect((list["collections"] as? [Object])?.count == 7)
  }

  @Test func `pages follow each other and hold every place once`() async throws {
    var target = "/collections/places/items?limit=50"
    var found: [String] = []
    for _ in 0..<20 {
      let page = try await Bench.json(target)
      #expect(page["numberMatched"] as? Int == (try places().count))
      #expect(page["numberReturned"] as? Int == ids(page).count)
      found += ids(page)
      guard let next = link("next", of: page) else { break }
      target = String(try #require(next.split(separator: "8080", maxSplits: 1).last))
    }
    #expect(found.sorted() == (try places().map(\.id).sorted()))
  }

  @Test func `a box holds the places inside`() async throws {
    let inside = try places().filter {
      (125...132).contains($0.lon) && (33...43).contains($0.lat)
    }.map(\.id)
    #expect(!inside.isEmpty)
    for box in ["125,33,132,43", "125,33,0,132,43,100", "485,33,492,43"] {
      let page = try await Bench.json("/collections/places/items?limit=10000&bbox=\(box)")
      #expect(ids(page).sorted() == inside.sorted(), "\(box)")
    }
  }

  @Test func `a line that only passes by is not in a box within its box`() async throws {
    // The Trans-Siberian link from Moscow runs north of the Caspian; its box reaches far.
    let page = try await Bench.json("/collections/corridors/items?limit=100&bbox=100,30,104,34")
    let all = try await Bench.json("/collections/corridors/items?limit=100")
    #expect(ids(page).count < ids(all).count)
    #expect(!ids(page).contains("transsib"))
  }

  @Test func `time leaves out what was not there yet`() async throws {
    let data = try Data(contentsOf: Bench.root.appending(path: "Geo/links.geojson"))
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    let features = file["features"] as? [Object] ?? []
    let early = features.filter { feature in
      let opened = (feature["properties"] as? Object)?["opened"] as? Int
      return opened.map { $0 <= 1950 } ?? true
    }.compactMap { $0["id"] as? String }
    for time in ["1950-12-31", "../1950-12-31", "1900-01-01T00:00:00Z/1950-12-31T23:59:59%2B09:00"]
    {
      let page = try await Bench.json("/collections/links/items?limit=1000&datetime=\(time)")
      #expect(ids(page).sorted() == early.sorted(), "\(time)")
    }
    #expect(early.count < features.count)
  }

  @Test(arguments: [
    "limit=0", "limit=x", "offset=-1", "bbox=1,2,3", "bbox=1,2,3,x", "bbox=1,2,3,4,5",
    "bbox=1,2,3,inf", "bbox=125,43,132,33", "bbox=125,43,0,132,33,100",
    "datetime=2020-02-30", "datetime=2019-02-29/..", "datetime=2020-04-31T00:00:00Z",
    "datetime=2020-01-02/2020-01-01", "datetime=2020-01-01T12:00:00Z/2020-01-01T11:59:59Z",
    "datetime=2020-01-01T12:00:00Z/2020-01-01T12:30:00%2B01:00",
    "datetime=yesterday", "datetime=2018-13-01", "datetime=2018-01-01/2019-01-01/2020-01-01",
    "datetime=2018-01-01T25:00:00Z", "colour=red",
  ])
  func `bad parameters are refused`(_ query: String) async throws {
    let response = try await Bench.ask("/collections/places/items?" + query)
    #expect(response.status == 400 && response.problem != nil)
  }

  @Test(arguments: [
    "2020-02-29", "2000-02-29/2000-03-01", "1900-02-28/1900-03-01", "2020-01-01/2020-01-01",
    // A day that ends an interval is in it to its last moment.
    "2020-01-01T23:59:59.999Z/2020-01-01", "2019-12-31/2020-01-01T00:00:00Z",
    "2020-01-01T12:30:00%2B01:00/2020-01-01T12:00:00Z",
    "2020-01-01T00:00:00.25Z/2020-01-01T00:00:00.5Z",
    "2020-01-01T00:00:00-05:00/2020-01-01T05:00:00Z", "0000-02-29/0001-01-01",
  ])
  func `good instants and intervals are taken`(_ time: String) async throws {
    #expect(try await Bench.ask("/collections/links/items?limit=1&datetime=\(time)").status == 200)
  }

  @Test func `one feature has its id and links`() async throws {
    let feature = try await Bench.json("/collections/places/items/busan")
    #expect(feature["id"] as? String == "busan" && feature["type"] as? String == "Feature")
    #expect(link("collection", of: feature)?.hasSuffix("/collections/places") == true)
    #expect(try await Bench.ask("/collections/places/items/atlantis").status == 404)
  }
}
