import Corridor
import Foundation
import Testing

@Suite struct ComparisonJSONTests {
  private func object(_ id: String) throws -> [String: Any] {
    let bundled = try Bundled.shared.get()
    let value = ComparisonJSON(study: bundled.study).value(of: try bundled.result(id))
    let text = try JSONWriter(.pretty).text(value)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(json as? [String: Any])
  }

  private func routes(_ id: String) throws -> [[String: Any]] {
    try #require(try object(id)["routes"] as? [[String: Any]])
  }

  @Test(arguments: Bundled.comparisons)
  func `the comparison has every key of its contract`(id: String) throws {
    let object = try object(id)
    for key in [
      "study", "comparison", "service", "origin", "destination", "scenario", "as_of", "price_year",
      "currency", "conventions", "routes",
    ] {
      #expect(object[key] != nil, "no \(key)")
    }
    #expect(object["comparison"] as? String == id)
    #expect(object["scenario"] as? String == "if-open")
    #expect(object["currency"] as? String == "USD")
    let conventions = try #require(object["conventions"] as? [String: String])
    for subject in ["case", "money", "length", "time", "price", "capex", "timing", "npv"] {
      #expect(conventions[subject]?.isEmpty == false, "no convention on \(subject)")
    }
  }

  @Test(arguments: [
    ("container:busan-hamburg", "teu"), ("container:busan-moscow", "teu"),
    ("oil:taishet-kozmino", "t"), ("gas:vladivostok-seoul", "1000m3"),
    ("power:vladivostok-seoul", "mwh"),
  ])
  func `a route has every key of its contract, ending in its unit`(id: String, unit: String) throws
  {
    for route in try routes(id) {
      for key in [
        "id", "name", "modes", "length_km", "traced_km", "route_factor", "length_km_by_country",
        "sea_km", "crossings", "time_days", "price_usd_per_\(unit)",
        "generalised_cost_usd_per_\(unit)", "co2e_kg_per_\(unit)", "share", "status", "available",
        "capex_musd", "npv_musd", "npv_private_musd", "irr_per_year",
        "levelised_cost_usd_per_\(unit)", "unsourced_inputs",
      ] {
        #expect(route[key] != nil, "\(id) has no \(key)")
      }
      let times = try #require(route["time_days"] as? [String: Any])
      for key in ["line_haul", "terminal_to_terminal", "door_to_door"] {
        #expect(times[key] != nil, "\(id) has no time_days.\(key)")
      }
      for crossing in try #require(route["crossings"] as? [[String: Any]]) {
        for key in ["from", "to", "chainage_km", "lon", "lat", "place", "gauge_break"] {
          #expect(crossing[key] != nil, "a crossing of \(id) has no \(key)")
        }
      }
    }
  }

  @Test(arguments: Bundled.comparisons)
  func `what is missing is null with a reason beside it`(id: String) throws {
    var nulls = 0
    func look(_ value: Any, at path: String) {
      if let object = value as? [String: Any] {
        for (key, inner) in object {
          if inner is NSNull {
            nulls += 1
            let reason = object[key + "_reason"] as? String ?? ""
            #expect(!reason.isEmpty, "\(path).\(key) is null without a reason")
          } else if key.hasSuffix("_reason"), key != "available_reason" {
            #expect(object[String(key.dropLast(7))] is NSNull, "\(path).\(key) without a null")
          }
          look(inner, at: path + "." + key)
        }
      } else if let items = value as? [Any] {
        for (index, item) in items.enumerated() { look(item, at: "\(path)[\(index)]") }
      }
    }
    look(try object(id), at: id)
    #expect(nulls > 0)
  }

  @Test(arguments: Bundled.comparisons)
  func `countries and sea sum to the length, and crossings come in order`(id: String) throws {
    for route in try routes(id) {
      let length = try #require(route["length_km"] as? Double)
      let countries = try #require(route["length_km_by_country"] as? [String: Double])
      let sea = try #require(route["sea_km"] as? Double)
      // Each number has nine digits, so that a sum of ten is good to one in 10^8.
      #expect((countries.values.reduce(sea, +) - length).magnitude < 1e-7 * length)
      let crossings = try #require(route["crossings"] as? [[String: Any]])
      let chainages = crossings.compactMap { $0["chainage_km"] as? Double }
      #expect(chainages == chainages.sorted())
      #expect(chainages.allSatisfy { $0 > 0 && $0 < length })
    }
  }

  @Test(arguments: ["container:busan-hamburg", "container:busan-moscow"])
  func `shares sum to one and the ladder climbs to the times and the price`(id: String) throws {
    var total = 0.0
    for route in try routes(id) {
      total += try #require(route["share"] as? Double)
      let times = try #require(route["time_days"] as? [String: Double])
      let steps = try #require(route["ladder"] as? [[String: Any]])
      let days = steps.compactMap { $0["time_days"] as? Double }.reduce(0, +)
      let door = try #require(times["door_to_door"])
      #expect((days - door).magnitude < 1e-6 * door)
      let running = steps.filter { $0["kind"] as? String == "link" }
        .compactMap { $0["time_days"] as? Double }.reduce(0, +)
      #expect((running - (times["line_haul"] ?? 0)).magnitude < 1e-6 * running)
      let cost = steps.filter { $0["kind"] as? String != "door" }
        .compactMap { $0["cost_usd_per_teu"] as? Double }.reduce(0, +)
      let price = try #require(route["price_usd_per_teu"] as? Double)
      #expect((cost - price).magnitude < 1e-6 * price)
    }
    #expect((total - 1).magnitude < 1e-7)
  }

  @Test func `the list names every comparison with its routes`() throws {
    let bundled = try Bundled.shared.get()
    let list = ComparisonList(study: bundled.study)
    let text = try JSONWriter(.pretty).text(list.json())
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let items = try #require(json?["comparisons"] as? [[String: Any]])
    #expect(items.compactMap { $0["id"] as? String } == Bundled.comparisons)
    for (item, result) in zip(items, bundled.results) {
      #expect(item["routes"] as? [String] == result.routes.map { $0.route.plan.shortID })
      for key in ["title", "question", "service", "origin", "destination"] {
        #expect((item[key] as? String)?.isEmpty == false)
      }
    }
  }
}
