// The reentrant half of the GEOS C API: functions that take a context handle. The other half keeps
// one global context and must not be visible to Swift.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
