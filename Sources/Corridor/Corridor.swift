// One import for everything that the library offers.
@_exported public import CorridorAppraisal
@_exported public import CorridorGeoJSON
@_exported public import CorridorGeometry
@_exported public import CorridorNetwork
@_exported public import CorridorReport
@_exported public import CorridorRisk
@_exported public import CorridorStudy
@_exported public import CorridorUnits
