import CorridorGeoJSON
import CorridorGeometry

/// What a client wants of a collection.
struct FeatureQuery: Sendable {
  let box: BoundingBox?
  let time: TimeSpan?
  let limit: Int
  let offset: Int

  /// Features on a page without `limit`, and at most.
  static let usual = 100
  static let most = 10_000

  init(_ call: Call) {
    box = call.optional("bbox").flatMap(BoxParameter.box)
    time = call.optional("datetime").flatMap { TimeSpan($0) }
    limit = call.integer("limit", default: Self.usual, limit: Self.most)
    offset = call.integer("offset", default: 0, limit: 1_000_000_000)
  }

  /// The features of a collection that are wanted, and those of the page.
  func page(of collection: FeatureStore.Collection) -> (matched: Int, features: [Feature]) {
    let exact = box.map { BoxTest($0) }
    let matched = zip(collection.features, collection.boxes).filter { feature, own in
      if let time, let since = FeatureStore.Collection.since(feature), !time.meets(since: since) {
        return false
      }
      guard let box, let exact else { return true }
      guard let own, own.intersects(box), let geometry = feature.geometry else { return false }
      return exact.meets(geometry)
    }
    return (matched.count, matched.dropFirst(offset).prefix(limit).map(\.0))
  }
}
