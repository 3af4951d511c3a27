/// Whether two numbers agree within a share of the larger one, or of 1 when both are smaller.
func near(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
  (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
}

/// Whether two lists agree number by number.
func near(_ left: [Double], _ right: [Double], _ tolerance: Double = 1e-12) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy { near($0, $1, tolerance) }
}

/// Whether two tables agree number by number.
func near(_ left: [[Double]], _ right: [[Double]], _ tolerance: Double = 1e-12) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy { near($0, $1, tolerance) }
}
