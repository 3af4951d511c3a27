extension Study {
  /// Ids of the link classes whose links carry a service.
  ///
  /// Something is known of what it costs or emits there, or a route of the study sends it along such a link.
  public func linkClasses(carrying service: String) -> Set<String> {
    var found = Set(linkClasses.filter { $0.prices(service) }.map(\.id))
    for comparison in comparisons where comparison.service == service {
      for route in routes(of: comparison.id) {
        found.formUnion((try? orderedLinks(of: route))?.map(\.link.linkClass) ?? [])
      }
    }
    return found
  }
}
